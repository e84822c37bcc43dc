export const dataCenter = {
  'dataCenter.addNew': 'Add Data Center instance',
  'dataCenter.introduction':
    'A Jira Data Center or Server whose schemas are to be backed up. The account must be able to see each of them; nothing is written there.',
  'dataCenter.site': 'Address',
  'dataCenter.site.help':
    'What Jira opens at, with its path if it has one: https://jira.example.com or https://example.com/jira. It must be reachable from the internet.',
  'dataCenter.site.required': 'Enter the address of Jira.',
  'dataCenter.site.form':
    'Enter the address that Jira opens at, like https://jira.example.com, without a search or a page.',
  'dataCenter.signIn': 'Sign in with',
  'dataCenter.accessToken': 'Personal access token',
  'dataCenter.accessToken.choice': 'Recommended. It can be revoked on its own, and never meets a captcha.',
  'dataCenter.token': 'Token',
  'dataCenter.token.help':
    'Create one in your Jira profile, under Personal Access Tokens. It is stored encrypted and never shown again.',
  'dataCenter.token.link': 'Open your Jira profile',
  'dataCenter.token.required': 'Enter a personal access token.',
  'dataCenter.token.form':
    'A personal access token has no spaces or special characters. Copy it again from your Jira profile.',
  'dataCenter.basic': 'User name and password',
  'dataCenter.basic.choice':
    'For Jira without personal access tokens: older versions have none, and they may be switched off.',
  'dataCenter.userName': 'User name',
  'dataCenter.userName.help': 'What the account signs in to Jira with.',
  'dataCenter.userName.required': 'Enter the user name that the account signs in with.',
  'dataCenter.userName.form': 'A user name has no colon.',
  'dataCenter.password': 'Password',
  'dataCenter.password.help': 'It is stored encrypted and never shown again.',
  'dataCenter.password.required': 'Enter the password.',
  'dataCenter.added': '{name} is connected',
  'dataCenter.added.next':
    'Its schemas appear on the home page after the sync, which has begun. Use Backup now there to back them up.',
  'dataCenter.renew': 'New sign-in',
  'dataCenter.renew.text':
    'For {name} at {address}, last set on {date}. Runs that wait because Jira no longer accepts it go on where they stopped.',
  'dataCenter.renewed': '{name} has a new sign-in',
} as const;
