import type { NotificationEvent } from '@/api/client';

/** The events as they are offered, and which are chosen at first: what asks for somebody. */
export const eventGroups: { group: 'backups' | 'restores' | 'attention'; events: NotificationEvent[] }[] = [
  { group: 'backups', events: ['backupFailed', 'backupPartial', 'backupStopped', 'backupComplete'] },
  { group: 'restores', events: ['restoreFailed', 'restorePartial', 'restoreComplete'] },
  {
    group: 'attention',
    events: [
      'alarmRaised',
      'backupOverdue',
      'tokenExpires',
      'tokenRefused',
      'schemaNotActive',
      'verificationFailed',
    ],
  },
];

const quiet: NotificationEvent[] = ['backupComplete', 'restoreComplete'];

export const firstEvents = eventGroups.flatMap(({ events }) => events).filter((one) => !quiet.includes(one));
