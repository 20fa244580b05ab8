import { overloaded } from "../platform/errors.js";
import { type Answer, errorAnswer, type StreamedBody } from "./answer.js";
import type { Exchange } from "./context.js";

/** An answer whose body is streamed. */
export interface StreamedAnswer extends Answer {
  body: StreamedBody;
}

/** Gives an answer one of the places, or answers that there is none. */
export type SendingPlaces = (exchange: Exchange, answer: StreamedAnswer) => Answer;

/** How many seconds whoever comes when all places are taken should wait. */
const waitSeconds = 10;

/** How many milliseconds whoever has a place may take nothing of the body: else a few would keep all places for good. */
const mostSilence = 60_000;

/**
 * Makes places for bodies that are sent at the same time. A place is taken when the answer is made, so that of those who come
 * together no more than there are places begin, and is free again when its body has ended, however it does.
 *
 * @param most how many places there are
 * @param patience after how many milliseconds a body of which nothing is taken is cut off
 * @returns what answers 503 (OVERLOADED) in place of an answer for which there is none
 */
export function createSendingPlaces(most: number, patience = mostSilence): SendingPlaces {
  let taken = 0;
  return (exchange, answer) => {
    if (taken >= most) {
      return errorAnswer(exchange, 503, overloaded(waitSeconds), { "Retry-After": String(waitSeconds) });
    }
    taken += 1;
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      taken -= 1;
    };
    return { ...answer, body: { ...answer.body, patience, end } };
  };
}
