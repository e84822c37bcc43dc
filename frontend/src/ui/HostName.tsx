import { Fragment } from 'react';

/** The host of an address, which breaks only behind its dots. */
export function HostName({ url }: { url: string }) {
  const parts = new URL(url).host.split('.');
  return (
    <span>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && '.'}
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
