import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '@/testing/renderApp';
import { aSnapshot, setUpWorld } from '@/testing/world';

const open = (part: Partial<ReturnType<typeof aSnapshot>>) =>
  renderApp('/snapshots/s', {
    ...setUpWorld(),
    snapshots: [aSnapshot({ id: 's', schemaId: 'its', ...part })],
  });

const window = { from: '2020-02-29T22:10:00Z', to: '2020-02-29T22:50:00Z', moved: 0, movedKeys: [] };

test('a backup says of what time its objects are, in the person’s zone, and exactly on hover', async () => {
  const { user } = open({ consistency: window });
  const shown = await screen.findByText(/^29 Feb 2020, 23:10\s*–\s*23:50$/);
  expect(screen.queryByText(/still changed/)).toBeNull();
  await user.hover(shown);
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/23:10:00.*23:50:00/);
});

test('objects that still moved at its end are listed by their keys', async () => {
  open({ consistency: { ...window, moved: 3, movedKeys: ['ITS-7', 'ITS-12'] } });
  expect(await screen.findByText(/^3 objects still changed/)).toBeTruthy();
  expect(screen.getByText('ITS-7, ITS-12 and 1 more')).toBeTruthy();
});

test('a backup of an older version claims nothing of it', async () => {
  open({ consistency: null });
  expect(await screen.findByText('What this backup holds')).toBeTruthy();
  expect(screen.queryByText('Objects as of')).toBeNull();
});
