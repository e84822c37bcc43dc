import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue';

/** Product K1 and K2, whole: each label is on a screen, or its screen is not built. */
const labels = [
  'Save and Continue',
  'Sync schemas',
  'Add new target instance',
  'List of target instances',
  'Save target instance',
  'Add new',
  'Edit configuration',
  'Delete',
  'Backup now',
  'Stop',
  'Restore',
  'Schedule backup',
  'Configure',
  'Delete schema',
  'Save',
  'Clear filter',
  'Hide deleted schemas',
  'Schema name',
  'Instance',
  'Location',
  'Status',
  'Last backup date',
  'Backups',
  'Next backup',
  'Actions',
  'Created at',
  'Attachments status',
  'Objects in issues status',
  'Available backups',
  'Managed storage',
  'Own database',
  'Enable',
  'On',
  'Off',
  ...['Active', 'Inactive', 'Deleted', 'Sync error'],
  ...['Disabled', 'In queue', 'In progress', 'Auto'],
  ...['Cloud', 'Another Cloud', 'DC/Server'],
];

/** What the page of the product puts in quotation marks and the SPA says itself (K3), the app's name (A1a) included. */
const messages = [
  'Assets Backup & Migration',
  'Find it for me',
  'Back up',
  'Schema not found in backup',
  'Schedule all',
  'Cron expression is required',
];

/** Deletion of schemas and issue fields come later, and leave this list then. */
const notBuilt = ['Add new', 'Objects in issues status'];

/** What the product quotes and the server says: it arrives as a run's words or at a field. */
const saidByTheServer = [
  'The schema is empty: there is nothing to back up.',
  'Cron expression is not valid',
  'The minimum allowed frequency of backup is once per day',
  'This time is reserved for maintenance. Choose a time at least 2 hours before or after it.',
];

const features = '../backend/AssetsBackup/Features';
const serverSources = readdirSync(features, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.cs'))
  .map((path) => readFileSync(`${features}/${path}`, 'utf8'));

const words: string[] = Object.values(catalogue);
const isBuilt = (text: string) => !notBuilt.includes(text);

describe('the catalogue', () => {
  test.each([...labels, ...messages].filter(isBuilt))('holds “%s”', (text) => {
    expect(words).toContain(text);
  });

  test.each(notBuilt)('does not hold “%s” while its screen is not built', (text) => {
    expect(words).not.toContain(text);
  });

  test('has a place in the product for everything that is called not built', () => {
    expect(notBuilt.filter((text) => !labels.includes(text) && !messages.includes(text))).toEqual([]);
  });

  test('has no empty text', () => {
    expect(words.filter((text) => !text.trim())).toEqual([]);
  });
});

test.each(saidByTheServer)('the server says “%s”', (text) => {
  expect(serverSources.some((source) => source.includes(text))).toBe(true);
});
