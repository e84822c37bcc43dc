import AppProvider from '@atlaskit/app-provider';
import { FlagsProvider } from '@atlaskit/flag';
import { Outlet } from 'react-router';
import { RouterLink } from './RouterLink';
import { useColorMode } from './useColorMode';

/** What every Atlaskit component needs around it. */
export function Frame() {
  useColorMode();
  return (
    <AppProvider routerLinkComponent={RouterLink} UNSAFE_isThemingDisabled>
      <FlagsProvider>
        <Outlet />
      </FlagsProvider>
    </AppProvider>
  );
}
