import { z } from 'zod';
import type { RetentionPolicy, RetentionView } from '@/api/client';
import type { Translate } from '@/ui/text/useText';

/** How many of each the server takes. */
const bounds = {
  withinDays: [1, 36_500],
  daily: [0, 1000],
  weekly: [0, 1000],
  monthly: [0, 1000],
  yearly: [0, 1000],
} as const;

export const rules = Object.keys(bounds) as (keyof typeof bounds)[];
export const periods = rules.slice(1) as Exclude<(typeof rules)[number], 'withinDays'>[];

export const retentionSchema = (t: Translate) => {
  const count = (rule: keyof typeof bounds) => {
    const [from, to] = bounds[rule];
    const isIn = (text: string) => /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to;
    return z.string().refine(isIn, t('retention.whole', { from, to }));
  };
  return z.object({
    whose: z.enum(['default', 'own']),
    withinDays: count('withinDays'),
    daily: count('daily'),
    weekly: count('weekly'),
    monthly: count('monthly'),
    yearly: count('yearly'),
  });
};

export type RetentionValues = z.infer<ReturnType<typeof retentionSchema>>;

export const valuesOf = ({ policy, isDefault }: RetentionView): RetentionValues => ({
  whose: isDefault ? 'default' : 'own',
  withinDays: String(policy.withinDays),
  daily: String(policy.daily),
  weekly: String(policy.weekly),
  monthly: String(policy.monthly),
  yearly: String(policy.yearly),
});

export const policyOf = (values: RetentionValues): RetentionPolicy => ({
  withinDays: Number(values.withinDays),
  daily: Number(values.daily),
  weekly: Number(values.weekly),
  monthly: Number(values.monthly),
  yearly: Number(values.yearly),
});
