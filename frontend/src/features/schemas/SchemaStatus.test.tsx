import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { mockWorlds } from '@/testing/mockWorlds';
import { renderApp } from '@/testing/renderApp';
import { setUpWorld } from '@/testing/world';

const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;
const statuses = () => renderApp('/', mockWorlds.statuses!());

describe('a schema', () => {
  test.each([
    ['Old hardware', 'Deleted', 'It is not in Assets any more.'],
    ['Security', 'Sync error', 'The account does not see this schema any more;'],
    ['Globex machines', 'Inactive', 'Its instance was removed from this app.'],
  ])(
    '%s that is %s says why and since when on hover, and the keyboard reaches it',
    async (name, status, why) => {
      const { user } = statuses();
      const lozenge = within(await row(name))
        .getByText(status)
        .closest<HTMLElement>('[tabindex="0"]')!;
      await user.hover(lozenge);
      const tooltip = await screen.findByRole('tooltip');
      expect(tooltip.textContent).toMatch(new RegExp(`^${why}.* Since .+\\d{4}`));
    },
  );

  test('that is active has nothing to explain', async () => {
    statuses();
    const lozenge = within(await row('IT services')).getByText('Active');
    expect(lozenge.closest('[tabindex]')).toBeNull();
  });

  test.each([
    ['IT services', false],
    ['Old hardware', true],
    ['Security', true],
    ['Globex machines', true],
  ])('%s can be restored; that it cannot be backed up is %s', async (name, isRefused) => {
    statuses();
    const cells = within(await row(name));
    expect(cells.getByRole('link', { name: 'Restore' })).toBeTruthy();
    expect(cells.getByRole('button', { name: 'Backup now' })).toHaveProperty('disabled', isRefused);
  });

  test('says at its disabled button what the status and its reason are', async () => {
    const { user } = statuses();
    await user.hover(within(await row('Old hardware')).getByRole('button', { name: 'Backup now' }));
    expect((await screen.findByRole('tooltip')).textContent).toBe(
      'Only an active schema can be backed up; this one is Deleted. It is not in Assets any more.',
    );
  });
});

describe('what needs you', () => {
  test('names the schemas that cannot be read, each with its reason', async () => {
    statuses();
    const title = await screen.findByText('1 schema is not protected: it cannot be read');
    const message = within(title.closest('section')!);
    expect(message.getByText(/does not see this schema any more/).textContent).toMatch(/^Security: /);
    expect(message.queryByText(/Old hardware|Globex machines/)).toBeNull();
  });

  test('says nothing of reading where every schema can be read', async () => {
    const world = setUpWorld();
    renderApp('/', { ...world, schemas: world.schemas.filter(({ status }) => status !== 'syncError') });
    await row('IT services');
    expect(screen.queryByText(/not protected/)).toBeNull();
  });
});

test('a sync that began by itself is nobody’s', async () => {
  renderApp('/activity', mockWorlds.statuses!());
  expect(await screen.findByText('Automatic')).toBeTruthy();
  expect(screen.getByText('2 schemas found, 0 new, 1 gone, 1 in error')).toBeTruthy();
});
