import { Breaks } from './Breaks';

/** The host of an address, which breaks only behind its dots. */
export const HostName = ({ url }: { url: string }) => <Breaks text={new URL(url).host} />;
