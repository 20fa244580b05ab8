import type { ActingBureau } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import { newId } from "../../../platform/ids.js";
import type { LoggedEvent } from "../../../platform/live-source.js";
import { scopeOf } from "../../../platform/scope.js";
import type { Seal } from "../../../platform/seal.js";
import { eventKeys, logBounds, readLog, sightKeys } from "../../events/index.js";
import { actingBureauOf, findBureaus } from "../../jurisdictions/index.js";
import { mayConcern } from "../webhook.filter.js";
import { openSecrets } from "../webhook.secrets.js";
import { isToldTo } from "../webhook.sight.js";
import { findSealedSecrets, type WebhookRow } from "../webhook.store.js";
import { beginTurns, claimDue, findDue, passOver } from "../webhook.turns.store.js";
import { leaseMilliseconds, slowMilliseconds, type Turn } from "./turn.js";

/** What a round is given. */
export interface RoundWanted {
  at: Date;
  province: string | null;
  /** How many turns may begin, and how many of them may be those of receivers that fail or are slow. */
  free: { all: number; troubled: number };
  seal: Seal;
}

/** How many webhooks a round looks at. */
const mostLookedAt = 2000;

/** How many of the last events are looked through at once for all webhooks that have come so far. */
const mostAhead = 500;

// A webhook for which there was nothing is moved on when so much has passed, not at each event of the nation.
const idlePositions = 100;
const idleMilliseconds = 60_000;

/**
 * Finds whose turn it is, in one transaction of the platform: webhooks that have an event before them which is theirs, and
 * whose next try is due. The last events are read once for all of them; what concerns none costs no turn.
 */
export async function beginRound(tx: Transaction, wanted: RoundWanted): Promise<Turn[]> {
  const { at, free, province } = wanted;
  const { latest } = await logBounds(tx);
  const due = await findDue(tx, { at, latest, province, limit: mostLookedAt });
  if (due.length === 0) return [];
  const rows = await findBureaus(tx, [...new Set(due.map(({ bureau }) => bureau))]);
  const bureaus = new Map(rows.map((row) => [row.code, actingBureauOf(row)]));
  const ahead = await lookAhead(tx, due, latest);
  const busy = due.filter((row) => isConcerned(row, bureaus.get(row.bureau), ahead));
  const isBusy = new Set(busy);
  // Where there are more than a round looks at, those that are moved on make way for the rest.
  const isFull = due.length === mostLookedAt;
  const idle = due.filter((row) => !isBusy.has(row) && (isFull || mayPassOver(row, latest, at)));
  await passOver(tx, unchanged(await claimDue(tx, idle, { at, latest }), idle), latest, at);
  const chosen = await claimDue(tx, chosenOf(busy, free), { at, latest });
  return beginTurnsOf(tx, chosen, bureaus, wanted);
}

// Whoever changed a filter or went back meanwhile may have something before it now.
function unchanged(rows: readonly WebhookRow[], before: readonly WebhookRow[]): WebhookRow[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return rows.filter(({ id, position, version }) => {
    const row = known.get(id);
    return row?.version === version && row.position === position;
  });
}

/** The last events of the log by the keys of those who see them. */
interface Ahead {
  /** The position after which they are all there. */
  after: number;
  byKey: ReadonlyMap<string, readonly LoggedEvent[]>;
}

async function lookAhead(tx: Transaction, due: readonly WebhookRow[], latest: number): Promise<Ahead> {
  const after = Math.max(latest - mostAhead, Math.min(...due.map(({ position }) => position)));
  const byKey = new Map<string, LoggedEvent[]>();
  for (const event of await readLog(tx, { after, until: latest, limit: mostAhead })) {
    for (const key of eventKeys(event)) {
      const events = byKey.get(key) ?? [];
      byKey.set(key, events);
      events.push(event);
    }
  }
  return { after, byKey };
}

/** Whether an event before a webhook is for it; where that is not known, its turn finds out. */
function isConcerned(row: WebhookRow, bureau: ActingBureau | undefined, { after, byKey }: Ahead): boolean {
  if (bureau === undefined) return false;
  if (row.attempts > 0 || row.position < after) return true;
  return sightKeys(scopeOf(bureau)).some((key) =>
    byKey.get(key)?.some((event) => event.position > row.position && isToldTo(bureau, event) && mayConcern(row, event)),
  );
}

function mayPassOver({ leasedUntil, position }: WebhookRow, latest: number, at: Date): boolean {
  const lookedAt = leasedUntil?.getTime() ?? 0;
  return latest - position >= idlePositions || at.getTime() - lookedAt >= idleMilliseconds;
}

/**
 * Whose turn it is of those who have something before them. Receivers that fail or are slow have a part of the turns, and
 * never all: they keep a turn for as long as a try may take, and the others would wait for them.
 */
function chosenOf(busy: readonly WebhookRow[], { all, troubled }: RoundWanted["free"]): WebhookRow[] {
  const slow = busy.filter(isTroubled).slice(0, troubled);
  const sound = busy.filter((row) => !isTroubled(row));
  return [...sound, ...slow].slice(0, all);
}

/** Whether the receiver of a webhook failed at the last try, or was slow. */
export function isTroubled({ attempts, lastMilliseconds }: WebhookRow): boolean {
  return attempts > 0 || (lastMilliseconds ?? 0) > slowMilliseconds;
}

async function beginTurnsOf(
  tx: Transaction,
  chosen: readonly WebhookRow[],
  bureaus: ReadonlyMap<string, ActingBureau>,
  { at, seal }: RoundWanted,
): Promise<Turn[]> {
  if (chosen.length === 0) return [];
  const sealed = await findSealedSecrets(
    tx,
    chosen.map(({ id }) => id),
    at,
  );
  const secrets = openSecrets(seal, sealed);
  const turns = chosen.flatMap((row): Turn[] => {
    const bureau = bureaus.get(row.bureau);
    return bureau === undefined ? [] : [{ row, lease: newId(at), bureau, secrets: secrets.get(row.id) ?? [] }];
  });
  const begun = turns.map(({ lease, row: { id, province } }) => ({ province, id, lease }));
  await beginTurns(tx, begun, new Date(at.getTime() + leaseMilliseconds));
  return turns;
}
