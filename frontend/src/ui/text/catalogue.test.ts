import { expect, test } from 'vitest';
import { catalogue } from './catalogue';

/** Product K1 and K2, as far as the screens exist. */
const labels = [
  'Save and Continue',
  'Sync schemas',
  'Add new target instance',
  'List of target instances',
  'Save target instance',
  'Edit configuration',
  'Delete',
  'Backup now',
  'Stop',
  'Restore',
  'Save',
  'Clear filter',
  'Hide deleted schemas',
  'Schema name',
  'Instance',
  'Location',
  'Status',
  'Last backup date',
  'Backups',
  'Actions',
  'Created at',
  'Attachments status',
  'Available backups',
  'Managed storage',
  'Active',
  'Inactive',
  'Deleted',
  'Sync error',
  'Disabled',
  'In queue',
  'In progress',
  'Cloud',
  'Another Cloud',
  'DC/Server',
  'Assets Backup & Migration',
];

test.each(labels)('the catalogue holds the label %s', (label) => {
  expect(Object.values(catalogue)).toContain(label);
});
