import AppProvider from '@atlaskit/app-provider';
import { FlagsProvider } from '@atlaskit/flag';
import { Outlet } from 'react-router';
import { RouterLink } from './RouterLink';
import { useTokens } from './useTokens';
import '@/ui/focus.css';

/** What every Atlaskit component needs around it. */
export function Frame() {
  useTokens();
  return (
    <AppProvider routerLinkComponent={RouterLink} UNSAFE_isThemingDisabled>
      <FlagsProvider>
        <Outlet />
      </FlagsProvider>
    </AppProvider>
  );
}
