import { type Place, regionOf } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type RecordedValue, record } from "../../platform/record.js";
import type { Validation } from "../../platform/validation.js";
import { actingBureauOf, findBureau, isValidOn, placeOf } from "../jurisdictions/index.js";
import { type BureauLimitRow, findBureauLimits } from "./bureau-limits.store.js";
import { deadlineEventTypes } from "./deadlines.events.js";
import { bureauLimitType } from "./limits.type.js";

/**
 * Finds the bureau that a limit or a warning is for. A centre acts for the region of its authority, so what is meant for it
 * is its authority's: it must hold wherever the centre sends a ticket.
 *
 * @throws NOT_FOUND for a bureau that is not there today
 */
export async function findOwner(tx: Transaction, code: string, today: string): Promise<Place> {
  const bureau = await findBureau(tx, code);
  if (bureau === null || !isValidOn(bureau, today)) throw notFound("bureau");
  const place = placeOf(bureau);
  return bureau.kind === "CENTRE" ? { ...place, bureau: regionOf(actingBureauOf(bureau)) } : place;
}

/** The id of a limit in its global identifier; null where it names something else. */
function bureauLimitIdOf(globalId: string): string | null {
  const key = fromGlobalId(globalId);
  const [id, ...rest] = key?.parts ?? [];
  return key?.type === bureauLimitType && id !== undefined && rest.length === 0 && isUuid(id) ? id : null;
}

/**
 * Finds the limit of a command.
 *
 * @throws NOT_FOUND for an identifier of no limit, or of one that is not visible
 */
export async function findBureauLimitOf(tx: Transaction, globalId: string): Promise<BureauLimitRow> {
  const id = bureauLimitIdOf(globalId);
  const [row] = id === null ? [] : await findBureauLimits(tx, [id]);
  if (row === undefined) throw notFound("id");
  return row;
}

/** The place of a limit. */
export function placeOfLimit({ province, city, county, bureau }: BureauLimitRow): Place {
  return { province, city, county, bureau };
}

/** Notes a day in the past: what was in force then is history. */
export function checkNotPast(validation: Validation, field: string, day: string, today: string): void {
  if (day >= today) return;
  validation.add(field, {
    zh: `${field} 不能早于今天（${today}）。`,
    en: `${field} cannot be before today (${today}).`,
  });
}

/**
 * Records a change of a limit in the audit and tells it in the outbox.
 *
 * @param detail what the audit keeps besides the limit: days and identifiers, no words
 */
export async function recordLimitChange(
  tx: Transaction,
  context: RequestContext,
  at: Date,
  row: BureauLimitRow,
  change: "SET" | "ENDED",
  detail: { [name: string]: RecordedValue },
): Promise<void> {
  const { limit, ticketKind, bureau, days, unit, version } = row;
  await record(tx, actorOf(context), {
    action: "deadline.manage",
    at,
    requestId: context.requestId,
    subject: { type: bureauLimitType, id: toGlobalId(bureauLimitType, row.id), version, place: placeOfLimit(row) },
    detail: { change, limit, ticketKind, bureau, days, unit, ...detail },
    events: [{ type: deadlineEventTypes[change], payload: { limit, ticketKind, bureau } }],
  });
}
