import type { ExecutionResult } from "graphql";
import type { Actor } from "../../platform/actor.js";
import { newRequestId } from "../../platform/ids.js";
import type { LiveSource, LoggedEvent } from "../../platform/live-source.js";
import { type ApiContext, type ApiParts, contextOf, type Exchange } from "../context.js";
import { formatErrors } from "../errors.js";
import type { ExecuteTold, OperationRequest } from "../executor.js";

/** One thing that is told: the execution result as JSON. */
export interface Told {
  payload: string;
  /** The text by which it is compared with what was told before. */
  fingerprint: string;
}

/** What a delivery needs besides who is told. */
export interface DeliveryParts extends ApiParts {
  execute: ExecuteTold;
}

/** An operation that tells, and for whom it is executed. */
export interface Telling {
  source: LiveSource;
  /** The operation as it was accepted. */
  operation: Omit<OperationRequest, "context">;
  exchange: Exchange;
}

/** What came of a batch. */
export interface Delivered {
  /** What is told of each event, in their order; null where nothing is. */
  told: readonly (Told | null)[];
  /** Whether anything was asked about the person or the program, and not only about the bureau and its roles. */
  isPersonal: boolean;
}

/**
 * Reads a batch of events again under the scope of an actor, and executes the operation for each.
 *
 * @throws what the source throws: what is wrong with the database, or with the actor's rights
 */
export async function deliver(
  parts: DeliveryParts,
  actor: Actor,
  telling: Telling,
  events: readonly LoggedEvent[],
): Promise<Delivered> {
  const watched = watchPerson(actor);
  const context = contextFor(parts, watched.actor, telling.exchange);
  const payloads = await telling.source.toPayloads(context, events);
  const told = await Promise.all(payloads.map((one) => (one === null ? null : tell(parts, context, telling, one))));
  return { told, isPersonal: watched.isTouched() };
}

/** Reads again what is told without an event, as a backfill tells it; see `LiveSource.againMilliseconds`. */
export async function deliverAgain(parts: DeliveryParts, actor: Actor, telling: Telling): Promise<Delivered> {
  const watched = watchPerson(actor);
  const context = contextFor(parts, watched.actor, telling.exchange);
  const told: Told[] = [];
  for await (const values of telling.source.backfill?.(context) ?? []) {
    for (const value of values) told.push(await tell(parts, context, telling, value));
  }
  return { told, isPersonal: watched.isTouched() };
}

/** The context of one batch: loaders of its own, so that everything is read as it is now. */
export function contextFor(parts: DeliveryParts, actor: Actor, exchange: Exchange): ApiContext {
  return contextOf({ ...exchange, requestId: newRequestId(), actor, errorCodes: new Set() }, parts);
}

/** Executes the operation for one value. */
export async function tell(
  { execute }: DeliveryParts,
  context: ApiContext,
  { operation, source }: Telling,
  value: object,
): Promise<Told> {
  const result = await execute({ ...operation, context }, value);
  const payload = JSON.stringify(inWords(result, context));
  return { payload, fingerprint: source.fingerprint?.(value) ?? payload };
}

function inWords({ data, errors }: ExecutionResult, { locale, log, requestId }: ApiContext) {
  if (errors === undefined || errors.length === 0) return { data };
  return { data, errors: formatErrors(errors, { locale, log, requestId, count: () => {} }) };
}

/**
 * An actor who notices when he is looked at as a person or as a program, rather than as a bureau with roles and scopes. One
 * reading serves all who act in one bureau with the same rights, as long as nobody asked who they are.
 *
 * SECURITY: what depends on a person is found out while it happens, and not by a list that somebody would have to keep.
 */
function watchPerson(actor: Actor): { actor: Actor; isTouched: () => boolean } {
  let isTouched = false;
  const watch = <Value extends object>(value: Value): Value => {
    const watched = { ...value };
    for (const [name, part] of Object.entries(value)) {
      // Scopes are rights: those who are told the same have the same.
      if (name === "scopes") continue;
      Object.defineProperty(watched, name, {
        enumerable: true,
        get: () => {
          isTouched = true;
          return part;
        },
      });
    }
    return watched;
  };
  return {
    actor: {
      ...actor,
      person: actor.person === null ? null : watch(actor.person),
      client: actor.client === null ? null : watch(actor.client),
    },
    isTouched: () => isTouched,
  };
}
