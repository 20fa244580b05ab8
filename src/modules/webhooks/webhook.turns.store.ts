import { and, eq, getTableColumns, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { webhooks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { WebhookKey } from "./webhook.names.js";
import type { WebhookRow } from "./webhook.store.js";

/** Which webhooks are looked for. */
export interface DueWanted {
  /** The instant by which their next try is due. */
  at: Date;
  /** The last position of the log. */
  latest: number;
  /** The province to which the run keeps; null for all. */
  province: string | null;
  limit: number;
}

const isPast = (column: typeof webhooks.nextTryAt | typeof webhooks.leasedUntil, at: Date): SQL | undefined =>
  or(isNull(column), lte(column, at));

const isDue = ({ at, latest }: Pick<DueWanted, "at" | "latest">): SQL | undefined =>
  and(
    sql`${webhooks.state} = 'ACTIVE'`,
    sql`${webhooks.position} < ${latest}`,
    isPast(webhooks.nextTryAt, at),
    or(isNull(webhooks.leasedBy), isPast(webhooks.leasedUntil, at)),
  );

/** Webhooks that have something before them and are in nobody's turn. Whoever waited longest for a turn comes first. */
export function findDue(tx: Transaction, wanted: DueWanted): Promise<WebhookRow[]> {
  const { limit, province } = wanted;
  return tx
    .select()
    .from(webhooks)
    .where(and(isDue(wanted), province === null ? undefined : eq(webhooks.province, province)))
    .orderBy(sql`${webhooks.leasedUntil} NULLS FIRST`)
    .limit(limit);
}

/**
 * Locks those of some webhooks that are due still, and answers them as they are now; those that somebody else has locked
 * are left out.
 */
export async function claimDue(
  tx: Transaction,
  keys: readonly WebhookKey[],
  wanted: Pick<DueWanted, "at" | "latest">,
): Promise<WebhookRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select()
    .from(webhooks)
    .where(and(among(keys), isDue(wanted)))
    .for("no key update", { skipLocked: true });
}

const among = (keys: readonly WebhookKey[]): SQL | undefined =>
  and(
    inArray(webhooks.province, [...new Set(keys.map(({ province }) => province))]),
    inArray(
      webhooks.id,
      keys.map(({ id }) => id),
    ),
  );

/** A webhook that is given to a turn, and the identifier of the turn. */
export interface TurnBegun extends WebhookKey {
  lease: string;
}

/** Gives webhooks that were claimed each to a turn of its own, until it is given up for dead. */
export async function beginTurns(tx: Transaction, turns: readonly TurnBegun[], until: Date): Promise<void> {
  if (turns.length === 0) return;
  await tx
    .update(webhooks)
    .set({ leasedBy: sql`turn.lease`, leasedUntil: until })
    .from(sql`jsonb_to_recordset(${JSON.stringify(turns)}::text::jsonb) AS turn (province text, id uuid, lease uuid)`)
    .where(sql`${webhooks.province} = turn.province AND ${webhooks.id} = turn.id`);
}

/** Moves webhooks that were claimed over events that are none for them. */
export async function passOver(
  tx: Transaction,
  keys: readonly WebhookKey[],
  position: number,
  at: Date,
): Promise<void> {
  if (keys.length === 0) return;
  await tx.update(webhooks).set({ position, leasedBy: null, leasedUntil: at }).where(among(keys));
}

/** How a webhook stands after a step of a turn. */
export interface TurnStep {
  province: string;
  id: string;
  /** The turn, and the version that it began with: where either is another one by now, nothing is taken. */
  lease: string;
  version: number;
  position: number;
  attempts: number;
  failingSince: Date | null;
  nextTryAt: Date | null;
  pauseReason: string | null;
  at: Date;
  /** What became of a try, and how long it took; null where nothing was tried. */
  outcome: string | null;
  milliseconds: number | null;
  /** Until when the turn goes on; null where it ends with this step. */
  leasedUntil: Date | null;
}

/**
 * Takes down steps of turns, in one statement: how far each webhook has come, when it is tried next, and whether it is
 * paused. Answers the rows as they are then; one whose turn is over, or that somebody changed meanwhile, is missing.
 */
export async function takeSteps(tx: Transaction, steps: readonly TurnStep[]): Promise<WebhookRow[]> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(steps)}::text::jsonb) AS step (province text, id uuid, lease uuid,
    version int, position bigint, attempts int, "failingSince" timestamptz, "nextTryAt" timestamptz, "pauseReason" text,
    at timestamptz, outcome text, milliseconds int, "leasedUntil" timestamptz)`;
  const isPaused = sql`step."pauseReason" IS NOT NULL`;
  return tx
    .update(webhooks)
    .set({
      position: sql`step.position`,
      attempts: sql`step.attempts`,
      failingSince: sql`step."failingSince"`,
      nextTryAt: sql`step."nextTryAt"`,
      state: sql`CASE WHEN ${isPaused} THEN 'PAUSED' ELSE 'ACTIVE' END`,
      pauseReason: sql`step."pauseReason"`,
      pausedAt: sql`CASE WHEN ${isPaused} THEN step.at END`,
      version: sql`${webhooks.version} + CASE WHEN ${isPaused} THEN 1 ELSE 0 END`,
      lastTryAt: sql`CASE WHEN step.outcome IS NULL THEN ${webhooks.lastTryAt} ELSE step.at END`,
      lastOutcome: sql`coalesce(step.outcome, ${webhooks.lastOutcome})`,
      lastMilliseconds: sql`coalesce(step.milliseconds, ${webhooks.lastMilliseconds})`,
      lastSuccessAt: sql`CASE WHEN step.outcome = 'DELIVERED' THEN step.at ELSE ${webhooks.lastSuccessAt} END`,
      leasedBy: sql`CASE WHEN step."leasedUntil" IS NULL THEN NULL ELSE ${webhooks.leasedBy} END`,
      leasedUntil: sql`coalesce(step."leasedUntil", step.at)`,
    })
    .from(given)
    .where(
      and(
        sql`${webhooks.province} = step.province AND ${webhooks.id} = step.id AND ${webhooks.leasedBy} = step.lease`,
        sql`${webhooks.version} = step.version AND ${webhooks.state} = 'ACTIVE'`,
      ),
    )
    .returning(getTableColumns(webhooks));
}

/** Ends turns whose steps are not taken any more, so that the webhooks need not wait until they are given up for dead. */
export async function endTurns(tx: Transaction, leases: readonly string[], at: Date): Promise<void> {
  if (leases.length === 0) return;
  await tx
    .update(webhooks)
    .set({ leasedBy: null, leasedUntil: at })
    .where(inArray(webhooks.leasedBy, [...leases]));
}
