import { eventKeys, logBounds, readLog, sightKeys } from "../../modules/events/index.js";
import type { Actor } from "../../platform/actor.js";
import { pause } from "../../platform/clock.js";
import type { Doorbell } from "../../platform/doorbell.js";
import { unavailable } from "../../platform/errors.js";
import { describeFault } from "../../platform/fault.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { scopeOf } from "../../platform/scope.js";
import type { DeliveryParts, Telling } from "./delivery.js";
import { createGroup, type Group, type GroupMember, stopGroup, takeEvent } from "./group.js";

/** Follows the log in one process, and gives each event to the groups in whose sight it is. */
export interface Hub {
  /** The position up to which events were given to the groups. */
  position(): number;
  /**
   * Adds a member to the group of those who are told the same.
   *
   * @param key what the operation is like; the bureau and its rights are added
   */
  join(member: GroupMember & { actor: Actor }, telling: Telling, key: string): void;
  leave(member: GroupMember): void;
  /**
   * Settles when the hub knows where the log ends, so that nobody who joins then misses what follows.
   *
   * @throws UNAVAILABLE where the log cannot be read now
   */
  ready(): Promise<void>;
  load(): { groups: number; members: number; position: number };
  stop(): void;
}

/** The most events that are read from the log at once. */
const mostAtOnce = 1000;

// SECURITY: who rings for nothing, as anybody on a bus may, costs a look in so many milliseconds, and no more.
const restMilliseconds = 5;

// Where no ring came through, the log is looked at all the same.
const lookMilliseconds = 1000;

/** What a hub knows. */
interface State {
  /** Null until the end of the log was read for the first time. */
  position: number | null;
  readonly groups: Map<string, Group>;
  readonly groupOf: Map<GroupMember, Group>;
  /** The groups under each key of sight. */
  readonly routes: Map<string, Set<Group>>;
  following: Promise<void> | null;
  isRung: boolean;
  isStopped: boolean;
}

/** Starts a hub. */
export function startHub(parts: DeliveryParts, doorbell: Doorbell): Hub {
  const state: State = {
    ...{ position: null, groups: new Map(), groupOf: new Map(), routes: new Map(), following: null },
    ...{ isRung: false, isStopped: false },
  };
  const ring = (): void => void follow(parts, state);
  const silence = doorbell.listen(ring);
  const timer = setInterval(ring, lookMilliseconds).unref();
  return {
    position: () => state.position ?? 0,
    join: (member, telling, key) => join(parts, state, member, telling, key),
    leave: (member) => leave(state, member),
    ready: async () => {
      if (state.position === null) await follow(parts, state);
      if (state.position === null) throw unavailable();
    },
    load: () => ({ groups: state.groups.size, members: state.groupOf.size, position: state.position ?? 0 }),
    stop: () => {
      state.isStopped = true;
      silence();
      clearInterval(timer);
      for (const group of state.groups.values()) stopGroup(group);
    },
  };
}

function join(parts: DeliveryParts, state: State, member: GroupMember, telling: Telling, likeness: string): void {
  const { bureau, client, roles } = member.actor;
  const rights = [[...roles].sort(), client === null ? null : [...client.scopes].sort(), member.actor.person === null];
  const key = JSON.stringify([bureau, rights, likeness]);
  let group = state.groups.get(key);
  if (group === undefined) {
    group = createGroup(parts, telling, bureau.bureau, key);
    state.groups.set(key, group);
    for (const sight of sightKeys(scopeOf(bureau))) {
      const routed = state.routes.get(sight) ?? new Set();
      state.routes.set(sight, routed.add(group));
    }
  }
  group.members.add(member);
  state.groupOf.set(member, group);
}

function leave(state: State, member: GroupMember): void {
  const group = state.groupOf.get(member);
  if (group === undefined) return;
  state.groupOf.delete(member);
  group.members.delete(member);
  if (group.members.size > 0) return;
  state.groups.delete(group.key);
  stopGroup(group);
  for (const [sight, routed] of state.routes) {
    routed.delete(group);
    if (routed.size === 0) state.routes.delete(sight);
  }
}

/** Reads what is new in the log, once however often it is rung meanwhile. Never throws. */
function follow(parts: DeliveryParts, state: State): Promise<void> {
  state.isRung = true;
  state.following ??= followOn(parts, state).finally(() => {
    state.following = null;
  });
  return state.following;
}

async function followOn(parts: DeliveryParts, state: State): Promise<void> {
  while (state.isRung && !state.isStopped) {
    state.isRung = false;
    try {
      const count = await readOn(parts, state);
      if (count === 0) await pause(restMilliseconds);
    } catch (error) {
      parts.log.warn(describeFault(error), "the event log could not be followed");
      return;
    }
  }
}

/** @returns how many events there were */
async function readOn(parts: DeliveryParts, state: State): Promise<number> {
  const { asSystem } = parts.database;
  const reason = "follow the event log";
  // Nobody is told anything of what was before: where nobody listens, the end of the log is all that matters.
  if (state.position === null || state.groups.size === 0) {
    const { latest } = await asSystem(reason, logBounds);
    if (state.position === null || state.groups.size === 0) state.position = latest;
    return 0;
  }
  const after = state.position;
  const events = await asSystem(reason, (tx) => readLog(tx, { after, limit: mostAtOnce }));
  for (const event of events) route(state, event);
  if (events.length === mostAtOnce) state.isRung = true;
  return events.length;
}

function route(state: State, event: LoggedEvent): void {
  state.position = event.position;
  const given = new Set<Group>();
  for (const key of eventKeys(event)) {
    for (const group of state.routes.get(key) ?? []) {
      if (given.has(group)) continue;
      given.add(group);
      if (group.telling.source.concerns(event)) takeEvent(group, event);
    }
  }
}
