import { setImmediate as nextTurn } from "node:timers/promises";
import { toChangeCursor } from "../../modules/events/index.js";
import type { Actor } from "../../platform/actor.js";
import { monotonicMilliseconds, pause } from "../../platform/clock.js";
import { fellBehind } from "../../platform/errors.js";
import { describeFault } from "../../platform/fault.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { isPassingFault } from "../errors.js";
import { type DeliveryParts, deliver, deliverAgain, type Telling, type Told } from "./delivery.js";

/** One who is told by a group. */
export interface GroupMember {
  readonly actor: Actor;
  /** He has been told of everything up to this position; null while he is catching up. */
  reached: number | null;
  /** Of a value that changes: the fingerprint of what he was told last. */
  lastTold: string | null;
  send(payload: string, cursor: string | null): void;
  /** Ends his subscription, with the reason. */
  fail(error: unknown): void;
}

/** Subscriptions that are told the same: equal operations of equal likeness, in one bureau, with equal rights. */
export interface Group {
  readonly parts: DeliveryParts;
  readonly telling: Telling;
  readonly bureau: string;
  /** The text under which the hub finds it. */
  readonly key: string;
  readonly members: Set<GroupMember>;
  /** Events that concern it and were not told yet. */
  readonly queue: LoggedEvent[];
  /** Whether it depends on who is asking, so that everybody needs a reading of his own. */
  isPersonal: boolean;
  isRunning: boolean;
  isStopped: boolean;
  /** When it was told last, in milliseconds of the monotonic clock. */
  toldAt: number;
  timer: NodeJS.Timeout | undefined;
}

/** The most events that are read again at once. */
const mostAtOnce = 200;

/** How many answers are sent before others have their turn: a burst must not hold up requests, statements and pings. */
const mostInATurn = 20_000;

/**
 * How long events are gathered while one batch follows the other, in milliseconds: to read twenty tickets at once costs
 * hardly more than to read one, and those who work have the database for themselves meanwhile.
 */
const gatherMilliseconds = 25;

/** How many events may wait before the members are told to resume: so much is in memory at most. */
const mostWaiting = 20_000;

/** How long to wait after a failure of the database before the same events are tried again, in milliseconds. */
const againMilliseconds = 500;

/** Makes a group without members. */
export function createGroup(parts: DeliveryParts, telling: Telling, bureau: string, key: string): Group {
  const group: Group = {
    ...{ parts, telling, bureau, key, members: new Set(), queue: [] },
    ...{ isPersonal: false, isRunning: false, isStopped: false, toldAt: 0, timer: undefined },
  };
  const again = telling.source.againMilliseconds;
  if (again !== undefined) group.timer = setInterval(() => void lookAgain(group), again).unref();
  return group;
}

/** Ends a group: nothing more is told. */
export function stopGroup(group: Group): void {
  group.isStopped = true;
  group.queue.length = 0;
  clearInterval(group.timer);
}

/** Gives a group an event that concerns it; it is told in its turn. */
export function takeEvent(group: Group, event: LoggedEvent): void {
  // Of a value that changes only the last matters.
  if (group.telling.source.restMilliseconds !== undefined) group.queue.length = 0;
  group.queue.push(event);
  if (group.queue.length > mostWaiting) {
    group.queue.length = 0;
    failAll(group, fellBehind());
  }
  start(group);
}

function failAll({ members }: Group, error: unknown): void {
  for (const member of [...members]) member.fail(error);
}

function start(group: Group): void {
  if (group.isRunning || group.isStopped) return;
  group.isRunning = true;
  void run(group).finally(() => {
    group.isRunning = false;
    if (group.queue.length > 0) start(group);
  });
}

async function run(group: Group): Promise<void> {
  const { queue, telling } = group;
  const { restMilliseconds } = telling.source;
  while (queue.length > 0 && !group.isStopped) {
    await pause(group.toldAt + (restMilliseconds ?? gatherMilliseconds) - monotonicMilliseconds());
    group.toldAt = monotonicMilliseconds();
    const batch = queue.slice(0, mostAtOnce);
    const isTold = await tellBatch(group, batch);
    // Of a value that changes another event may stand there by now.
    if (isTold && queue[0] === batch[0]) queue.splice(0, batch.length);
    if (!isTold) await pause(againMilliseconds);
  }
}

/** Tells a batch; false where the database could not answer, so that it has to be tried again. */
async function tellBatch(group: Group, batch: readonly LoggedEvent[]): Promise<boolean> {
  try {
    for (const members of partsOf(group)) await tellPart(group, members, batch);
    return true;
  } catch (error) {
    if (!isPassingFault(error)) {
      failAll(group, error);
      return true;
    }
    group.parts.log.warn(describeFault(error), "a subscription could not be told, and is tried again");
    return false;
  }
}

async function tellPart(group: Group, members: readonly GroupMember[], batch: readonly LoggedEvent[]): Promise<void> {
  const [first] = members;
  if (first === undefined) return;
  const { told, isPersonal } = await deliver(group.parts, first.actor, group.telling, batch);
  if (isPersonal && !group.isPersonal) {
    group.isPersonal = true;
    for (const some of partsOf(group)) await tellPart(group, some, batch);
    return;
  }
  let sent = 0;
  for (const [index, one] of told.entries()) {
    const position = batch[index]?.position;
    if (one === null || position === undefined) continue;
    tellAll(group, members, one, position);
    sent += members.length;
    if (sent < mostInATurn) continue;
    sent = 0;
    await nextTurn();
  }
}

function tellAll({ bureau, telling }: Group, members: readonly GroupMember[], one: Told, position: number): void {
  const cursor = toChangeCursor(position, bureau);
  for (const member of members) {
    if (member.reached === null || position <= member.reached) continue;
    member.reached = position;
    tellMember(telling, member, one, cursor);
  }
}

/** Tells a member; of a value that changes only what differs from what he was told last. */
export function tellMember({ source }: Telling, member: GroupMember, told: Told, cursor: string | null): void {
  if (source.restMilliseconds !== undefined) {
    if (member.lastTold === told.fingerprint) return;
    member.lastTold = told.fingerprint;
  }
  member.send(told.payload, cursor);
}

/** The members who are told by one reading: all of them, or those of one person each. */
function partsOf({ isPersonal, members }: Group): readonly GroupMember[][] {
  if (!isPersonal) return [[...members]];
  const parts = new Map<string, GroupMember[]>();
  for (const member of members) {
    const person = personOf(member.actor);
    const known = parts.get(person);
    if (known === undefined) parts.set(person, [member]);
    else known.push(member);
  }
  return [...parts.values()];
}

const personOf = ({ client, person }: Actor): string => `${person?.id ?? ""}/${client?.id ?? ""}`;

/** What changes with the time is told when it has changed, though no event came. */
async function lookAgain(group: Group): Promise<void> {
  const { parts, telling } = group;
  if (group.isRunning || telling.source.backfill === undefined) return;
  try {
    for (const members of partsOf(group)) await lookFor(group, members);
  } catch (error) {
    parts.log.warn(describeFault(error), "a subscription could not be looked at again");
  }
}

async function lookFor(group: Group, members: readonly GroupMember[]): Promise<void> {
  const [first] = members;
  if (first === undefined) return;
  const { told, isPersonal } = await deliverAgain(group.parts, first.actor, group.telling);
  if (isPersonal && !group.isPersonal) {
    group.isPersonal = true;
    for (const some of partsOf(group)) await lookFor(group, some);
    return;
  }
  for (const one of told) {
    for (const member of members) {
      if (one !== null && member.reached !== null) tellMember(group.telling, member, one, null);
    }
  }
}
