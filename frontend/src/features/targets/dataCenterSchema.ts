import { z } from 'zod';
import type { Translate } from '@/ui/text/useText';
import { withExpiry } from '@/ui/forms/credentialSchema';
import { instanceSchema } from './targetSchema';

const withToken = (t: Translate) =>
  z.object({
    signIn: z.literal('accessToken'),
    userName: z.string(),
    secret: z
      .string()
      .trim()
      .min(1, t('dataCenter.token.required'))
      .regex(/^[!-~]*$/, t('dataCenter.token.form')),
    tokenExpiresOn: z.string(),
  });

const withPassword = (t: Translate) =>
  z.object({
    signIn: z.literal('basic'),
    userName: z
      .string()
      .trim()
      .min(1, t('dataCenter.userName.required'))
      .regex(/^[^:]*$/, t('dataCenter.userName.form')),
    // A password may begin or end with a space.
    secret: z.string().min(1, t('dataCenter.password.required')),
    tokenExpiresOn: z.string(),
  });

/** How an account signs in: what is asked hangs on the choice. */
export const signInSchema = (t: Translate) => z.discriminatedUnion('signIn', [withToken(t), withPassword(t)]);

/** As targetSchema; Jira may run under a path, which belongs to the address. */
export const dataCenterSchema = (t: Translate) => {
  const instance = instanceSchema(t, 'dataCenter.site.required').shape;
  const shape = {
    ...instance,
    siteUrl: instance.siteUrl.refine((text) => !/[?#]/.test(text), t('dataCenter.site.form')),
  };
  return z.discriminatedUnion('signIn', [withToken(t).extend(shape), withPassword(t).extend(shape)]);
};

export type SignInValues = z.infer<ReturnType<typeof signInSchema>>;
export type DataCenterValues = z.infer<ReturnType<typeof dataCenterSchema>>;

/** A user name that was typed before a token was chosen is not sent. */
export const signInOf = ({ signIn, userName, secret, tokenExpiresOn }: SignInValues) =>
  withExpiry({ signIn, userName: signIn === 'basic' ? userName : null, secret, tokenExpiresOn });
