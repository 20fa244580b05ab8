import type DataLoader from "dataloader";
import type { Actor, Locale } from "./actor.js";
import type { Clock } from "./clock.js";
import type { Database, PlannerSettings, Transaction } from "./database.js";
import { unauthenticated } from "./errors.js";
import type { FileRules } from "./file-rules.js";
import type { Logger } from "./log.js";
import type { Seal } from "./seal.js";

/** The loaders of one request, made when they are first asked for. */
export type LoaderCache = Map<symbol, DataLoader<string, unknown>>;

/**
 * Reads an object of any module again, under the scope of the context and with its rights; null for a type that is no node,
 * for what is not there, and for what the actor may not see or not read.
 *
 * @param type the name of the GraphQL type
 * @param parts the key of the object, as it stands in its global identifier
 */
export type ReadNode = (context: RequestContext, type: string, parts: readonly string[]) => Promise<object | null>;

/** What a resolver knows of its request. One is made for each request, and ends with it. */
export interface RequestContext {
  requestId: string;
  locale: Locale;
  /** Null only for a stranger, who is answered before the schema is reached. */
  actor: Actor | null;
  database: Database;
  clock: Clock;
  /** Seals and opens contact data. */
  seal: Seal;
  loaders: LoaderCache;
  /** The readers of all nodes, for modules that tell of objects of others above them. */
  readNode: ReadNode;
  log: Logger;
  /** The public address of this platform, which is the issuer of its tokens. */
  issuer: string;
  /** Whether rules apply that would be in the way of development, such as https for outside addresses. */
  isProduction: boolean;
  /** The networks within this organisation that webhooks may lead to; see `createAddressRules`. */
  webhookNetworks: readonly string[];
  /** What files may be brought. */
  fileRules: FileRules;
}

/** The actor of a request that must have one. */
export function actorOf(context: RequestContext): Actor {
  if (context.actor === null) throw unauthenticated();
  return context.actor;
}

/** Runs work in one transaction under the scope of the request's actor. */
export function inScope<Result>(context: RequestContext, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return context.database.asActor(actorOf(context), work);
}

/** Runs a reading of one statement under the scope of the request's actor. */
export function readInScope<Result>(
  context: RequestContext,
  work: (tx: Transaction) => Promise<Result>,
  settings?: PlannerSettings,
): Promise<Result> {
  return context.database.readAsActor(actorOf(context), work, settings);
}
