import { useState } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { ApiFailure } from '@/api/ApiFailure';

/**
 * What the server last said about the form: at the fields that it names, and in one summary.
 * @param fieldOf the form's field of one that the server names, where it is called otherwise.
 */
export function useFormFailure<T extends FieldValues>(
  form: UseFormReturn<T>,
  fieldOf: (name: string) => string = (name) => name,
) {
  const [error, setError] = useState<unknown>(null);
  const show = (next: unknown) => {
    const known = new Set(Object.keys(form.getValues()));
    for (const [name, message] of Object.entries(ApiFailure.of(next).fields))
      if (known.has(fieldOf(name))) form.setError(fieldOf(name) as Path<T>, { type: 'server', message });
    setError(next);
  };
  return { error, show, clear: () => setError(null) };
}

export type FormFailure = Pick<ReturnType<typeof useFormFailure>, 'show' | 'clear'>;
