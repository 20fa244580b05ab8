import { authorize, may } from "../../access/index.js";
import { type Actor, type BilingualText, type Place, pathOf, regionOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, forbidden, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import type { Change, RecordedValue, Witness } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { findSubordinatePlaces } from "./acknowledgement.store.js";
import { type EmergencyRow, findEmergencies, lockEmergency } from "./emergency.store.js";
import { type EmergencyAction, type EmergencyState, emergencyActions } from "./emergency.words.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const emergencyType = "Emergency";

/** The global identifier of an emergency. */
export function emergencyIdOf({ id }: Pick<EmergencyRow, "id">): string {
  return toGlobalId(emergencyType, id);
}

/** The identifier in the parts of a global identifier; null where they are none. */
export function emergencyKeyOfParts([id = "", ...rest]: readonly string[]): string | null {
  return rest.length === 0 && isUuid(id) ? id : null;
}

/**
 * The identifier in a global identifier of an emergency.
 *
 * @throws NOT_FOUND, with the field of the input, where it names none
 */
export function emergencyKeyOf(globalId: string, field: string): string {
  const named = fromGlobalId(globalId);
  const key = named?.type === emergencyType ? emergencyKeyOfParts(named.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** The authority whose emergency it is. */
export function placeOfEmergency({ bureau, city, county, province }: EmergencyRow): Place {
  return { province, city, county, bureau };
}

/** The place of the authority for whose region somebody acts: a centre acts for its authority's. */
export function placeOfRegion({ bureau }: Actor): Place {
  const { city, county, province } = bureau;
  return { province, city, county, bureau: regionOf(bureau) };
}

/** How an emergency stands on a day in China. */
export function stateOf({ endedAt, firstDay }: EmergencyRow, today: string): EmergencyState {
  if (endedAt !== null) return "ENDED";
  return today < firstDay ? "ANNOUNCED" : "IN_FORCE";
}

/** Whether an emergency was declared by an authority above the actor's. */
export function isAbove({ bureau }: Actor, row: EmergencyRow): boolean {
  return row.bureau !== regionOf(bureau) && pathOf(bureau).includes(row.bureau);
}

const isOwn = ({ bureau }: Actor, row: EmergencyRow): boolean => row.bureau === regionOf(bureau);

/**
 * What an actor may do with an emergency as it stands.
 *
 * @param acknowledged the latest announcement that his authority took note of; 0 for none
 */
export function permittedEmergencyActions(actor: Actor, row: EmergencyRow, acknowledged: number): EmergencyAction[] {
  if (row.endedAt !== null) return [];
  const declares = isOwn(actor, row) && may(actor, "emergency.declare", placeOfEmergency(row));
  const acknowledges = isAbove(actor, row) && may(actor, "emergency.acknowledge", placeOfRegion(actor));
  const permitted: Readonly<Record<EmergencyAction, boolean>> = {
    CHANGE: declares,
    END: declares,
    ACKNOWLEDGE: acknowledges && acknowledged < row.announcement,
  };
  return emergencyActions.filter((action) => permitted[action]);
}

/** Which emergency a command is about, and which version of it the caller saw. */
export interface EmergencyReference {
  emergencyId: string;
  version: number;
}

const othersRegion: BilingualText = {
  zh: "只有宣布应急状态的地区的单位才能调整或结束它。",
  en: "An emergency is changed and ended by the authority of its own region, or its centre.",
};

const hasEnded: BilingualText = { zh: "该应急状态已经结束。", en: "That emergency has ended." };

/**
 * Finds the emergency of a command, asks the right of the actor over it, the version that he saw and whether it is open,
 * and locks it until the end of the transaction.
 *
 * @throws NOT_FOUND for one that is not visible, FORBIDDEN for that of another region, CONFLICT, ILLEGAL_TRANSITION for one
 *   that has ended, in this order
 */
export async function lockOwnEmergency(
  tx: Transaction,
  actor: Actor,
  { emergencyId, version }: EmergencyReference,
): Promise<EmergencyRow> {
  const id = emergencyKeyOf(emergencyId, "emergencyId");
  const scope = scopeOf(actor.bureau);
  // One of a bureau above is seen and cannot be locked: it is found first, so that the answer is FORBIDDEN.
  const [found] = await findEmergencies(tx, scope, [id]);
  if (found === undefined) throw notFound("emergencyId");
  authorize(actor, "emergency.declare", placeOfEmergency(found));
  if (!isOwn(actor, found)) throw forbidden(othersRegion);
  const row = await lockEmergency(tx, scope, id);
  if (row === null) throw notFound("emergencyId");
  if (row.version !== version) throw conflict(row.version);
  if (row.endedAt !== null) throw endedAlready();
  return row;
}

/** The error for a step upon an emergency that has ended. */
export function endedAlready() {
  return illegalTransition(hasEnded, []);
}

/** What the audit and the events say of an emergency: codes, days and numbers. */
export function codesOfEmergency(row: EmergencyRow): { [name: string]: RecordedValue } {
  const { announcement, bureau, firstDay, isAllSeats, isAroundTheClock, lastDay, level, topic } = row;
  return { bureau, level, firstDay, lastDay, topic, isAllSeats, isAroundTheClock, announcement };
}

/**
 * The change of an emergency for the audit and the log of events: told at the authority whose it is and to all beneath it.
 *
 * @param made the action, the type of the event and the instant
 */
export async function emergencyChange(
  tx: Transaction,
  row: EmergencyRow,
  made: { action: Change["action"]; event: string; at: Date; requestId: string },
): Promise<Change> {
  const { action, at, event, requestId } = made;
  const beneath = await findSubordinatePlaces(tx, row.bureau, chinaDay(at));
  return {
    ...{ action, at, requestId },
    subject: {
      ...{ type: emergencyType, id: emergencyIdOf(row), version: row.version, place: placeOfEmergency(row) },
      witnesses: beneath.map((place): Witness => ({ ...place, line: null })),
    },
    detail: codesOfEmergency(row),
    events: [{ type: event, payload: codesOfEmergency(row) }],
  };
}

/** Who acts in a request, when, and on which day in China. */
export function momentOf(context: RequestContext): { actor: Actor; at: Date; today: string; requestId: string } {
  const at = context.clock.now();
  return { actor: actorOf(context), at, today: chinaDay(at), requestId: context.requestId };
}
