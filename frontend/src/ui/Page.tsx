import Breadcrumbs, { BreadcrumbsItem } from '@atlaskit/breadcrumbs';
import PageHeader from '@atlaskit/page-header';
import { Stack } from '@atlaskit/primitives';
import type { ReactElement, ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useText } from './text/useText';
import { useLostFocus } from './useLostFocus';
import { useTitle } from './useTitle';

interface PageProps {
  title: string;
  /** The pages above this one, outermost first. */
  parents?: { text: string; href: string }[];
  actions?: ReactElement;
  children: ReactNode;
}

export function Page({ title, parents = [], actions, children }: PageProps) {
  const t = useText();
  const heading = useLostFocus<HTMLElement>(useLocation().pathname);
  useTitle(title);
  const breadcrumbs = parents.length > 0 && (
    <Breadcrumbs label={t('breadcrumbs')}>
      {parents.map(({ text, href }) => (
        <BreadcrumbsItem key={href} text={text} href={href} />
      ))}
    </Breadcrumbs>
  );
  return (
    <>
      <PageHeader breadcrumbs={breadcrumbs || undefined} actions={actions}>
        <bdi ref={heading} tabIndex={-1}>
          {title}
        </bdi>
      </PageHeader>
      <Stack space="space.300">{children}</Stack>
    </>
  );
}
