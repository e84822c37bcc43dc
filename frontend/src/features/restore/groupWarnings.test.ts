import { expect, test } from 'vitest';
import { groupWarnings } from './groupWarnings';

const cause =
  'the object type of another schema that it refers to is not at the destination. Restore that schema first. Its key is ORG.';
const leftOut = (name: string, values: string) =>
  `The attribute '${name}' is left out with ${values}: ${cause}`;

test('lines of one cause are one group, with what is lost added up', () => {
  const lines = [leftOut('Server: Owner', 'its 1,204 values'), leftOut('PC: 7 values', 'no value')];
  expect(groupWarnings([...lines, 'No administrator.'])).toEqual([
    { cause: cause.replace('the', 'The'), schemaKey: 'ORG', values: 1204, lines },
    { cause: null, schemaKey: null, values: 0, lines: ['No administrator.'] },
  ]);
});

test('one line of a cause stays whole', () => {
  const line = "31 references of the attribute 'Site' left out: what they refer to is not in this backup.";
  expect(groupWarnings([line])).toEqual([{ cause: null, schemaKey: null, values: 31, lines: [line] }]);
});

test('lines of another schema are another group', () => {
  const other = leftOut('A', 'its 1 value').replace('ORG', 'HR');
  expect(groupWarnings([leftOut('A', 'its 1 value'), other])).toHaveLength(2);
});
