import { Extensions } from "type-graphql";
import type { RequestContext } from "./context.js";
import type { RecordedValue, Witness } from "./record.js";

export type { Witness } from "./record.js";

/** An event as it stands in the log (事件日志): ids and codes, never personal data. */
export interface LoggedEvent {
  /** Its place in the log: from 1, without a gap. Cursors of subscriptions, webhooks and `changes` hold it. */
  position: number;
  /** When it happened. */
  at: Date;
  /** Such as ticket.dispatched. */
  type: string;
  /** The GraphQL type of what changed, such as Ticket. */
  subjectType: string;
  /** The identifier of what changed, as its node has it where it is one. */
  subjectId: string;
  subjectVersion: number | null;
  /** Where the subject stands after the change, and under which business line. */
  place: Witness;
  /** The other places in whose sight it is, or was before the change. */
  witnesses: readonly Witness[];
  payload: { [name: string]: RecordedValue };
}

/** What a subscription is told: something to be read again under the scope of the subscriber, event by event. */
export interface LiveSource {
  /**
   * What it is like: subscriptions of one field with an equal text, in one scope, are told the same, and one reading
   * serves all of them.
   */
  likeness: string;
  /** The position after which it begins; null: with what comes from now on. */
  after: number | null;
  /** Whether an event may matter; asked for each event in the subscriber's sight, so it must be quick. */
  concerns(event: LoggedEvent): boolean;
  /**
   * What is told of events, read again under the scope of the context: one value for each event, in their order; null
   * where nothing is told. What it may no longer see is told as out of sight.
   */
  toPayloads(context: RequestContext, events: readonly LoggedEvent[]): Promise<readonly (object | null)[]>;
  /** What is told before anything else, page by page, such as the open cases. */
  backfill?(context: RequestContext): AsyncIterable<readonly object[]>;
  /**
   * For a source that is one value which changes, such as a number: it is told at most once in so many milliseconds, and
   * only when its answer differs from the last. `toPayloads` gets the last of the events that came meanwhile, alone.
   */
  restMilliseconds?: number;
  /** Of such a source: the text by which two of its values are compared; their whole answers where it is not given. */
  fingerprint?(payload: object): string;
  /**
   * Of such a source: where no event came for so many milliseconds, it is read again as by a backfill, because it changes
   * with the time too.
   */
  againMilliseconds?: number;
}

/**
 * Opens a subscription: checks its arguments under the scope of the context.
 *
 * @param args the arguments of the field, coerced by the schema
 * @throws errors of the closed list; the subscription is then refused by the protocol's own error
 */
export type OpenLiveSource = (context: RequestContext, args: Readonly<Record<string, unknown>>) => Promise<LiveSource>;

/** Declares what a subscription root field is told of. */
export function Live(open: OpenLiveSource): MethodDecorator & PropertyDecorator {
  return Extensions({ live: open });
}

/** For the option `subscribe` of a subscription root field: subscriptions are served by what `Live` declares alone. */
export function neverSubscribed(): never {
  throw new Error("subscriptions are served from the event log");
}
