import '@atlaskit/css-reset';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { createRoot } from 'react-dom/client';
import { authorizeWith } from './api/api';
import { createQueryClient } from './api/queryClient';
import { App } from './app/App';
import { NotFramed } from './app/NotFramed';
import { connectHost } from './host/connect/connectHost';

// Before anything renders: without a resolver every Atlaskit component warns and asks again.
setBooleanFeatureFlagResolver(() => false);

const root = createRoot(document.getElementById('root')!);

connectHost().then(
  (host) => {
    authorizeWith(host.authorization);
    root.render(<App host={host} queryClient={createQueryClient()} />);
  },
  (error: unknown) => root.render(<NotFramed error={error} />),
);
