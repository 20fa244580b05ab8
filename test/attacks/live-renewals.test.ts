import { parse } from "graphql";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { beginExchange, type Exchange } from "../../src/api/context.js";
import { openDoor } from "../../src/api/live/door.js";
import type { LiveSink } from "../../src/api/live/live.js";
import { createSessions, type Session } from "../../src/api/live/sessions.js";
import { standInRequest } from "../../src/api/live/stand-in-request.js";
import { buildLianxinSchema } from "../../src/api/schema.js";
import type { Authenticator } from "../../src/modules/identity/index.js";
import type { Actor } from "../../src/platform/actor.js";
import { systemClock } from "../../src/platform/clock.js";
import { createLogger } from "../../src/platform/log.js";
import { usualRequestLimits } from "../../src/platform/request-limits.js";
import { readPage } from "../api/changes/following.js";
import { complaint, register } from "../api/tickets/driving.js";
import { type Caller, testIssuer, testSeal } from "../api.js";
import { testDatabase } from "../database.js";
import { relayNow } from "../events.js";
import { actorNamed } from "../sources.js";
import { makeProvince, type World } from "../world.js";

const log = createLogger("error", process.stderr);
const text = "subscription ($after: String) { ticketChanges(after: $after) { cursor } }";

/** A reader who takes everything, or nothing until he is let. */
function reader(): { sink: LiveSink; cursors: (string | null)[]; errors: unknown[]; hold(): () => void } {
  const cursors: (string | null)[] = [];
  const errors: unknown[] = [];
  let held = Promise.resolve();
  return {
    cursors,
    errors,
    hold: () => {
      let release = (): void => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    sink: {
      next: (_payload, cursor) => void cursors.push(cursor),
      waitingBytes: () => 0,
      drained: () => held,
      fail: (failed) => void errors.push(...failed),
    },
  };
}

async function makeDoor() {
  const rings = new Set<() => void>();
  const door = openDoor({
    schema: buildLianxinSchema(),
    check: async (exchange, { variables }) => ({
      kind: "accepted",
      operation: {
        ...{ document: parse(text), operationName: null, context: exchange },
        variables: variables as Record<string, unknown>,
      },
    }),
    doorbell: {
      listen: (ring) => {
        rings.add(ring);
        return () => rings.delete(ring);
      },
      close: async () => {},
    },
    ...{ database: testDatabase(), clock: systemClock, seal: await testSeal(), log },
    ...{ issuer: testIssuer, isProduction: false, limits: usualRequestLimits },
  });
  return {
    door,
    ring: () => {
      for (const ring of rings) ring();
    },
  };
}

const exchangeOf = (actor: Actor): Exchange => ({ ...beginExchange(standInRequest("token", null)), actor });

describe("rights that change while somebody is told", () => {
  let world: World;
  let actor: Actor;
  let operator: Caller;
  let after: string;
  let missed: number;

  beforeAll(async () => {
    world = await makeProvince();
    operator = world.as("cityACentre.operator");
    actor = await actorNamed(operator);
    after = (await readPage(operator, { first: 1 })).latestCursor;
    for (let made = 0; made < 3; made += 1) await register(operator, complaint(world));
    await relayNow();
    missed = (await readPage(operator, { first: 100, after })).edges.length;
  });

  const open = async () => {
    const { door, ring } = await makeDoor();
    const one = reader();
    const outcome = await door.open(exchangeOf(actor), { variables: { after } }, one.sink, null);
    if (outcome.kind !== "live") throw new Error(`it was ${outcome.kind}`);
    return { door, ring, ...one, subscription: outcome.subscription };
  };

  const withRoles = (...roles: Actor["roles"]): Actor => ({ ...actor, roles });

  /** All that he is told, to the end of the log, in which something new has come: what is told twice comes before that. */
  const toldToTheEnd = async ({ cursors, ring }: { cursors: unknown[]; ring(): void }): Promise<string[]> => {
    await register(operator, complaint(world));
    await relayNow();
    ring();
    const all = (await readPage(operator, { first: 100, after })).edges.map(({ cursor }) => cursor);
    await vi.waitUntil(() => cursors.includes(all.at(-1)), { timeout: 10_000, interval: 5 });
    return all;
  };

  it("tell everything once, where they change before it has begun", async () => {
    const { cursors, door, errors, ring, subscription } = await open();
    subscription.renew(withRoles("OPERATOR", "DISPATCHER"));
    subscription.start();
    const all = await toldToTheEnd({ cursors, ring });
    expect([cursors, errors]).toEqual([all, []]);
    subscription.stop();
    expect(door.load()).toMatchObject({ groups: 0, members: 0 });
    await door.stop();
  });

  it("tell everything once, where they change again and again while what was missed is told", async () => {
    const { cursors, door, errors, hold, ring, subscription } = await open();
    const release = hold();
    subscription.start();
    await vi.waitUntil(() => cursors.length >= missed, { timeout: 10_000, interval: 5 });
    subscription.renew(withRoles("OPERATOR", "DISPATCHER"));
    subscription.renew(withRoles("OPERATOR", "HANDLER"));
    subscription.renew(withRoles("OPERATOR", "HEAD"));
    release();
    const all = await toldToTheEnd({ cursors, ring });
    expect([cursors, errors]).toEqual([all, []]);
    subscription.stop();
    expect(door.load()).toMatchObject({ groups: 0, members: 0 });
    await door.stop();
  });

  it("end it with the reason, where none is left, and nothing is told any more", async () => {
    const { cursors, door, errors, subscription } = await open();
    subscription.renew(withRoles("AUDITOR"));
    subscription.start();
    await vi.waitUntil(() => errors.length > 0, { timeout: 10_000, interval: 5 });
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(cursors).toEqual([]);
    expect(door.load()).toMatchObject({ groups: 0, members: 0 });
    await door.stop();
  });

  it("hold for a connection too that was opened before, and begun after they changed", async () => {
    const before = actor;
    const now = withRoles("AUDITOR");
    let current = before;
    const claims = { expiresAt: new Date(Date.now() + 3_600_000) };
    const authenticator = {
      admit: async (token: string) => ({ token, wanted: null, claims, actor: current }),
      reexamine: async (standings: readonly unknown[]) => standings.map(() => current),
    } as unknown as Authenticator;
    const sessions = createSessions({ authenticator, clock: systemClock, log, stateMilliseconds: 1 });
    const openSession = async (): Promise<Session> =>
      (await sessions.open({ token: "t", bureau: null })) ?? Promise.reject(new Error("nobody"));
    const early = await openSession();
    const other = await openSession();
    const renewals: Actor[] = [];
    sessions.hold(other, { renewed: (renewed) => void renewals.push(renewed), ended: () => {} });
    current = now;
    await vi.waitUntil(() => renewals.length === 1, { timeout: 10_000, interval: 5 });
    const held: Actor[] = [];
    sessions.hold(early, { renewed: (renewed) => void held.push(renewed), ended: () => {} });
    await vi.waitUntil(() => held.length > 0, { timeout: 10_000, interval: 5 });
    expect(held).toEqual([now]);
    sessions.stop();
  });
});
