import { z } from 'zod';
import { credentialSchema } from '@/ui/forms/credentialSchema';
import type { Translate } from '@/ui/text/useText';

/** What can be seen without asking; private and foreign addresses are the server's to refuse. */
export const targetSchema = (t: Translate) =>
  credentialSchema(t).extend({
    name: z.string().trim().min(1, t('targets.form.name.required')),
    siteUrl: z
      .string()
      .trim()
      .min(1, t('targets.form.site.required'))
      .refine((text) => text.startsWith('https://') && URL.canParse(text), t('targets.form.site.https')),
  });

export type TargetValues = z.infer<ReturnType<typeof targetSchema>>;
