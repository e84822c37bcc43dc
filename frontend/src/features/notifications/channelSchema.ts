import { z } from 'zod';
import type { ChannelKind, NotificationEvent } from '@/api/client';
import type { Translate } from '@/ui/text/useText';

export interface ChannelValues {
  kind: ChannelKind;
  name: string;
  recipients: string;
  url: string;
  events: NotificationEvent[];
}

/** What can be told without asking; whether an address may be called is the server's to say. */
export const channelSchema = (t: Translate, isNew: boolean): z.ZodType<ChannelValues, ChannelValues> =>
  z
    .object({
      kind: z.enum(['email', 'slack', 'webhook']),
      name: z.string().trim().min(1, t('notifications.form.name.required')),
      recipients: z.string().trim(),
      url: z.string().trim(),
      events: z.array(z.custom<NotificationEvent>()).min(1, t('notifications.form.events.required')),
    })
    .superRefine(({ kind, recipients, url }, issues) => {
      const refuse = (path: string, message: string) =>
        issues.addIssue({ code: 'custom', path: [path], message });
      if (kind === 'email') {
        if (!recipients) refuse('recipients', t('notifications.form.recipients.required'));
      } else if (!url) {
        if (isNew) refuse('url', t('notifications.form.url.required'));
      } else if (!url.startsWith('https://')) refuse('url', t('notifications.form.url.https'));
    });

export const recipientsOf = (text: string) =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
