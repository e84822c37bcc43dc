/** A site's address without https://; a Data Center's goes on with the path that Jira runs under. */
export function addressOf(siteUrl: string): string {
  const { host, pathname } = new URL(siteUrl);
  return host + pathname.replace(/\/$/, '');
}
