import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { TextId } from './catalogue';

export type Translate = (id: TextId, values?: Record<string, string | number>) => string;

/** The words of the catalogue, with numbers and plurals as this person writes them. */
export function useText(): Translate {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}
