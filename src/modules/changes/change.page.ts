import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { readPage } from "../../platform/pagination.js";
import { startValidation } from "../../platform/validation.js";
import { readLogInScope } from "../events/index.js";
import type { ChangeFilter, ChangesArguments } from "./change.inputs.js";
import { toChanges } from "./change.reading.js";
import { type Change, ChangeConnection } from "./change.type.js";
import { cursorOf, positionOf, readLogEnds } from "./place-in-log.js";
import { carryingOffTypes } from "./ticket-events.js";

// How many events are read at once, and how many for one page: of a reader who may read few of them, and of a filter that
// few fit, a page shows where to go on instead of looking for ever.
const eventsAtOnce = 100;
const mostEvents = 2000;

const mostNames = 50;

/**
 * A page of the changes that the reader is told, the oldest first: for polling, and for synchronising after a while.
 *
 * @throws INVALID_INPUT, TOO_LARGE, CURSOR_EXPIRED with the cursor from which to resynchronise
 */
export async function readChangePage(context: RequestContext, asked: ChangesArguments): Promise<ChangeConnection> {
  const { first } = readPage({ first: asked.first ?? null }, "changes");
  const filter = checkFilter(asked.filter ?? null);
  const ends = await readLogEnds(context);
  const after = asked.after == null ? ends.oldest - 1 : positionOf(context, asked.after, ends);
  const { changes, reached } = await gather(context, { after, until: ends.latest, first, filter });
  const edges = changes.map((change) => ({ node: change, cursor: change.cursor }));
  return Object.assign(new ChangeConnection(), {
    edges,
    nodes: changes,
    pageInfo: {
      hasNextPage: reached < ends.latest,
      hasPreviousPage: asked.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: cursorOf(context, reached),
    },
    latestCursor: cursorOf(context, ends.latest),
  });
}

/** Which changes are gathered for a page. */
interface Wanted {
  after: number;
  /** The end of the log when the page was asked for. */
  until: number;
  first: number;
  filter: CheckedFilter;
}

/** The changes of a page, and the position up to which there are no others. */
interface Gathered {
  changes: Change[];
  reached: number;
}

async function gather(context: RequestContext, { after, filter, first, until }: Wanted): Promise<Gathered> {
  const changes: Change[] = [];
  let reached = after;
  for (let looked = 0; looked < mostEvents && reached < until; looked += eventsAtOnce) {
    const events = await readEvents(context, { after: reached, until, filter });
    const asked = events.filter(({ subjectType }) => filter.subjectTypes?.has(subjectType) ?? true);
    const told = await toChanges(context, asked);
    for (const [position, change] of told.entries()) {
      if (change === null || !isWanted(change, filter)) continue;
      changes.push(change);
      if (changes.length === first) return { changes, reached: asked[position]?.position ?? reached };
    }
    // Fewer than were asked for: up to the end there are no others in sight.
    reached = events.length < eventsAtOnce ? until : (events.at(-1)?.position ?? until);
  }
  return { changes, reached };
}

function readEvents(
  context: RequestContext,
  { after, filter, until }: Pick<Wanted, "after" | "until" | "filter">,
): Promise<LoggedEvent[]> {
  const { bureau } = actorOf(context);
  const range = { after, until, limit: eventsAtOnce };
  // SECURITY: where only what was filtered by type were read, the type of what took a ticket out of sight could be found out.
  const types = filter.eventTypes === null ? {} : { types: [...new Set([...filter.eventTypes, ...carryingOffTypes])] };
  return inScope(context, (tx) => readLogInScope(tx, bureau, { ...range, ...types }));
}

const isWanted = ({ eventType, isOutOfSight }: Change, { eventTypes }: CheckedFilter): boolean =>
  isOutOfSight || (eventTypes?.has(eventType) ?? true);

interface CheckedFilter {
  eventTypes: ReadonlySet<string> | null;
  subjectTypes: ReadonlySet<string> | null;
}

const forms = { eventTypes: /^[a-z][A-Za-z]{0,40}\.[a-z][A-Za-z]{0,40}$/, subjectTypes: /^[A-Z][A-Za-z]{0,40}$/ };

function checkFilter(filter: ChangeFilter | null): CheckedFilter {
  const validation = startValidation();
  const checked = (name: keyof typeof forms): ReadonlySet<string> | null => {
    const values = filter?.[name] ?? null;
    if (values === null) return null;
    if (values.length === 0 || values.length > mostNames || !values.every((value) => forms[name].test(value))) {
      validation.add(`filter.${name}`, {
        zh: `须列出 1 至 ${mostNames} 个类型名称，或不填此条件。`,
        en: `List 1 to ${mostNames} names of types, or leave the condition out.`,
      });
    }
    return new Set(values);
  };
  const conditions = { eventTypes: checked("eventTypes"), subjectTypes: checked("subjectTypes") };
  validation.finish();
  return conditions;
}
