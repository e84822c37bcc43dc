// Tests of which each needs the one before it: the first that fails ends the job.
import { test } from 'node:test';

/** @param told what to tell of a failure: a function that answers lines. */
export function stepsOf(told) {
  let isBroken = false;
  return (name, act) =>
    test(name, async (t) => {
      if (isBroken) {
        return t.skip('an earlier step failed');
      }
      isBroken = true;
      await act().catch(async (failure) => {
        for (const lines of await told()) {
          t.diagnostic(lines);
        }
        throw failure;
      });
      isBroken = false;
    });
}
