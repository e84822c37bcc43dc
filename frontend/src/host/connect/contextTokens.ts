const margin = 60_000;

/**
 * Hands out Jira's context token, and asks for another a minute before it ends.
 * Its life is counted from when it came, so that a wrong clock on this machine does no harm.
 */
export function contextTokens(fetchToken: () => Promise<string>): () => Promise<string> {
  let current: Promise<{ token: string; until: number }> | null = null;

  const fetchFresh = async () => {
    const token = await fetchToken();
    return { token, until: Date.now() + lifetime(token) - margin };
  };

  return async () => {
    const asked = current;
    const known = await asked?.catch(() => null);
    const isStale = !known || known.until <= Date.now();
    // Of several calls that find it stale at the same moment, the first asks for all.
    if (isStale && current === asked) current = fetchFresh();
    return (await current!).token;
  };
}

/** Milliseconds between the token's iat and exp; 0 when it cannot be read, so that it is used once. */
function lifetime(token: string): number {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return Number.isFinite(exp - iat) ? (exp - iat) * 1000 : 0;
  } catch {
    return 0;
  }
}
