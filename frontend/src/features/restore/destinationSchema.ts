import { z } from 'zod';
import type { SchemaView } from '@/api/client';
import type { Translate } from '@/ui/text/useText';

const keyLength = 10;

/** Rules of Assets for a new schema (contract §3); whether name and key are free is the server's to know. */
export const destinationSchema = (t: Translate) =>
  z.object({
    schemaName: z.string().trim().min(1, t('restore.name.required')),
    schemaKey: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z][A-Z0-9]{1,9}$/, t('restore.key.form')),
  });

export type DestinationValues = z.infer<ReturnType<typeof destinationSchema>>;

/** On another site the old name and key are likely free; on its own they are taken as long as the schema is there. */
export function proposal({ name, key, status }: SchemaView, isItsOwn: boolean): DestinationValues {
  if (!isItsOwn || status === 'deleted') return { schemaName: name, schemaKey: key };
  return { schemaName: `${name} (restored)`, schemaKey: `${key.slice(0, keyLength - 1)}R` };
}
