import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Actor } from "./actor.js";
import { scopeOf } from "./scope.js";

type NoSchema = Record<string, never>;

/** An open transaction with its context set; the first argument of every function of a store. */
export type Transaction = PostgresJsTransaction<NoSchema, NoSchema>;

/** The only door to the database. */
export interface Database {
  /** Runs work in one transaction that sees and changes only what is in the actor's scope. */
  asActor<Result>(actor: Actor, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Runs work of the platform itself in one transaction that sees every row.
   *
   * @param reason why no actor's scope applies; it stands in the name of the database session
   */
  asSystem<Result>(reason: string, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Connections in use and in all, for the metrics. */
  load(): { active: number; waiting: number; size: number };
  /** Waits for the work in progress, at most so many seconds, and closes the connections. */
  close(seconds: number): Promise<void>;
}

/** How to open the database. */
export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** The time that one statement may take, in milliseconds, before PostgreSQL ends it. */
  statementTimeout: number;
}

// SECURITY: settings are written into the statement, so only these characters may stand in them.
const settingPattern = /^[0-9A-Z_,-]{0,200}$/;

function setting(name: string, value: string): string {
  if (!settingPattern.test(value)) throw new Error(`the setting ${name} holds a character that it must not`);
  return `SET LOCAL app.${name} = '${value}'`;
}

/** The statements that put an actor's scope upon a transaction. `SET LOCAL` ends with it, whatever happens. */
export function actorContext(actor: Actor): string {
  const scope = scopeOf(actor.bureau);
  return [
    `SET LOCAL ROLE ${scope.role}`,
    setting("region", scope.region),
    setting("province", scope.province),
    setting("bureau", scope.bureau),
    setting("line", scope.line ?? ""),
    setting("path", scope.path.join(",")),
  ].join("; ");
}

async function withContext<Result>(
  db: PostgresJsDatabase<NoSchema>,
  context: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    // One message sets the whole context; the work's first statement follows on the same connection.
    await tx.execute(sql.raw(context));
    return work(tx as unknown as Transaction);
  });
}

/**
 * Runs part of an actor's transaction as the platform, then goes back to the actor's scope. For changes that follow from
 * an authorised one and reach beyond sight, such as moving the tickets of a merged bureau.
 *
 * SECURITY: widened sight: whoever calls this has authorised the change before, and says why. Nothing else may run in the
 * transaction meanwhile, and whoever catches an error of the work goes on as the actor, never as the platform.
 */
export async function asSystemWithin<Result>(
  tx: Transaction,
  actor: Actor,
  reason: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (reason.length === 0) throw new Error("a reason is needed");
  const stepBack = () => tx.execute(sql.raw(actorContext(actor)));
  await tx.execute(sql.raw("SET LOCAL ROLE lianxin_system"));
  const result = await work().catch(async (error) => {
    // After an error of the database the transaction takes no statement any more: it is over with its role.
    await stepBack().catch(() => {});
    throw error;
  });
  await stepBack();
  return result;
}

/** Opens the pool. No connection is made before the first transaction. */
export function openDatabase(options: DatabaseOptions): Database {
  let underway = 0;
  const client = postgres(options.url, {
    max: options.poolSize,
    onnotice: () => {},
    connect_timeout: 10,
    idle_timeout: 60,
    connection: {
      application_name: "lianxin",
      // A login that is mightier than it must be steps down at once; a table is then refused outside a context.
      role: "lianxin_login",
      statement_timeout: options.statementTimeout,
      idle_in_transaction_session_timeout: 60_000,
      TimeZone: "UTC",
    },
  });
  const db = drizzle(client);
  const counted = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    underway += 1;
    try {
      return await run();
    } finally {
      underway -= 1;
    }
  };
  return {
    asActor: (actor, work) => counted(() => withContext(db, actorContext(actor), work)),
    asSystem: (reason, work) => {
      if (reason.length === 0) throw new Error("a reason is needed");
      return counted(() => withContext(db, "SET LOCAL ROLE lianxin_system", work));
    },
    load: () => ({
      active: Math.min(underway, options.poolSize),
      waiting: Math.max(underway - options.poolSize, 0),
      size: options.poolSize,
    }),
    close: (seconds) => client.end({ timeout: seconds }),
  };
}
