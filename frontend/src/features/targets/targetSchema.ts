import { z } from 'zod';
import { credentialSchema } from '@/ui/forms/credentialSchema';
import type { TextId } from '@/ui/text/catalogue';
import type { Translate } from '@/ui/text/useText';

/** Name and address; private and foreign addresses are the server's to refuse. */
export const instanceSchema = (t: Translate, siteRequired: TextId) =>
  z.object({
    name: z.string().trim().min(1, t('targets.form.name.required')),
    siteUrl: z
      .string()
      .trim()
      .min(1, t(siteRequired))
      .refine((text) => text.startsWith('https://') && URL.canParse(text), t('targets.form.site.https')),
  });

/** What can be seen without asking. */
export const targetSchema = (t: Translate) =>
  credentialSchema(t).extend(instanceSchema(t, 'targets.form.site.required').shape);

export type TargetValues = z.infer<ReturnType<typeof targetSchema>>;
