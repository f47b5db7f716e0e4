import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, as arguments: tests have their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** 0 to 1, without 1. */
  random(): number;
}

/** The clock of this computer. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
  random: () => Math.random(),
};
