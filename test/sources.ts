import { parse } from "graphql";
import { expect } from "vitest";
import { contextOf } from "../src/api/context.js";
import { createToldExecutor, type OperationRequest } from "../src/api/executor.js";
import { openSource } from "../src/api/live/opening.js";
import { buildLianxinSchema } from "../src/api/schema.js";
import { concernsScope, readLogInScope } from "../src/modules/events/index.js";
import { createAuthenticator } from "../src/modules/identity/index.js";
import type { Actor } from "../src/platform/actor.js";
import { type Clock, monotonicMilliseconds, systemClock } from "../src/platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../src/platform/context.js";
import type { Database } from "../src/platform/database.js";
import { newRequestId } from "../src/platform/ids.js";
import type { LiveSource, LoggedEvent } from "../src/platform/live-source.js";
import { createLogger } from "../src/platform/log.js";
import { usualRequestLimits } from "../src/platform/request-limits.js";
import { scopeOf } from "../src/platform/scope.js";
import { type Caller, testIssuer, testSeal, testSigningKeys, type Variables } from "./api.js";
import { testDatabase } from "./database.js";

/** Where a test opens subscriptions: the database and the clock of the run, where it names no others. */
export interface SourceOptions {
  database?: Database;
  clock?: Clock;
}

/** A subscription that was opened without a connection: what it tells is asked for by the test. */
export interface OpenedSource {
  source: LiveSource;
  /** What is told of the events in the log after a position, in their order: the root field's values. */
  tellAfter<Value>(position: number): Promise<Value[]>;
  /** What is told of these events, whether or not they concern it: null where nothing is. */
  tell<Value>(events: readonly LoggedEvent[]): Promise<(Value | null)[]>;
  /** What is told before anything else. */
  tellFirst<Value>(): Promise<Value[]>;
}

const log = createLogger("error", process.stderr);

/** Who somebody is today, by his token. */
export async function actorNamed(caller: Caller, { clock, database }: SourceOptions = {}): Promise<Actor> {
  const authenticator = createAuthenticator({
    database: database ?? testDatabase(),
    clock: clock ?? systemClock,
    signingKeys: await testSigningKeys(),
    issuer: testIssuer,
    isProduction: false,
    log,
    stateMilliseconds: 0,
  });
  const actor = await authenticator.authenticate(await caller.token());
  if (actor === null) throw new Error(`${caller.login} is nobody`);
  return actor;
}

/** A context as a subscription has for each batch: with loaders of its own. */
export async function contextAs(actor: Actor, { clock, database }: SourceOptions = {}): Promise<RequestContext> {
  const exchange = {
    ...{ request: {} as never, method: "GET", path: "", search: "", requestId: newRequestId(), locale: "en" as const },
    ...{ startedAt: monotonicMilliseconds(), actor, operationName: null, isAnsweredBySchema: false },
    errorCodes: new Set<never>(),
  };
  return contextOf(exchange, {
    database: database ?? testDatabase(),
    clock: clock ?? systemClock,
    seal: await testSeal(),
    log,
    issuer: testIssuer,
    isProduction: false,
    limits: usualRequestLimits,
  });
}

/**
 * Opens a subscription as its root field does, with all checks of its arguments.
 *
 * @throws errors of the closed list, by which it is refused
 */
export async function openAs(
  caller: Caller,
  text: string,
  variables: Variables = {},
  options: SourceOptions = {},
): Promise<OpenedSource> {
  const schema = buildLianxinSchema();
  const execute = createToldExecutor(schema);
  const actor = await actorNamed(caller, options);
  const operation: Omit<OperationRequest, "context"> = { document: parse(text), operationName: null, variables };
  const opening = await contextAs(actor, options);
  const source = await openSource(schema, { ...operation, context: opening }, opening, null);
  const written = async <Value>(context: RequestContext, value: object): Promise<Value> => {
    const { data, errors } = await execute({ ...operation, context }, value);
    expect(errors).toBeUndefined();
    return Object.values(data ?? {})[0] as Value;
  };
  const tell = async <Value>(events: readonly LoggedEvent[]): Promise<(Value | null)[]> => {
    const context = await contextAs(actor, options);
    const payloads = await source.toPayloads(context, events);
    expect(payloads).toHaveLength(events.length);
    return Promise.all(payloads.map((value) => (value === null ? null : written<Value>(context, value))));
  };
  return {
    source,
    tell,
    tellAfter: async <Value>(position: number) => {
      const events = await logAfter(await contextAs(actor, options), position);
      const told = await tell<Value>(events.filter((event) => source.concerns(event)));
      return told.filter((value) => value !== null) as Value[];
    },
    tellFirst: async <Value>() => {
      const values: Value[] = [];
      const context = await contextAs(actor, options);
      for await (const page of source.backfill?.(context) ?? []) {
        for (const value of page) values.push(await written<Value>(context, value));
      }
      return values;
    },
  };
}

/** The events in the sight of an actor after a position; that they are is worked out in both ways. */
export async function logAfter(context: RequestContext, position: number): Promise<LoggedEvent[]> {
  const { bureau } = actorOf(context);
  const events = await inScope(context, (tx) => readLogInScope(tx, bureau, { after: position, limit: 10_000 }));
  const scope = scopeOf(bureau);
  expect(events.every((event) => concernsScope(event, scope))).toBe(true);
  return events;
}

/** The code, and the field, of the error by which a subscription is refused; it must be. */
export async function refusalOf(opening: Promise<unknown>): Promise<{ code: unknown; field: unknown }> {
  const error: unknown = await opening.then(
    () => expect.fail("it was not refused"),
    (thrown: unknown) => thrown,
  );
  const { code, detail } = error as { code?: unknown; detail?: { field?: unknown } };
  return { code, field: detail?.field };
}
