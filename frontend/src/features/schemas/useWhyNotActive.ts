import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';

/** Why a schema cannot be backed up; null for an active one. */
export function useWhyNotActive({ status, statusReason }: SchemaView): string | null {
  const t = useText();
  if (status === 'active') return null;
  return [t('schemas.notActive', { status: t(`schema.status.${status}`) }), statusReason]
    .filter(Boolean)
    .join(' ');
}
