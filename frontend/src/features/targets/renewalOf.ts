import type { SchemaLocation } from '@/api/client';

/** What an instance is given when Jira no longer accepts what it has. */
export const renewalOf = (location?: SchemaLocation) =>
  location === 'dataCenter' ? 'dataCenter.renew' : 'targets.renew';
