import { inScope, type RequestContext } from "../../platform/context.js";
import type { LiveSource, LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { callEventTypes } from "../calls/index.js";
import {
  answerQuestion,
  checkQuestion,
  checkSize,
  isMeasureOfCalls,
  type Question,
  toAnswer,
} from "../statistics/index.js";
import { ticketType } from "./change.reading.js";
import { StatisticsChange } from "./change.type.js";
import { likenessOf } from "./likeness.js";
import { cursorOf, readLogEnds } from "./place-in-log.js";

/** How long an answer rests before it is told again, in milliseconds. */
const restMilliseconds = 1000;

/** After how long without an event an answer is worked out again, for what changes with the day, in milliseconds. */
const againMilliseconds = 60_000;

// What numbers are made of: tickets with their limits, orders upon them, grades, and where bureaus belong.
const counted: ReadonlySet<string> = new Set([ticketType, "SupervisionOrder", "Callback", "Reorganisation", "Bureau"]);

// What numbers of calls are made of besides where bureaus belong: records of calls, told batch by batch.
const places: ReadonlySet<string> = new Set(["Reorganisation", "Bureau"]);

// What only reminds somebody.
const uncounted: ReadonlySet<string> = new Set(["ticket.reminded", "deadline.warned"]);

/**
 * Opens a subscription to the answer of a question: it is told at once, and again when its numbers change.
 *
 * @throws INVALID_INPUT, NOT_FOUND for a region that is not the reader's, TOO_LARGE, as `statistics` does
 */
export const openStatisticsChanges: OpenLiveSource = async (context, args) => {
  const question = args.question as Question;
  const checked = await checkQuestion(context, question);
  await inScope(context, (tx) => checkSize(tx, checked));
  return sourceOf(context, question);
};

function sourceOf(context: RequestContext, question: Question): LiveSource {
  const kinds = question.filter?.kinds ?? null;
  const hasCalls = question.measures.some(isMeasureOfCalls);
  const hasTickets = !question.measures.every(isMeasureOfCalls);
  return {
    likeness: likenessOf(context, "statisticsChanges", question),
    after: null,
    concerns: ({ payload: { kind }, subjectType, type }) => {
      if (type === callEventTypes.RECORDED) return hasCalls;
      if (!hasTickets) return places.has(subjectType);
      const isOfKind =
        kinds === null || typeof kind !== "string" || subjectType !== ticketType || kinds.some((one) => one === kind);
      return counted.has(subjectType) && !uncounted.has(type) && isOfKind;
    },
    toPayloads: (reader, events) => Promise.all(events.map((event) => answerAfter(reader, question, event))),
    backfill: async function* (reader) {
      const { latest } = await readLogEnds(reader);
      yield [await answerAfter(reader, question, { position: latest })];
    },
    restMilliseconds,
    fingerprint: (payload) => JSON.stringify(payload, numbersAlone),
    againMilliseconds,
  };
}

// The instant, the place in the log and the question as it was filled in differ each time, and say nothing of the numbers.
function numbersAlone(name: string, value: unknown): unknown {
  if (name === "cursor" || name === "asOf" || name === "question") return undefined;
  return typeof value === "bigint" ? String(value) : value;
}

async function answerAfter(
  context: RequestContext,
  question: Question,
  { position }: Pick<LoggedEvent, "position">,
): Promise<StatisticsChange> {
  const answer = toAnswer(await answerQuestion(context, question));
  return Object.assign(new StatisticsChange(), { cursor: cursorOf(context, position), answer });
}
