import { setTimeout as pause } from "node:timers/promises";
import { type Client, openClient } from "../client.js";

/** Asks a server something small again and again while something else goes on. */
export interface AnswerWatch {
  /** Stops, and tells how long the longest answer took, in milliseconds. */
  stop(): Promise<number>;
}

const everyMilliseconds = 10;
const body = '{"query":"{__typename}"}';

/** Begins to ask: what one has to wait for, everybody has to. */
export function watchAnswers(url: string, token: string): AnswerWatch {
  const client = openClient(url, 1);
  const state = { isOver: false, longest: 0 };
  const ask = async (): Promise<void> => {
    while (!state.isOver) {
      const begin = performance.now();
      // A server that was busy for so long that it closes a kept connection just when it is used again is asked anew.
      while (!(await isAnswered(client, token))) await pause(1);
      state.longest = Math.max(state.longest, performance.now() - begin);
      await pause(everyMilliseconds);
    }
  };
  const asking = ask();
  return {
    stop: async () => {
      state.isOver = true;
      await asking;
      client.close();
      return state.longest;
    },
  };
}

const isAnswered = (client: Client, token: string): Promise<boolean> =>
  client.post(token, body).then(
    () => true,
    () => false,
  );
