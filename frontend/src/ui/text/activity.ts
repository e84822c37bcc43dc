export const activity = {
  activity: 'Activity',
  'activity.what': 'Run',
  'activity.schema': 'Schema',
  'activity.state': 'State',
  'activity.result': 'Progress or result',
  'activity.by': 'By',
  'activity.created': 'Started',
  'activity.into': 'to {name} ({key}) on {destination}',
  'activity.none.title': 'Nothing has run yet',
  'activity.none.text': 'Syncs, backups, verifications and restores are listed here, each with its log.',
} as const;
