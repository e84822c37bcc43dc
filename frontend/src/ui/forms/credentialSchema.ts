import { z } from 'zod';
import type { Translate } from '../text/useText';

export const accountSchema = (t: Translate) =>
  z.object({
    email: z
      .string()
      .trim()
      .min(1, t('form.email.required'))
      .regex(/^[^@:]+@[^:]*$/, t('form.email.form')),
    apiToken: z.string().trim().min(1, t('form.token.required')).regex(/^\S*$/, t('form.token.form')),
    tokenExpiresOn: z.string(),
  });

/** The form of what both credentials forms ask, all of it told at once; the truth is the server's live check. */
export const credentialSchema = (t: Translate) =>
  accountSchema(t).extend({
    workspaceId: z
      .string()
      .trim()
      .min(1, t('form.workspace.required'))
      .refine((text) => text.startsWith('{') || /^[A-Za-z0-9-]+$/.test(text), t('form.workspace.form')),
  });

/** A day that was left empty is not known. */
export const withExpiry = <T extends { tokenExpiresOn: string }>(values: T) => ({
  ...values,
  tokenExpiresOn: values.tokenExpiresOn || null,
});

export type AccountValues = z.infer<ReturnType<typeof accountSchema>>;
export type CredentialValues = z.infer<ReturnType<typeof credentialSchema>>;
