import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { applyChanges } from '@/api/changes/applyChanges';
import { renderApp } from '@/testing/renderApp';
import { scheduleWorld } from '@/testing/scheduleWorld';
import { aSchedule } from '@/testing/world';

/** A message above the grid may lead to the schema, too. */
const row = async (name: string) =>
  within((await screen.findAllByRole('link', { name })).at(-1)!.closest('tr')!);
const due = '2026-12-01T01:00:00Z';
const shown = '1 Dec 2026, 02:00';

/** The world with the schedule of one of its schemas due at a known time. */
const withDue = (id: string) => {
  const world = scheduleWorld();
  world.schemas = world.schemas.map((schema) =>
    schema.id === id ? { ...schema, schedule: { ...schema.schedule!, nextAt: due } } : schema,
  );
  return world;
};

describe('the Backups cell', () => {
  test.each(['Never scheduled', 'Off'])('of a schema whose schedule is %s says Disabled', async (name) => {
    renderApp('/', scheduleWorld());
    expect((await row(name)).getByText('Disabled')).toBeTruthy();
  });

  test('says Auto and the date of the next backup in the user’s zone, with the zone on hover', async () => {
    const { user } = renderApp('/', withDue('auto'));
    const cell = await row('Auto');
    expect(cell.getAllByText('Auto')).toHaveLength(2);
    const next = cell.getByText(shown);
    expect(next.getAttribute('dateTime')).toBe(due);
    await user.hover(next);
    expect((await screen.findByRole('tooltip')).textContent).toBe('1 December 2026 at 02:00:00 CET');
  });

  test('says why it is paused in place of the next date', async () => {
    renderApp('/', scheduleWorld());
    const cell = await row('Gone');
    expect(cell.getByText('Paused: Deleted. It is not in Assets any more.')).toBeTruthy();
    expect(cell.getByText('Auto')).toBeTruthy();
  });

  test('warns of a time that was reserved since', async () => {
    renderApp('/', scheduleWorld());
    expect((await row('Reserved')).getByText(/reserved for maintenance since/)).toBeTruthy();
  });

  test.each([
    ['running', 'Running', 'In progress'],
    ['queued', 'Queued', 'In queue'],
  ])('keeps the next date while a backup is %s', async (id, name, state) => {
    renderApp('/', withDue(id));
    const cell = await row(name);
    expect(cell.getByText(state)).toBeTruthy();
    expect(cell.getByText(/Next backup/).textContent).toBe(`Next backup ${shown}`);
  });

  test('follows the changes of the server without a reload', async () => {
    const { world, queryClient } = renderApp('/', scheduleWorld());
    expect((await row('Off')).getByText('Disabled')).toBeTruthy();
    const schema = world.schemas.find(({ id }) => id === 'off')!;
    const none = { cursor: 2, runs: [], snapshots: [], plans: [] };
    const change = (nextAt: string) =>
      act(() =>
        applyChanges(queryClient, {
          ...none,
          schemas: [{ ...schema, schedule: aSchedule({ nextAt }) }],
        }),
      );
    change(due);
    expect((await row('Off')).getByText(shown)).toBeTruthy();
    change('2026-12-24T01:00:00Z');
    expect((await row('Off')).getByText('24 Dec 2026, 02:00')).toBeTruthy();
  });
});

describe('the schema’s page', () => {
  test('says when the next backup is due', async () => {
    renderApp('/schemas/auto', withDue('auto'));
    expect(await screen.findByText('Next backup')).toBeTruthy();
    expect(screen.getByText(shown)).toBeTruthy();
  });

  test('opens the dialog from its menu and gives the focus back to it', async () => {
    const { user } = renderApp('/schemas/auto', scheduleWorld());
    const menu = await screen.findByRole('button', { name: 'More actions for Auto' });
    // The second time its code is there at once, before the menu has closed.
    for (let time = 1; time <= 2; time++) {
      await user.click(menu);
      await user.click(await screen.findByRole('menuitem', { name: 'Schedule backup' }));
      await screen.findByRole('dialog');
      await user.click(await screen.findByRole('button', { name: 'Cancel' }));
      await waitFor(() => expect(document.activeElement).toBe(menu));
    }
  });
});

describe('what needs you', () => {
  test('lists the schedules in a reserved time, each with the way to its schema', async () => {
    renderApp('/', scheduleWorld());
    const title = '1 schedule is in a time that is reserved for maintenance';
    const message = within((await screen.findByText(title)).closest('section')!);
    expect(message.getByRole('link', { name: 'Reserved' }).getAttribute('href')).toBe('/schemas/reserved');
  });

  test('schedules all schemas without a schedule once it is confirmed, and says how many', async () => {
    const { user, world } = renderApp('/', scheduleWorld());
    await user.click(await screen.findByText('Schedule all'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/A backup of each of 2 schemas begins now/)).toBeTruthy();
    expect(world.runs).toHaveLength(2);
    await user.click(dialog.getByRole('button', { name: 'Schedule all' }));
    expect(await screen.findByText('2 schemas are scheduled')).toBeTruthy();
    expect(world.runs).toHaveLength(4);
    expect(await (await row('Never scheduled')).findByText(/Next backup|Auto/)).toBeTruthy();
    expect(screen.queryByText('2 schemas have no schedule')).toBeNull();
    expect((await row('Off')).getByText('Disabled')).toBeTruthy();
  });
});
