import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { ApiFailure } from '@/api/ApiFailure';

/** Puts the server's messages at the fields they belong to, and the focus into the first of them. */
export function showFieldErrors<T extends FieldValues>(form: UseFormReturn<T>, error: unknown): void {
  const known = new Set(Object.keys(form.getValues()));
  const wrong = Object.entries(ApiFailure.of(error).fields).filter(([name]) => known.has(name));
  wrong.forEach(([name, message], index) =>
    form.setError(name as Path<T>, { type: 'server', message }, { shouldFocus: index === 0 }),
  );
}
