import type { Place } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, forbidden, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import type { Change as RecordedChange } from "../../platform/record.js";
import { type Change, findAndLock, placeOfTicket, ticketIdOf } from "../tickets/index.js";
import { correctionEventTypes } from "./correction.events.js";
import { type CorrectionKey, type CorrectionRow, findCorrection, lockCorrection } from "./correction.store.js";
import { correctionType } from "./correction.type.js";

/** The key of a request from the parts of its global identifier; null where they are not such a key. */
export function correctionKeyOfParts([province = "", ticketId = "", id = "", ...rest]: readonly string[]) {
  return rest.length > 0 || province === "" || !isUuid(ticketId) || !isUuid(id) ? null : { province, ticketId, id };
}

/**
 * The key of a request out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function correctionKeyOf(globalId: string, field: string): CorrectionKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === correctionType ? correctionKeyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** The global identifier of a request. */
export function correctionIdOf({ id, province, ticketId }: CorrectionKey): string {
  return toGlobalId(correctionType, province, ticketId, id);
}

/** A request under way, and its ticket, which is locked before it. */
export interface CorrectionChange {
  correction: CorrectionRow;
  ticket: Change;
}

/**
 * Finds the request of a command with its ticket, and locks both.
 *
 * @throws NOT_FOUND for a request that does not exist or whose ticket is not visible
 */
export async function findAndLockCorrection(
  tx: Transaction,
  context: RequestContext,
  globalId: string,
): Promise<CorrectionChange> {
  const seen = await findCorrection(tx, correctionKeyOf(globalId, "correctionId"));
  if (seen === null) throw notFound("correctionId");
  const ticket = await findAndLock(tx, context, ticketIdOf({ province: seen.province, id: seen.ticketId }));
  const correction = await lockCorrection(tx, seen);
  if (correction === null) throw notFound("correctionId");
  return { correction, ticket };
}

/**
 * Checks that a request is the actor's to answer or withdraw, as he saw it, and open.
 *
 * @param side whether the bureau that corrects acts, or the one that asked
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function requireOpen({ correction, ticket }: CorrectionChange, side: "bureau" | "asker", version: number): void {
  if (correction[side] !== ticket.actor.bureau.bureau) {
    throw forbidden({
      zh: "更正由登记单位办理，申请由申请单位撤回。",
      en: "The bureau that registered the ticket corrects it, and the one that asked withdraws.",
    });
  }
  if (correction.version !== version) throw conflict(correction.version);
  if (correction.state !== "REQUESTED") {
    throw illegalTransition({ zh: "该更正申请已办理。", en: "The request was answered already." }, []);
  }
}

/** What is recorded of a change of a request: fields and bureaus, no words. */
export function recordedCorrection(
  { actor, at, context, ticket }: Change,
  row: CorrectionRow,
  { action, event }: { action: string; event: keyof typeof correctionEventTypes },
): RecordedChange {
  const codes = { ticket: ticketIdOf(ticket), fields: row.fields, bureau: row.bureau, asker: row.asker };
  const { bureau, city, county, province } = actor.bureau;
  const place: Place = { province, city, county, bureau };
  return {
    action,
    at,
    requestId: context.requestId,
    subject: {
      type: correctionType,
      id: correctionIdOf(row),
      version: row.version,
      place,
      // Both sides are told, whoever acts.
      witnesses: [
        { ...placeOfTicket(ticket), line: ticket.line },
        { ...placeOfIntake(ticket), line: null },
      ],
    },
    detail: codes,
    events: [{ type: correctionEventTypes[event], payload: codes }],
  };
}

const placeOfIntake = ({ intakeBureau, intakeCity, intakeCounty, province }: Change["ticket"]): Place => ({
  province,
  city: intakeCity,
  county: intakeCounty,
  bureau: intakeBureau,
});
