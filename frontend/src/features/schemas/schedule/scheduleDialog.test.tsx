import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { scheduleWorld } from '@/testing/scheduleWorld';
import { server } from '@/testing/server';
import type { World } from '@/testing/world';

/** The dialog of one of the world’s schemas, what it sends, and its fields. */
async function open(id: string, name: string, world: World = scheduleWorld()) {
  const sent: unknown[] = [];
  server.use(
    http.put(
      `/api/schemas/${id}/schedule`,
      async ({ request }) => void sent.push(await request.clone().json()),
    ),
  );
  const app = renderApp(`/schemas/${id}`, world);
  const { user } = app;
  await user.click(await screen.findByRole('button', { name: `More actions for ${name}` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Schedule backup' }));
  const dialog = within(await screen.findByRole('dialog'));
  const radio = (name: string) => dialog.getByRole('radio', { name });
  return {
    ...app,
    sent,
    dialog,
    radio,
    box: (label: string) => dialog.getByRole('combobox', { name: label }),
    cron: () => dialog.getByRole('textbox', { name: 'Cron expression' }),
    save: () => user.click(dialog.getByRole('button', { name: 'Save' })),
    isGone: () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull()),
    choose: async (label: string, option: string) => {
      await user.click(dialog.getByRole('combobox', { name: label }));
      await user.click(await screen.findByRole('option', { name: option }));
    },
    typeCron: async (text: string) => {
      const field = dialog.getByRole('textbox', { name: 'Cron expression' });
      await user.clear(field);
      if (text) await user.type(field, text);
    },
  };
}

const openCron = async (id = 'auto', name = 'Auto') => {
  const opened = await open(id, name);
  await opened.user.click(opened.radio('Cron expression'));
  return opened;
};

describe('a schema without a schedule', () => {
  test('is offered the recommended time, in words and with the next five', async () => {
    const { dialog, radio } = await open('none', 'Never scheduled');
    expect(radio('Recommended')).toHaveProperty('checked', true);
    expect(dialog.getByRole('checkbox', { name: 'Enable' })).toHaveProperty('checked', true);
    expect(dialog.getByText('On')).toBeTruthy();
    expect(await dialog.findByText('At 02:10, every day')).toBeTruthy();
    expect(dialog.getByText('Next times, in your time zone (Europe/Berlin)')).toBeTruthy();
    expect(dialog.getAllByRole('listitem')).toHaveLength(5);
    expect(dialog.getByText(/^Saving begins a backup at once/)).toBeTruthy();
  });

  test('is saved with it, begins a backup and leads to it', async () => {
    const { sent, save, isGone, user, visited } = await open('none', 'Never scheduled');
    await save();
    await isGone();
    expect(sent).toEqual([
      {
        isEnabled: true,
        time: { kind: 'recommended', cron: null, timeZone: 'Europe/Berlin' },
        attachments: true,
        archived: false,
      },
    ]);
    await user.click(await screen.findByText('Show progress'));
    await waitFor(() => expect(visited.at(-1)).toBe('/activity/run-none'));
  });
});

describe('the pickers', () => {
  test('show a schedule and save what is picked, with its time zone and parts', async () => {
    const { dialog, sent, save, isGone, choose, box, user } = await open('auto', 'Auto');
    expect(dialog.getByText('Week')).toBeTruthy();
    expect(dialog.getByText('Monday')).toBeTruthy();
    await choose('Every', 'Year');
    await choose('In', 'February');
    await choose('On day', '29');
    expect(dialog.getByText('Only leap years have this day.')).toBeTruthy();
    await user.type(box('At'), '14:05{Enter}');
    await choose('Time zone', 'America/New York');
    await user.click(dialog.getByRole('checkbox', { name: 'Attachments' }));
    await save();
    await isGone();
    expect(sent).toEqual([
      {
        isEnabled: true,
        time: { kind: 'custom', cron: '5 14 29 2 *', timeZone: 'America/New_York' },
        attachments: false,
        archived: false,
      },
    ]);
  });

  test('write the cron expression and follow it', async () => {
    const { choose, user, radio, cron, typeCron, dialog } = await open('auto', 'Auto');
    await choose('Every', 'Month');
    await choose('On day', '31');
    expect(dialog.getByText('A month without this day has no backup.')).toBeTruthy();
    await user.click(radio('Cron expression'));
    expect(cron()).toHaveProperty('value', '0 3 31 * *');
    await typeCron('45 6 * * 3');
    await user.click(radio('Date and time'));
    expect(dialog.getByText('Week')).toBeTruthy();
    expect(dialog.getByText('Wednesday')).toBeTruthy();
    expect(dialog.getByText('06:45')).toBeTruthy();
  });

  test('keep a cron expression that they cannot show until something is picked', async () => {
    const { user, radio, cron, dialog, choose } = await open('complex', 'Complex');
    expect(radio('Cron expression')).toHaveProperty('checked', true);
    expect(dialog.getByText('Date and time cannot show this cron expression.')).toBeTruthy();
    await user.click(radio('Date and time'));
    expect(dialog.getByText(/^The cron expression 30 22 \* \* 1-5 cannot be shown here/)).toBeTruthy();
    await user.click(radio('Cron expression'));
    expect(cron()).toHaveProperty('value', '30 22 * * 1-5');
    await user.click(radio('Date and time'));
    await choose('Every', 'Day');
    await user.click(radio('Cron expression'));
    expect(cron()).toHaveProperty('value', '0 2 * * *');
  });

  test('lose nothing while Recommended is looked at', async () => {
    const { user, radio, cron, typeCron } = await openCron();
    await typeCron('not yet');
    await user.click(radio('Recommended'));
    await user.click(radio('Custom'));
    await user.click(radio('Cron expression'));
    expect(cron()).toHaveProperty('value', 'not yet');
  });
});

describe('the cron field', () => {
  const invalid =
    'Cron expression is not valid: it has five fields, minute, hour, day of the month, month and day of the week';

  test.each([
    ['0 2 * *', invalid],
    ['0 24 * * *', 'Cron expression is not valid: field 2, the hour'],
    ['* * * * *', 'The minimum allowed frequency of backup is once per day'],
    [
      '0 4 * * *',
      'This time is reserved for maintenance. Choose a time at least 2 hours before or after it.',
    ],
  ])('says what the server thinks of %s before it is saved', async (text, words) => {
    const { typeCron, cron, dialog } = await openCron();
    await typeCron(text);
    const message = await dialog.findByText(words);
    expect(cron().getAttribute('aria-invalid')).toBe('true');
    expect(cron().getAttribute('aria-describedby')).toContain(message.closest('[id]')!.id || 'cron-error');
  });

  test('is required', async () => {
    const { typeCron, save, dialog, sent } = await openCron();
    await typeCron('');
    await save();
    expect(await dialog.findByText('Cron expression is required')).toBeTruthy();
    expect(sent).toEqual([]);
  });

  test('shows what the server says at Save, keeps the text and takes the message back when it changes', async () => {
    const { save, typeCron, dialog, cron } = await openCron();
    const words = 'Cron expression is not valid: field 1, the minute';
    server.use(http.put('/api/schemas/auto/schedule', () => problem(422, 'not-valid', { cron: words })));
    await typeCron('1 5 * * *');
    await save();
    expect(await dialog.findByText(words)).toBeTruthy();
    expect(dialog.getByText('Title of not-valid')).toBeTruthy();
    expect(cron()).toHaveProperty('value', '1 5 * * *');
    await typeCron('2 5 * * *');
    expect(dialog.queryByText(words)).toBeNull();
  });

  test('is said in words with the next times, in the user’s zone where the schedule has another', async () => {
    const { dialog } = await open('complex', 'Complex');
    expect(await dialog.findByText('At 22:30, Monday through Friday (America/New York)')).toBeTruthy();
  });

  test('explains its five fields with examples', async () => {
    const { user, dialog } = await openCron();
    const help = dialog.getByRole('button', { name: 'What the five fields mean' });
    expect(help.getAttribute('aria-expanded')).toBe('false');
    await user.click(help);
    expect(dialog.getByRole('cell', { name: '0–59' })).toBeTruthy();
    expect(dialog.getByRole('cell', { name: '30 22 * * 1-5' })).toBeTruthy();
    expect(dialog.getByRole('cell', { name: 'At 22:30, Monday through Friday' })).toBeTruthy();
  });
});

describe('Enable', () => {
  test('by keyboard, an off schedule is switched on', async () => {
    const { dialog, user, sent, isGone } = await open('off', 'Off');
    const toggle = dialog.getByRole('checkbox', { name: 'Enable' });
    expect(dialog.getByText('Off', { selector: 'span' })).toBeTruthy();
    toggle.focus();
    await user.keyboard(' ');
    expect(dialog.getByText('On')).toBeTruthy();
    expect(await dialog.findByText('At 02:00, every day')).toBeTruthy();
    await user.type(dialog.getByRole('combobox', { name: 'At' }), '05:30{Enter}');
    dialog.getByRole('button', { name: 'Save' }).focus();
    await user.keyboard('{Enter}');
    await isGone();
    expect(sent).toMatchObject([{ isEnabled: true, time: { kind: 'custom', cron: '30 5 * * *' } }]);
  });

  test('off begins no backup and says that the schedule is off', async () => {
    const { dialog, user, sent, save, isGone, world } = await open('auto', 'Auto');
    await user.click(dialog.getByRole('checkbox', { name: 'Enable' }));
    expect(dialog.queryByText(/begins a backup/)).toBeNull();
    await save();
    await isGone();
    expect(sent).toMatchObject([{ isEnabled: false, time: { kind: 'custom', cron: '0 3 * * 1' } }]);
    expect(await screen.findByText('The schedule of Auto is off')).toBeTruthy();
    expect(await screen.findByText('Disabled')).toBeTruthy();
    expect(world.runs).toHaveLength(2);
  });

  test('can only be switched off for a schema that is not active', async () => {
    const { dialog, user, save, isGone, sent } = await open('gone', 'Gone');
    expect(dialog.getByText(/this one is Deleted.*Its schedule can be switched off\.$/)).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
    await user.click(dialog.getByRole('checkbox', { name: 'Enable' }));
    await save();
    await isGone();
    expect(sent).toMatchObject([{ isEnabled: false }]);
  });

  test('says that a running backup is not doubled', async () => {
    const { dialog } = await open('running', 'Running');
    expect(dialog.getByText(/so saving begins no other/)).toBeTruthy();
  });
});

test('a schema that is not active and has no schedule says why it gets none', async () => {
  const world = scheduleWorld();
  world.schemas = world.schemas.map((schema) =>
    schema.id === 'gone' ? { ...schema, schedule: null } : schema,
  );
  const { user } = renderApp('/schemas/gone', world);
  await user.click(await screen.findByRole('button', { name: 'More actions for Gone' }));
  const item = await screen.findByRole('menuitem', { name: /^Schedule backup/ });
  expect(item).toHaveProperty('disabled', true);
  expect(item.textContent).toContain('Only an active schema can be backed up; this one is Deleted.');
});

test('archived objects of a Data Center are asked for and kept with the schedule', async () => {
  const world = scheduleWorld();
  world.schemas = world.schemas.map((schema) => ({ ...schema, location: 'dataCenter' }));
  const { dialog, user, sent, save, isGone } = await open('auto', 'Auto', world);
  await user.click(dialog.getByRole('checkbox', { name: 'Archived objects' }));
  await save();
  await isGone();
  expect(sent).toMatchObject([{ attachments: true, archived: true }]);
});

test('a preview that cannot be made is told, and does not keep from saving', async () => {
  server.use(http.post('/api/schemas/auto/schedule/preview', () => problem(500, 'unexpected')));
  const { dialog, save, isGone } = await open('auto', 'Auto');
  expect(await dialog.findByText(/^The next times could not be computed\./)).toBeTruthy();
  await save();
  await isGone();
});
