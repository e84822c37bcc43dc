/** Which site a name means: "Globex (globex.atlassian.net)". The current site's name is its host already. */
export function siteLabel(name: string, siteUrl: string): string {
  const { host } = new URL(siteUrl);
  return name === host ? host : `${name} (${host})`;
}
