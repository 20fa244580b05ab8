import type postgres from "postgres";
import type { Connection } from "./connections.js";
import { timedOut } from "./errors.js";
import { mayPrepare } from "./prepared-texts.js";

/** What is known of one transaction between its beginning and its end. */
export interface TransactionState {
  readonly connection: Connection;
  readonly identity: object;
  /** Whether the end goes along with the next statement. */
  isEnding: boolean;
  /** Whether more work follows than the one that says what is its last statement. */
  isKeptOpen: boolean;
  /** The end, where it was sent along with a statement. */
  ending: Query | null;
  readonly afterCommit: ((database: object) => void)[];
  /** How often the connection had been closed when the transaction began. */
  readonly closings: number;
  /** Stands before the text of each prepared statement. */
  readonly mark: string;
  readonly queries: Query[];
  isOpen: boolean;
  isExpired: boolean;
  failure: { error: unknown } | null;
  cancelling: Promise<unknown> | null;
}

/** A statement that was sent, as the driver knows it. */
export type Query = postgres.PendingQuery<postgres.Row[]> & { active?: boolean };

// On the transaction itself: a weak map would make work for the garbage collector with each of them.
const stateKey = Symbol("state");

/** Keeps the state of a transaction on it. */
export function keepState(tx: object, state: TransactionState): void {
  Object.assign(tx, { [stateKey]: state });
}

/** The state of a transaction, which `keepState` has kept on it. */
export function stateOf(tx: object): TransactionState {
  const state = (tx as { [stateKey]?: TransactionState })[stateKey];
  if (state === undefined) throw new Error("not a transaction of ours");
  return state;
}

/** How a statement is sent. */
export interface Sending {
  simple?: boolean;
  /** Whether what a caller asks for decides the text. */
  isChosen?: boolean;
}

/** Sends a statement of one transaction. */
export type Send = (text: string, parameters: unknown[], options: Sending) => Query;

/**
 * Makes what sends the statements of a transaction; the end goes along with the one that was said to be the last.
 *
 * @throws what is not meant for a caller where a statement comes after the last one
 */
export function sender(state: TransactionState): Send {
  return (text, parameters, options) => {
    if (state.ending !== null) throw new Error("a statement came after the last one of its transaction");
    const query = send(state, text, parameters, options);
    if (state.isEnding) {
      query.execute();
      state.ending = send(state, "COMMIT", [], {}).execute();
      // Whoever waits for the end is told.
      state.ending.catch(() => {});
    }
    return query;
  };
}

/**
 * Sends one statement; it is under way when somebody waits for it or executes it.
 *
 * @throws TIMED_OUT where the time of the transaction is over; what is not meant for a caller where it has ended
 */
export function send(state: TransactionState, text: string, parameters: unknown[], sending: Sending): Query {
  if (state.isExpired) throw timedOut();
  // SECURITY: a statement that comes late must not run in the transaction of whoever has the connection next.
  if (!state.isOpen) throw new Error("a statement came after the end of its transaction");
  if (state.connection.closings !== state.closings) throw connectionClosed();
  const { isChosen = false, ...options } = sending;
  const isPrepared = (parameters.length > 0 || options.simple === false) && mayPrepare(text, isChosen);
  const query = state.connection.client.unsafe(
    isPrepared ? state.mark + text : text,
    parameters as postgres.ParameterOrJSON<never>[],
    { ...options, prepare: isPrepared },
  ) as Query;
  state.queries.push(query);
  return query;
}

/** The error of a statement whose connection was closed since its transaction began, as the driver would make it. */
export function connectionClosed(): Error {
  return Object.assign(new Error("the connection was closed"), { code: "CONNECTION_CLOSED" });
}
