import { addressOf } from './addressOf';
import { Breaks } from './Breaks';

/** The address of a site, which breaks only behind its dots and slashes. */
export const SiteAddress = ({ url }: { url: string }) => <Breaks text={addressOf(url)} />;
