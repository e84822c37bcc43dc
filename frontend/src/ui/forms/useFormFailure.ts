import { useState } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { ApiFailure } from '@/api/ApiFailure';

/** What the server last said about the form: at the fields that it names, and in one summary. */
export function useFormFailure<T extends FieldValues>(form: UseFormReturn<T>) {
  const [error, setError] = useState<unknown>(null);
  const show = (next: unknown) => {
    const known = new Set(Object.keys(form.getValues()));
    for (const [name, message] of Object.entries(ApiFailure.of(next).fields))
      if (known.has(name)) form.setError(name as Path<T>, { type: 'server', message });
    setError(next);
  };
  return { error, show, clear: () => setError(null) };
}

export type FormFailure = Pick<ReturnType<typeof useFormFailure>, 'show' | 'clear'>;
