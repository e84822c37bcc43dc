import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

/** Checks a form with a zod schema; a field's message is its first issue. */
export function zodResolver<T extends FieldValues>(schema: z.ZodType<T, T>): Resolver<T> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const { path, code, message } of parsed.error.issues)
      errors[String(path[0])] ??= { type: code, message };
    return { values: {}, errors: errors as FieldErrors<T> };
  };
}
