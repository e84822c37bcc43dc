import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '@/testing/renderApp';
import { aRun, aSchema, setUpWorld } from '@/testing/world';

test('a name that runs from right to left is kept apart from the words around it', async () => {
  const name = 'أصول (ITS)';
  const lastBackup = aRun({ id: 'f', kind: 'backup', state: 'failed' });
  renderApp('/', { ...setUpWorld(), schemas: [aSchema({ id: 'a', key: 'A', name, lastBackup })] });
  expect(await screen.findByText(`The last backup of \u2068${name}\u2069 failed`)).toBeTruthy();
});
