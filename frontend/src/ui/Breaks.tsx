import { Fragment } from 'react';

const behindSeparator = /(?<=[.@/_-])/;

/** Text without spaces, an address for example, that breaks behind its separators before it breaks inside a word. */
export const Breaks = ({ text }: { text: string }) => (
  <bdi>
    {text.split(behindSeparator).map((part, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </bdi>
);
