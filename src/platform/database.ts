import type { Actor } from "./actor.js";
import { monotonicMilliseconds } from "./clock.js";
import { type Connection, createConnections } from "./connections.js";
import { timedOut } from "./errors.js";
import { scopeOf } from "./scope.js";
import { type Beginning, beginTransaction, type OpenTransaction, sendAhead, type Transaction } from "./transaction.js";

export { afterCommit, identityOf, keepOpen, sendAhead, type Transaction } from "./transaction.js";

/**
 * Reads a list from an index that has its order. The planner counts a condition that the row policy repeats twice, expects
 * next to no rows, and would rather gather and sort all of them.
 */
export const preferOrder = "SET LOCAL enable_bitmapscan = off; SET LOCAL random_page_cost = 1.1";

/**
 * The same for a list that nothing narrows: one plan is the best for whatever region, and planning anew for each, which
 * PostgreSQL prefers where there are millions of rows, takes longer than reading the page.
 */
export const preferOrderByOnePlan = `${preferOrder}; SET LOCAL plan_cache_mode = force_generic_plan` as const;

/** What the planner is told for one reading. */
export type PlannerSettings = typeof preferOrder | typeof preferOrderByOnePlan;

/** The only door to the database. */
export interface Database {
  /** Runs work in one transaction that sees and changes only what is in the actor's scope. */
  asActor<Result>(actor: Actor, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * The same for work that is one reading statement: the transaction goes to the server and comes back in one message
   * each way.
   */
  readAsActor<Result>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Result>,
    settings?: PlannerSettings,
  ): Promise<Result>;
  /**
   * Runs work of the platform itself in one transaction that sees every row.
   *
   * @param reason why no actor's scope applies; it stands in the name of the database session
   */
  asSystem<Result>(reason: string, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * The same database for one request: a transaction is not begun after the deadline, and one that runs then is ended,
   * with TIMED_OUT.
   *
   * @param deadline in milliseconds of the monotonic clock
   */
  until(deadline: number): Database;
  /** What stands for this database, however many views of it there are: a key for what is remembered of it. */
  readonly identity: object;
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
  const marked = tx as Transaction & { [isPlatform]?: boolean };
  // Only the outermost goes back: what called from within still needs to see.
  if (marked[isPlatform] === true) return work();
  marked[isPlatform] = true;
  sendAhead(tx, "SET LOCAL ROLE lianxin_system");
  try {
    return await work();
  } finally {
    marked[isPlatform] = false;
    // After an error of the database the transaction takes no statement any more: it is over with its role.
    sendAhead(tx, actorContext(actor));
  }
}

/**
 * Runs part of a transaction of the platform under the scope of an actor, then goes back: for work that he asked for and
 * that is done later. What the work reads and writes is bound by his row policies.
 *
 * @param settings what the planner is told, until the end of the transaction
 */
export async function asActorWithin<Result>(
  tx: Transaction,
  actor: Actor,
  work: () => Promise<Result>,
  settings?: PlannerSettings,
): Promise<Result> {
  const context = actorContext(actor);
  sendAhead(tx, settings === undefined ? context : `${context}; ${settings}`);
  try {
    return await work();
  } finally {
    sendAhead(tx, `SET LOCAL ROLE ${systemRole}`);
  }
}

const isPlatform = Symbol("the transaction runs as the platform for a while");

const systemRole = "lianxin_system";

// How often transactions are looked at whose time is over, in milliseconds.
const sweep = 50;

/** Looks after transactions that have a deadline. A timer for each would cost more than most transactions. */
function createDeadlines() {
  const underway = new Map<OpenTransaction, number>();
  let timer: NodeJS.Timeout | null = null;
  const look = (): void => {
    const now = monotonicMilliseconds();
    for (const [transaction, deadline] of underway) if (deadline <= now) transaction.expire();
    if (underway.size > 0) return;
    clearInterval(timer ?? undefined);
    timer = null;
  };
  return {
    add: (transaction: OpenTransaction, deadline: number): void => {
      underway.set(transaction, deadline);
      timer ??= setInterval(look, sweep).unref();
    },
    remove: (transaction: OpenTransaction): void => void underway.delete(transaction),
  };
}

/** Opens the database. No connection is made before the first transaction. */
export function openDatabase(options: DatabaseOptions): Database {
  const connections = createConnections(options.poolSize, options.url, {
    onnotice: () => {},
    connect_timeout: 10,
    // Whoever asks while the server is away is told so at once; waiting longer each time would outlast the request.
    backoff: false,
    connection: {
      application_name: "lianxin",
      // A login that is mightier than it must be steps down at once; a table is then refused outside a context.
      role: "lianxin_login",
      statement_timeout: options.statementTimeout,
      idle_in_transaction_session_timeout: 60_000,
      TimeZone: "UTC",
    },
  });
  const deadlines = createDeadlines();

  const run = async <Result>(on: Connection, start: Start, work: Work<Result>): Promise<Result> => {
    const transaction = beginTransaction(on, start);
    if (start.deadline !== null) deadlines.add(transaction, start.deadline);
    try {
      checkTime(start.deadline);
      const result = await work(transaction.tx);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollBack();
      throw transaction.failure() ?? error;
    } finally {
      deadlines.remove(transaction);
      connections.giveBack(on);
    }
  };

  const withConnection = async <Result>(start: Start, work: Work<Result>): Promise<Result> => {
    checkTime(start.deadline);
    const connection = await connections.take();
    return run(connection, start, work);
  };

  const identity = {};
  const asActor = (isSingle: boolean, deadline: number | null): Database["readAsActor"] => {
    return async (actor, work, settings) => {
      const { role } = scopeOf(actor.bureau);
      const context = actorContext(actor);
      const opening = settings === undefined ? context : `${context}; ${settings}`;
      return withConnection({ opening, role, identity, isSingle, deadline }, work);
    };
  };
  const asSystem = (deadline: number | null): Database["asSystem"] => {
    return (reason, work) => {
      if (reason.length === 0) throw new Error("a reason is needed");
      const opening = `SET LOCAL ROLE ${systemRole}`;
      return withConnection({ opening, role: systemRole, identity, isSingle: false, deadline }, work);
    };
  };
  const view = (deadline: number | null): Database => ({
    asActor: asActor(false, deadline),
    readAsActor: asActor(true, deadline),
    asSystem: asSystem(deadline),
    until: view,
    identity,
    load: () => ({ ...connections.load(), size: options.poolSize }),
    close: (seconds) => connections.close(seconds),
  });
  return view(null);
}

type Work<Result> = (tx: Transaction) => Promise<Result>;

/** How a transaction begins, and when it must be over. */
interface Start extends Beginning {
  deadline: number | null;
}

function checkTime(deadline: number | null): void {
  if (deadline !== null && monotonicMilliseconds() >= deadline) throw timedOut();
}
