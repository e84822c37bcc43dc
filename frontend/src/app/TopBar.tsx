import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import Button, { LinkButton } from '@atlaskit/button/new';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Link from '@atlaskit/link';
import { Box, Inline, Text, xcss } from '@atlaskit/primitives';
import { useLocation, useNavigate } from 'react-router';
import type { SessionView } from '@/api/client';
import { useText } from '@/ui/text/useText';

const bar = xcss({
  paddingInline: 'space.200',
  paddingBlock: 'space.150',
  borderBlockEndWidth: 'border.width',
  borderBlockEndStyle: 'solid',
  borderColor: 'color.border',
  backgroundColor: 'elevation.surface',
});

/** The app's name leads home, always; the pages are offered once the wizard is left. */
export function TopBar({ session }: { session: SessionView }) {
  const t = useText();
  const { pathname } = useLocation();
  const isSetUp = session.setup.step === 'done' && !pathname.startsWith('/setup');
  return (
    <Box as="header" xcss={bar}>
      <Inline space="space.300" alignBlock="center" shouldWrap rowSpace="space.100">
        <Text weight="bold" size="large">
          <Link href="/" appearance="subtle">
            {session.appName}
          </Link>
        </Text>
        {isSetUp && (
          <nav aria-label={t('navigation')}>
            <Inline space="space.050" alignBlock="center">
              <NavigationLink href="/" text={t('home')} isCurrent={sectionOf(pathname) === 'home'} />
              <NavigationLink
                href="/activity"
                text={t('activity')}
                isCurrent={sectionOf(pathname) === 'activity'}
              />
              <NavigationLink href="/audit" text={t('audit')} isCurrent={sectionOf(pathname) === 'audit'} />
              <SettingsMenu path={pathname} />
            </Inline>
          </nav>
        )}
      </Inline>
    </Box>
  );
}

/** A restore that was started is a run; making its plan belongs to the schema. */
function sectionOf(path: string): 'home' | 'activity' | 'audit' | 'settings' {
  if (path.startsWith('/audit')) return 'audit';
  if (path.startsWith('/settings')) return 'settings';
  return /^\/(activity|restores\/(?!new|plans))/.test(path) ? 'activity' : 'home';
}

function NavigationLink({ href, text, isCurrent }: { href: string; text: string; isCurrent: boolean }) {
  return (
    <LinkButton
      href={href}
      appearance="subtle"
      isSelected={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {text}
    </LinkButton>
  );
}

function SettingsMenu({ path }: { path: string }) {
  const t = useText();
  const navigate = useNavigate();
  const isCurrent = sectionOf(path) === 'settings';
  return (
    <DropdownMenu
      shouldRenderToParent
      trigger={({ triggerRef, ...trigger }) => (
        <Button
          {...trigger}
          ref={triggerRef}
          appearance="subtle"
          iconAfter={ChevronDownIcon}
          isSelected={trigger.isSelected || isCurrent}
          aria-current={isCurrent ? 'true' : undefined}
        >
          {t('settings')}
        </Button>
      )}
    >
      <DropdownItemGroup>
        <DropdownItem onClick={() => void navigate('/settings/connection')}>
          {t('settings.connection')}
        </DropdownItem>
        <DropdownItem onClick={() => void navigate('/settings/targets')}>{t('targets.list')}</DropdownItem>
        <DropdownItem onClick={() => void navigate('/settings/notifications')}>
          {t('notifications')}
        </DropdownItem>
      </DropdownItemGroup>
    </DropdownMenu>
  );
}
