import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { TextId } from './catalogue';

type Values = Record<string, string | number>;
export type Translate = (id: TextId, values?: Values) => string;

/** The words of the catalogue, with numbers and plurals as this person writes them. */
export function useText(): Translate {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, isolated(values)), [intl]);
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A name that runs from right to left would turn the rest of its sentence round. */
const isolated = (values: Values = {}) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && rightToLeft.test(value) ? `\u2068${value}\u2069` : value,
    ]),
  );
