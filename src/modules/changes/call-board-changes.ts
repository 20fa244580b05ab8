import { inScope, type RequestContext } from "../../platform/context.js";
import type { OpenLiveSource } from "../../platform/live-source.js";
import { CallBoardChange, callBoardType, readBoard, requireBoard } from "../calls/index.js";
import { likenessOf } from "./likeness.js";
import { cursorOf, readLogEnds } from "./place-in-log.js";

/** How long a board rests before it is told again, in milliseconds. */
const restMilliseconds = 1000;

/** After how long without an event it is read again, for what lapses with the time, in milliseconds. */
const againMilliseconds = 15_000;

/**
 * Opens a subscription to the board of a hotline: it is told at once, and again when it changes.
 *
 * @throws NOT_FOUND for a bureau that is none, FORBIDDEN for one out of reach, as `callBoard` does
 */
export const openCallBoardChanges: OpenLiveSource = async (context, args) => {
  const code = typeof args.bureau === "string" ? args.bureau : null;
  const bureau = await inScope(context, (tx) => requireBoard(tx, context, code));
  return {
    likeness: likenessOf(context, "callBoardChanges", { bureau }),
    after: null,
    concerns: ({ place, subjectType }) => subjectType === callBoardType && place.bureau === bureau,
    toPayloads: (reader, events) => Promise.all(events.map(({ position }) => boardAt(reader, bureau, position))),
    backfill: async function* (reader) {
      const { latest } = await readLogEnds(reader);
      yield [await boardAt(reader, bureau, latest)];
    },
    restMilliseconds,
    fingerprint: (payload) => JSON.stringify(payload, figuresAlone),
    againMilliseconds,
  };
};

// When it was read, its place in the log, and the beginning of the last half hour differ each time, and tell of no change.
function figuresAlone(this: unknown, name: string, value: unknown): unknown {
  if (name === "cursor" || name === "asOf" || name === "row" || name === "reportedAt") return undefined;
  const isOfFigures = name === "since" && typeof this === "object" && this !== null && "offered" in this;
  return isOfFigures ? undefined : value;
}

async function boardAt(context: RequestContext, bureau: string, position: number): Promise<CallBoardChange> {
  const board = await inScope(context, async (tx) => {
    // Whoever lost his right meanwhile is told nothing more.
    await requireBoard(tx, context, bureau);
    return readBoard(tx, context, bureau);
  });
  return Object.assign(new CallBoardChange(), { cursor: cursorOf(context, position), board });
}
