export const retention = {
  'schema.settings': 'Settings',
  'alarm.massDeletion':
    '{name}: {gone, number} of {before, plural, one {# object} other {# objects}} are gone',
  'alarm.schemaDeleted': '{name} is gone from Assets',
  'alarm.rulesLost': '{name}: its retention rules were lost',
  'alarm.massDeletion.text':
    'The backup of {date} has {before, plural, one {# object} other {# objects}}, the next one has {now, plural, =0 {none} other {#}}.',
  'alarm.schemaDeleted.text':
    'The backup of {date} has {before, plural, one {# object} other {# objects}} and can be restored.',
  'alarm.rulesLost.text':
    'It was found in a vault that was attached; its rules, and alarms that held its backups, were in the database that is gone. Look at its settings first.',
  'alarm.holds': 'No backup of this schema expires until an administrator acknowledges this.',
  'alarm.types': 'Object types that lost most:',
  'alarm.type': '{gone, number} of {before, plural, one {# object} other {# objects}} gone',
  'alarm.acknowledge': 'Acknowledge',
  'alarm.acknowledge.title': 'Acknowledge this alarm?',
  'alarm.acknowledge.text':
    'Backups of {name} expire again by their rules from then on. The backup of {date} with {before, plural, one {# object} other {# objects}} stays as long as they keep it: restore what you miss, or pin it, if you are not sure. Who acknowledged is in the audit log.',
  'alarm.showBackup': 'Show the backup that has them',
  'alarm.showSchema': 'Show the schema',
  'alarm.more': '{count, plural, one {# more alarm} other {# more alarms}}',
  'alarm.more.text': 'The page of each schema shows its own.',
  retention: 'Retention',
  'retention.text':
    'A backup is kept while one of these rules keeps it. Pinned backups and the last good one always stay. What no rule keeps is deleted once a day.',
  'retention.whose': 'Rules',
  'retention.default': 'The default of all schemas',
  'retention.own': 'Rules of its own',
  'retention.own.help': 'For this schema alone.',
  'retention.all': 'Keep everything for {count, plural, one {# day} other {# days}}',
  'retention.newest':
    'the newest good one of {count, plural, one {the last {period}} other {each of the last # {period}}}',
  'retention.daily.period': '{count, plural, one {day} other {days}}',
  'retention.weekly.period': '{count, plural, one {week} other {weeks}}',
  'retention.monthly.period': '{count, plural, one {month} other {months}}',
  'retention.yearly.period': '{count, plural, one {year} other {years}}',
  'retention.withinDays': 'Days for which everything is kept',
  'retention.withinDays.help': 'From the date of the backup. 365 are a year.',
  'retention.daily': 'Days',
  'retention.weekly': 'Weeks',
  'retention.monthly': 'Months',
  'retention.yearly': 'Years',
  'retention.newest.legend': 'Beyond that, the newest good backup of each of the last',
  'retention.newest.help': '0 for none. Days, weeks, months and years are those of UTC.',
  'retention.whole': 'Enter a whole number from {from, number} to {to, number}',
  'retention.preview.title': 'What these rules do now',
  'retention.preview.none':
    '{backups, plural, =0 {There is no backup yet.} one {The one backup stays.} other {All # backups stay.}}',
  'retention.preview.expired':
    '{count, number} of {backups, plural, one {# backup} other {# backups}} {count, plural, one {is} other {are}} deleted by the next daily pruning:',
  'retention.preview.held':
    'An alarm is open: nothing is deleted until it is acknowledged. After that, {count, number} of {backups, plural, one {# backup} other {# backups}} {count, plural, one {goes} other {go}}:',
  'retention.preview.heldNone': 'An alarm is open: nothing is deleted until it is acknowledged.',
  'retention.preview.kept': 'Why backups stay:',
  'retention.preview.failed': 'What these rules would delete cannot be told now.',
  'retention.kept.pinned': '{count, number} pinned',
  'retention.kept.held': '{count, number} held by an alarm',
  'retention.kept.planned': '{count, number} because a restore plan waits for review',
  'retention.kept.last': '{count, number} as the last good one',
  'retention.kept.within': '{count, number} young enough',
  'retention.kept.daily': '{count, number} for their day',
  'retention.kept.weekly': '{count, number} for their week',
  'retention.kept.monthly': '{count, number} for their month',
  'retention.kept.yearly': '{count, number} for their year',
  'retention.saved': 'Retention of {name} is saved',
  'retention.confirm': 'Save and delete',
  'retention.confirm.title': 'Delete {count, plural, one {# backup} other {# backups}} of {name}?',
  'retention.confirm.text':
    '{count, plural, one {The backup of {oldest} is} other {# backups, from {oldest} to {newest}, are}} deleted for good by the next daily pruning. Pin what you want to keep first.',
  'retention.confirm.held':
    'While the alarm is open nothing is deleted. Once it is acknowledged, {count, plural, one {the backup of {oldest} is} other {# backups, from {oldest} to {newest}, are}} deleted for good by the next daily pruning. Pin what you want to keep first.',
} as const;
