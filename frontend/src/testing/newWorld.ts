import { setUpWorld, type World } from './world';

/** A site that nobody has set up yet. */
export function newWorld(): World {
  const world = setUpWorld();
  return {
    ...world,
    session: { ...world.session, setup: { step: 'credentials' } },
    connection: null,
    schemas: [],
    snapshots: [],
    runs: [],
    targets: [],
    audit: [],
    channels: [],
  };
}
