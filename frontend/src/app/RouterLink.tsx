import type { RouterLinkComponentProps } from '@atlaskit/app-provider';
import { forwardRef } from 'react';
import { Link } from 'react-router';

/** How Atlaskit's links, buttons and breadcrumbs move inside the app. */
export const RouterLink = forwardRef<HTMLAnchorElement, RouterLinkComponentProps>(function RouterLink(
  { href, children, ...rest },
  ref,
) {
  return (
    <Link ref={ref} to={href} {...rest}>
      {children}
    </Link>
  );
});
