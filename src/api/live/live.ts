import type { GraphQLFormattedError } from "graphql";
import type { Actor } from "../../platform/actor.js";
import type { Exchange } from "../context.js";

/** Where the answers of one subscription go: a socket, or a stream of Server-Sent Events. */
export interface LiveSink {
  /**
   * Sends one answer; nothing is waited for.
   *
   * @param payload the execution result as JSON, the same text for all that are told the same
   * @param cursor the place in the log after it, as text; null where the answer belongs to none, such as one of a backfill
   */
  next(payload: string, cursor: string | null): void;
  /** How many bytes wait to be sent to this reader, over all its subscriptions. */
  waitingBytes(): number;
  /** Settles when less is waiting than a reader may be behind, or when the reader is gone. */
  drained(): Promise<void>;
  /** The subscription was ended by us: what is wrong, in words. Nothing follows. */
  fail(errors: readonly GraphQLFormattedError[]): void;
}

/** A subscription that was accepted. */
export interface LiveSubscription {
  /** Begins to tell. */
  start(): void;
  /** Ends it; the sink is not called any more. */
  stop(): void;
  /** Lets it go on for the same person, program and bureau as they are now, after a look at the token. */
  renew(actor: Actor): void;
}

/** The parameters of an operation, as the protocols carry them; none of them is checked. */
export interface LiveParameters {
  /** A trusted document, in place of a query. */
  documentId?: unknown;
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** What became of an operation. */
export type LiveOutcome =
  /** A query or a mutation: its execution result as JSON. */
  | { kind: "answered"; payload: string }
  /** Refused before it began; the protocol's own error. */
  | { kind: "refused"; errors: readonly GraphQLFormattedError[] }
  /** A subscription, which begins when it is started. */
  | { kind: "live"; subscription: LiveSubscription };

/** The way from a protocol to the schema, with the same checks, limits and words as for requests over HTTP. */
export interface LiveDoor {
  /**
   * Opens one operation.
   *
   * @param exchange whose it is: with its actor, its language, and an identifier of its own for each operation
   * @param after where to go on, as text, in place of the argument `after` (the header Last-Event-ID); null otherwise
   * @throws what is a fault of ours
   */
  open(exchange: Exchange, parameters: LiveParameters, sink: LiveSink, after: string | null): Promise<LiveOutcome>;
  stop(): Promise<void>;
}
