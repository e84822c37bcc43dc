import Breadcrumbs, { BreadcrumbsItem } from '@atlaskit/breadcrumbs';
import PageHeader from '@atlaskit/page-header';
import { Stack } from '@atlaskit/primitives';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useText } from './text/useText';

interface PageProps {
  title: string;
  /** The pages above this one, outermost first. */
  parents?: { text: string; href: string }[];
  actions?: ReactElement;
  children: ReactNode;
}

export function Page({ title, parents = [], actions, children }: PageProps) {
  const t = useText();
  useEffect(() => {
    document.title = `${title} · ${t('appName')}`;
  }, [title, t]);
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
        {title}
      </PageHeader>
      <Stack space="space.300">{children}</Stack>
    </>
  );
}
