export const storage = {
  'storage.title': 'Where backups are stored',
  'storage.introduction':
    'Backups are encrypted with a key of your own, here and in a database of yours alike.',
  'storage.kind': 'Kind of storage',
  'storage.managed': 'Managed storage',
  'storage.managed.help': 'Kept for you in the region you choose.',
  'storage.own': 'Own database',
  'storage.own.help': 'MongoDB, Amazon DocumentDB or Azure Cosmos DB for MongoDB, by its connection string.',
  'storage.region': 'Region',
  'storage.region.help': 'Only the operator of this server can move your backups to another one later.',
  'storage.none.title': 'No region is offered',
  'storage.none.text':
    'The operator of this server has not configured storage yet. Ask them, or use a database of your own.',
  'database.string': 'Connection string',
  'database.string.help':
    'The standard form with user, password and database: mongodb://user:password@host:port/database. It is stored encrypted and never shown again.',
  'database.string.required': 'Enter the database’s connection string.',
  'database.string.form': 'A connection string begins with mongodb://',
  'database.string.srv':
    'The form mongodb+srv:// is not taken. Your provider shows the standard form, which begins with mongodb://, for older drivers.',
  'database.string.spaces': 'A connection string has no spaces. Copy it again.',
  'database.authorities': 'Certificate authorities',
  'database.authorities.help':
    'Only where a server’s certificate is signed by an authority of its own; for Amazon DocumentDB that is Amazon’s bundle. PEM text, beginning with -----BEGIN CERTIFICATE-----',
  'database.authorities.form': 'This is no PEM text: it begins with -----BEGIN CERTIFICATE-----',
  'database.authorities.key': 'This holds a private key. Give certificates only, and keep the key.',
  'database.allow': 'Allow these addresses in the database’s firewall: {addresses}',
  'database.allow.unknown':
    'Ask the operator of this server for its outgoing addresses, and allow them in the database’s firewall.',
  'database.checked': 'What is checked before anything is stored',
  'database.check.reach': 'A server of that name exists, answers, and speaks TLS with a trusted certificate.',
  'database.check.signIn': 'User and password are accepted, and the version is not too old.',
  'database.check.rights': 'The user may write, read back and delete: the role readWrite on this database.',
  'database.testing': 'Testing the database…',
  'database.test': 'Test and save',
  'database.works': 'The database works',
  'database.works.text': 'It was reached, written to, read back and deleted from. New backups go there.',
  'database.servers': 'Database',
  'database.version': 'Version',
  'database.tls': 'Encrypted connection',
  'database.tls.yes': 'TLS',
  'database.tls.no': 'None',
  'database.setAt': 'Connection string set',
  'database.replace': 'Replace connection string',
  'database.replace.text':
    'For a new password, user or address of the same database. It is tested, and your newest backup must be there.',
  'storage.change': 'Change storage',
  'storage.change.text':
    'New backups go to the new storage. Those made before stay where they are: they are listed, but can only be verified and restored again once that storage is connected again, or the operator of this server has moved them.',
  'storage.changed': 'The storage was changed',
  'storage.notConnected': 'Schema not found in backup',
  'storage.notConnected.why':
    'This backup lies in {storage}, which is not connected any more. Connect it again to verify or restore it.',
} as const;
