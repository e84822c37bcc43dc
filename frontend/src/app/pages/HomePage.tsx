import { ConnectionCard } from '@/features/connection/ConnectionCard';
import { ExpiringTokens } from '@/features/connection/ExpiringTokens';
import { NeedsAttention } from '@/features/schemas/NeedsAttention';
import { SchemasGrid } from '@/features/schemas/SchemasGrid';
import { Page } from '@/ui/Page';
import { useText } from '@/ui/text/useText';

export default function HomePage() {
  const t = useText();
  return (
    <Page title={t('home')}>
      <ConnectionCard />
      <ExpiringTokens />
      <NeedsAttention />
      <SchemasGrid />
    </Page>
  );
}
