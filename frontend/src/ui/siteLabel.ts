import { addressOf } from './addressOf';

/** Which site a name means: "Globex (globex.atlassian.net)". The current site's name is its address already. */
export function siteLabel(name: string, siteUrl: string): string {
  const address = addressOf(siteUrl);
  return name === address ? address : `${name} (${address})`;
}
