import { activity } from './activity';
import { audit } from './audit';
import { common } from './common';
import { dataCenter } from './dataCenter';
import { home } from './home';
import { notifications } from './notifications';
import { restore } from './restore';
import { retention } from './retention';
import { runs } from './runs';
import { schedule } from './schedule';
import { setup } from './setup';
import { snapshots } from './snapshots';
import { storage } from './storage';
import { targets } from './targets';

/** Every word on the screen. ICU message syntax. */
export const catalogue = {
  ...common,
  ...setup,
  ...storage,
  ...home,
  ...runs,
  ...snapshots,
  ...restore,
  ...activity,
  ...audit,
  ...targets,
  ...dataCenter,
  ...schedule,
  ...retention,
  ...notifications,
};

export type TextId = keyof typeof catalogue;
