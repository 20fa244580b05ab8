import { expiredCursor, logBounds, readLogInScope, toChangeCursor } from "../../modules/events/index.js";
import type { Actor } from "../../platform/actor.js";
import { pause } from "../../platform/clock.js";
import { describeFault } from "../../platform/fault.js";
import { refusedCursor } from "../../platform/pagination.js";
import { isPassingFault } from "../errors.js";
import { contextFor, type DeliveryParts, deliver, type Telling, type Told, tell } from "./delivery.js";
import { type GroupMember, tellMember } from "./group.js";
import type { LiveSink } from "./live.js";

/** One subscription of one client. */
export interface Member extends GroupMember {
  actor: Actor;
  telling: Telling;
  readonly sink: LiveSink;
  /** While he is catching up: the position up to which he was told. */
  from: number;
  isStopped: boolean;
}

/** The most events that are read at once for who resumes. */
const mostAtOnce = 500;

/** How long to wait after a failure of the database before the same is tried again. */
const againMilliseconds = 500;

/**
 * Finds where a subscription begins.
 *
 * @throws CURSOR_EXPIRED where events after its cursor are not kept any more; INVALID_INPUT for a cursor of the future
 */
export async function findBeginning(parts: DeliveryParts, { source }: Telling, bureau: string): Promise<number> {
  const { latest, oldest } = await parts.database.asSystem("begin a subscription", logBounds);
  if (source.after === null) return latest;
  if (source.after > latest) throw refusedCursor();
  if (source.after < oldest - 1) throw expiredCursor(oldest, bureau);
  return source.after;
}

/** What was open when somebody began: told before anything else, page by page, as fast as he reads. */
export async function tellBackfill(parts: DeliveryParts, member: Member): Promise<void> {
  const { sink, telling } = member;
  if (telling.source.backfill === undefined) return;
  const context = contextFor(parts, member.actor, telling.exchange);
  for await (const values of telling.source.backfill(context)) {
    if (member.isStopped) return;
    const told = await Promise.all(values.map((value) => tell(parts, context, telling, value)));
    for (const one of told) tellMember(telling, member, one, null);
    await sink.drained();
  }
}

/**
 * Tells a member what he missed, page by page, as fast as he reads: read from the log under his own scope. Where the
 * database is away for a while it waits, and goes on.
 *
 * @param reachedBy the position up to which the others were told; asked again after each page
 * @returns the position up to which he was told, which is no less than that of the others; null where he is gone
 * @throws CURSOR_EXPIRED where he was so slow that what he missed is not kept any more
 */
export async function catchUp(parts: DeliveryParts, member: Member, reachedBy: () => number): Promise<number | null> {
  while (!member.isStopped) {
    const page = await readMissed(parts, member, member.from).catch((error: unknown) => {
      if (!isPassingFault(error)) throw error;
      parts.log.warn(describeFault(error), "a subscription could not be resumed, and is tried again");
      return null;
    });
    if (page === null) {
      await pause(againMilliseconds);
      continue;
    }
    // Whoever goes on in his place is told of this page by himself.
    if (member.isStopped) return null;
    for (const { cursor, one } of page.told) tellMember(member.telling, member, one, cursor);
    member.from = page.reached;
    await member.sink.drained();
    if (page.isLast && page.reached >= reachedBy()) return member.isStopped ? null : page.reached;
  }
  return null;
}

/** A page of what a member missed. */
interface Missed {
  told: readonly { one: Told; cursor: string }[];
  /** The position up to which it tells everything. */
  reached: number;
  isLast: boolean;
}

async function readMissed(parts: DeliveryParts, { actor, telling }: Member, after: number): Promise<Missed> {
  const bureau = actor.bureau.bureau;
  const { latest, oldest } = await parts.database.asSystem("resume a subscription", logBounds);
  if (after < oldest - 1) throw expiredCursor(oldest, bureau);
  const events = await parts.database.asActor(actor, (tx) =>
    readLogInScope(tx, actor.bureau, { after, until: latest, limit: mostAtOnce }),
  );
  const isLast = events.length < mostAtOnce;
  const reached = isLast ? latest : (events.at(-1)?.position ?? latest);
  const concerned = wanted(
    telling,
    events.filter((event) => telling.source.concerns(event)),
  );
  if (concerned.length === 0) return { told: [], reached, isLast };
  const delivered = await deliver(parts, actor, telling, concerned);
  const told = concerned.flatMap(({ position }, index) => {
    const one = delivered.told[index] ?? null;
    return one === null ? [] : [{ one, cursor: toChangeCursor(position, bureau) }];
  });
  return { told, reached, isLast };
}

/** Of a value that changes only the last event matters. */
function wanted<Event>({ source }: Telling, events: readonly Event[]): readonly Event[] {
  return source.restMilliseconds === undefined ? events : events.slice(-1);
}

/** Makes the member of a subscription, who is not told anything yet. */
export function createMember(
  { actor, from, sink, telling }: Pick<Member, "actor" | "telling" | "sink" | "from">,
  onFail: (member: Member, error: unknown) => void,
): Member {
  // Written out, as are all objects of which there is one for each subscriber: of one that is put together from others V8
  // makes a hidden class of its own each time, which takes 370 bytes and makes every look at its fields slow.
  const member: Member = {
    actor,
    telling,
    sink,
    from,
    reached: null,
    lastTold: null,
    isStopped: false,
    send: (payload, cursor) => {
      if (!member.isStopped) member.sink.next(payload, cursor);
    },
    fail: (error) => onFail(member, error),
  };
  return member;
}
