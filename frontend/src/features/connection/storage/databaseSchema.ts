import { z } from 'zod';
import type { Translate } from '@/ui/text/useText';

/** What can be told before the live test; whether the string leads to a database is for the server to find out. */
export const databaseSchema = (t: Translate) =>
  z.object({
    connectionString: z
      .string()
      .trim()
      .min(1, t('database.string.required'))
      .refine((text) => !text.startsWith('mongodb+srv://'), t('database.string.srv'))
      .refine((text) => /^(mongodb(\+srv)?:\/\/|AccountEndpoint=)/.test(text), t('database.string.form'))
      .regex(/^\S*$/, t('database.string.spaces')),
    authoritiesPem: z
      .string()
      .trim()
      .refine((text) => !text || text.includes('-----BEGIN'), t('database.authorities.form'))
      .refine((text) => !text.includes('PRIVATE KEY'), t('database.authorities.key')),
  });

export type DatabaseValues = z.infer<ReturnType<typeof databaseSchema>>;
