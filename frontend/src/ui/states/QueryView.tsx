import { Stack } from '@atlaskit/primitives';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailureMessage } from './FailureMessage';

interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** The shape of what comes. */
  skeleton: ReactNode;
  /** Why there is nothing, and the next step; shown when isEmpty says so. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}

/** The four faces of everything that is read: coming, failed, empty, there. What was read before stays when a later reading fails. */
export function QueryView<T>({ query, skeleton, empty, isEmpty, children }: QueryViewProps<T>) {
  const { data, error, isPending } = query;
  const retry = () => void query.refetch();
  if (isPending) return <div aria-busy="true">{skeleton}</div>;
  if (data === undefined) return <FailureMessage error={error} retry={retry} />;
  const content = isEmpty?.(data) ? empty : children(data);
  if (!error) return <>{content}</>;
  return (
    <Stack space="space.200">
      <FailureMessage error={error} retry={retry} />
      {content}
    </Stack>
  );
}
