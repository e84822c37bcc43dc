import Lozenge from '@atlaskit/lozenge';
import type { LicenceState } from '@/api/client';
import { useText } from '@/ui/text/useText';

const appearances = {
  active: 'success',
  trial: 'inprogress',
  inactive: 'removed',
  notApplicable: 'default',
  unknown: 'moved',
} as const;

export function LicenceLozenge({ licence }: { licence: LicenceState }) {
  const t = useText();
  return <Lozenge appearance={appearances[licence]}>{t(`licence.${licence}`)}</Lozenge>;
}
