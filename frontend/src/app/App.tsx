import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { IntlProvider } from 'react-intl';
import { RouterProvider } from 'react-router';
import type { Host } from '@/host/Host';
import { HostContext } from '@/host/HostContext';
import { catalogue } from '@/ui/text/catalogue';
import { createRouter } from './createRouter';
import { knownLocale } from './knownLocale';

export function App({ host, queryClient }: { host: Host; queryClient: QueryClient }) {
  const [router] = useState(() => createRouter(host));
  return (
    <HostContext.Provider value={host}>
      <QueryClientProvider client={queryClient}>
        <IntlProvider
          locale={knownLocale(host.locale)}
          timeZone={host.timeZone}
          messages={catalogue}
          defaultLocale="en"
        >
          <RouterProvider router={router} />
        </IntlProvider>
      </QueryClientProvider>
    </HostContext.Provider>
  );
}
