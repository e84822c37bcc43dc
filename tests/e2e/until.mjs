import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is there (neither null, undefined nor false), and answers it. `what` names it in the failure. */
export async function until(what, ask, { seconds = 90 } = {}) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(100)) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer;
    }
  }
  throw new Error(`${what}: not within ${seconds} seconds`);
}
