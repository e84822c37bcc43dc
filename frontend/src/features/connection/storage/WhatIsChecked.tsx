import SectionMessage from '@atlaskit/section-message';
import { Stack, Text, xcss } from '@atlaskit/primitives';
import { useStorageOptions } from '@/api/connection/listStorageOptions';
import { useText } from '@/ui/text/useText';

const checks = ['reach', 'signIn', 'rights'] as const;
const list = xcss({ paddingInlineStart: 'space.250', marginBlock: 'space.0' });

/** What the owner of a database has to allow, and what is tried out on it. */
export function WhatIsChecked() {
  const t = useText();
  const addresses = useStorageOptions().data?.outgoingAddresses ?? [];
  return (
    <SectionMessage title={t('database.checked')}>
      <Stack space="space.100">
        <Stack as="ul" space="space.050" xcss={list}>
          {checks.map((check) => (
            <li key={check}>
              <Text>{t(`database.check.${check}`)}</Text>
            </li>
          ))}
        </Stack>
        <Text as="p">
          {addresses.length > 0
            ? t('database.allow', { addresses: addresses.join(', ') })
            : t('database.allow.unknown')}
        </Text>
      </Stack>
    </SectionMessage>
  );
}
