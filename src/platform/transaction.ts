import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Connection } from "./connections.js";
import { timedOut } from "./errors.js";
import { isConsequence } from "./sql-state.js";
import { connectionClosed, keepState, send, sender, stateOf, type TransactionState } from "./transaction-state.js";

type NoSchema = Record<string, never>;

/** An open transaction with its context set; the first argument of every function of a store. */
export type Transaction = PostgresJsTransaction<NoSchema, NoSchema>;

/** A transaction under way, as its owner drives it. */
export interface OpenTransaction {
  readonly tx: Transaction;
  /** Commits; throws what went wrong where anything did, also what the work did not look at. */
  commit(): Promise<void>;
  /** Takes everything back. Never throws. */
  rollBack(): Promise<void>;
  /** Ends it from outside: the statement that runs is cancelled, and no further one is sent. */
  expire(): void;
  /**
   * Why it failed, where the error that the work threw does not say so: its time was over, or something failed that was
   * sent without waiting; null otherwise.
   */
  failure(): unknown;
}

/** How a transaction begins. */
export interface Beginning {
  /** The statements after BEGIN, which set the context. */
  opening: string;
  /**
   * The role that they set. It stands in the text of prepared statements: PostgreSQL throws a plan away whenever another
   * role comes along, because other row policies apply.
   */
  role: string;
  /** What stands for the database, to those who remember things of it. */
  identity: object;
  /** Whether the work is one statement, after which nothing follows but the end: both are sent in one message. */
  isSingle: boolean;
}

const dialect = new PgDialect();

/**
 * Begins a transaction. Its opening statements are sent and not waited for: they go to the server in one message with the
 * first statement of the work, and when one of them fails, PostgreSQL refuses all that follow.
 */
export function beginTransaction(connection: Connection, beginning: Beginning): OpenTransaction {
  const state: TransactionState = {
    connection,
    identity: beginning.identity,
    isEnding: beginning.isSingle,
    isKeptOpen: false,
    ending: null,
    afterCommit: [],
    closings: connection.closings,
    mark: `/* ${beginning.role} */ `,
    queries: [],
    isOpen: true,
    isExpired: false,
    failure: null,
    cancelling: null,
  };
  // Drizzle asks nothing else of a client.
  const client = { unsafe: sender(state) } as unknown as postgres.Sql & postgres.TransactionSql;
  const session = new PostgresJsSession<typeof client, NoSchema, NoSchema>(client, dialect, undefined);
  const tx = new PostgresJsTransaction<NoSchema, NoSchema>(dialect, session, undefined);
  keepState(tx, state);
  sendAhead(tx, `BEGIN; ${beginning.opening}`);
  return {
    tx,
    commit: () => commit(state),
    rollBack: () => rollBack(state),
    expire: () => expire(state),
    failure: () => (state.isExpired ? timedOut() : (state.failure?.error ?? null)),
  };
}

/**
 * Sends statements without parameters and does not wait for them: what is sent after them runs after them, and when one
 * of them fails, so does everything that follows, and the transaction with its error.
 */
export function sendAhead(tx: Transaction, text: string): void {
  const state = stateOf(tx);
  send(state, text, [], {})
    .execute()
    .catch((error: unknown) => {
      // Refused only because something before it failed, which is told to whoever waited for that.
      if (!isConsequence(error)) state.failure ??= { error };
    });
}

/**
 * Sends a statement whose text was made once, and answers its rows as lists of values.
 *
 * @param text with $1, $2 and so on for the parameters
 * @param isChosen whether what a caller asks for decides the text: of those few are kept prepared
 */
export async function sendPrepared(
  tx: Transaction,
  text: string,
  parameters: readonly unknown[],
  isChosen: boolean,
): Promise<readonly unknown[][]> {
  const query = sender(stateOf(tx))(text, [...parameters], { simple: false, isChosen }).values();
  // Sent now, and not when it is waited for: statements run in the order in which they were begun.
  query.execute();
  return query;
}

/**
 * Sends a statement that was written as a text and answers its rows by the names of their columns. It is under way when
 * this returns, so what is sent ahead right after it runs after it.
 *
 * @param text with $1, $2 and so on for the parameters; the same text each time
 * @param parameters texts, numbers, truth values and nulls
 */
export async function sendText<Row extends object>(
  tx: Transaction,
  text: string,
  parameters: readonly (string | number | boolean | null)[],
): Promise<readonly Row[]> {
  const query = sender(stateOf(tx))(text, [...parameters], {});
  query.execute();
  return query as unknown as Promise<readonly Row[]>;
}

/** Lets the end of a transaction go to the server along with its next statement, which must be the last of its work. */
export function endWithNext(tx: Transaction): void {
  const state = stateOf(tx);
  state.isEnding = !state.isKeptOpen;
}

/** Keeps a transaction open after what its work takes for the last statement, because the work of others follows. */
export function keepOpen(tx: Transaction): void {
  stateOf(tx).isKeptOpen = true;
}

/**
 * Does something when the transaction has committed, and not when it is taken back.
 *
 * @param work is given what stands for the database; it must neither throw nor take long
 */
export function afterCommit(tx: Transaction, work: (database: object) => void): void {
  stateOf(tx).afterCommit.push(work);
}

/** What stands for the database of a transaction: the key of what is remembered of it. */
export function identityOf(tx: Transaction): object {
  return stateOf(tx).identity;
}

async function commit(state: TransactionState): Promise<void> {
  // An end that was sent along may have been reached, whatever the time: only its answer tells.
  if (state.ending === null) {
    if (state.isExpired) throw timedOut();
    if (state.connection.closings !== state.closings) throw connectionClosed();
  }
  state.isOpen = false;
  const answer = await (state.ending ?? state.connection.client.unsafe("COMMIT"));
  // PostgreSQL answers COMMIT with ROLLBACK where a statement failed, whether or not anybody looked at the failure.
  if (answer.command !== "COMMIT") throw state.failure?.error ?? new Error("a failed transaction was to be committed");
  for (const work of state.afterCommit) work(state.identity);
}

async function rollBack(state: TransactionState): Promise<void> {
  state.isOpen = false;
  // A cancellation that is under way must not meet the next transaction.
  await state.cancelling?.catch(() => {});
  if (state.connection.closings !== state.closings) return;
  const ending = state.ending ?? state.connection.client.unsafe("ROLLBACK");
  await ending.catch(() => {});
}

function expire(state: TransactionState): void {
  if (!state.isOpen || state.isExpired) return;
  state.isExpired = true;
  const running = state.queries.find(({ active }) => active === true);
  state.cancelling = Promise.resolve(running?.cancel());
  state.cancelling.catch(() => {});
}
