import { catalogue, type TextId } from '@/ui/text/catalogue';
import { useText } from '@/ui/text/useText';

/** A kind that this page has no word for yet is shown by the name that the server gives it. */
export function useKindName() {
  const t = useText();
  return (kind: string) => (`kind.${kind}` in catalogue ? t(`kind.${kind}` as TextId) : kind);
}
