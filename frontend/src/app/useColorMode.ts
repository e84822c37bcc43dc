import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { useEffect } from 'react';
import { useHost } from '@/host/HostContext';

/** Loads Atlaskit's tokens for the mode that the host is in. */
export function useColorMode(): void {
  const host = useHost();
  useEffect(() => host.followColorMode((colorMode) => void setGlobalTheme({ colorMode })), [host]);
}
