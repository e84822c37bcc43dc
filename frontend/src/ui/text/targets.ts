export const targets = {
  'targets.list': 'List of target instances',
  'targets.addNew': 'Add new target instance',
  'targets.save': 'Save target instance',
  'targets.checkAndSave': 'Check and save',
  'targets.name': 'Connection name',
  'targets.site': 'Instance',
  'targets.location': 'Location',
  'targets.dataCenter': 'Data Center / Server',
  'targets.account': 'Account',
  'targets.refused': 'Refused by Jira',
  'targets.created': 'Created at',
  'targets.actions': 'Actions',
  'targets.none.title': 'There is no target instance yet',
  'targets.none.text':
    'Add the Cloud site that schemas should be migrated to, or a Data Center whose schemas should be backed up. Backing up this site and restoring to it needs none.',
  'targets.added': '{name} is ready to be restored to',
  'targets.added.next':
    'To restore there, choose Restore at a schema or at one of its backups. Schemas that are there already appear on the home page after the sync, which has begun.',
  'targets.added.schemas': 'Show the schemas',
  'targets.renew': 'New token',
  'targets.renew.text':
    'For {name}. Runs that wait because Jira no longer accepts its token go on where they stopped.',
  'targets.renewed': '{name} has a new token',
  'targets.renewed.next': 'Runs that waited for it go on by themselves.',
  'targets.gone.title': 'This target instance is not there any more',
  'targets.gone.text': 'It may have been deleted. The list of target instances shows what there is.',
  'targets.delete.title': 'Delete {name}?',
  'targets.delete.text':
    'Its credentials are forgotten, and its schemas become Inactive. What was restored there stays there, and backups stay here.',
  'targets.form.name': 'Connection name',
  'targets.form.name.help': 'Name for this instance, for example Production.',
  'targets.form.name.required': 'Give the connection a name.',
  'targets.form.site': 'Site URL',
  'targets.form.site.help':
    'For example https://your-company.atlassian.net. The app must be installed and licensed there.',
  'targets.form.site.required': 'Enter the address of the site.',
  'targets.form.site.https': 'The address must start with https://.',
} as const;
