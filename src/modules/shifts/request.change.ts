import { holds, may } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { conflict, illegalTransition, invalidInput, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { recordings } from "../../platform/record.js";
import { startValidation } from "../../platform/validation.js";
import type { Writing } from "../../platform/writing.store.js";
import { limits } from "./shift.words.js";

/** What a swap and leave have in common. */
interface Request {
  province: string;
  city: string | null;
  county: string | null;
  bureau: string;
  id: string;
  state: string;
  version: number;
}

/** The key of a swap or leave. */
export interface RequestKey {
  province: string;
  id: string;
}

/** The key out of the parts of a global identifier; null where they are none. */
export function requestKeyOfParts([province = "", id = "", ...rest]: readonly string[]): RequestKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/**
 * The key out of a global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function requestKeyOf(type: string, globalId: string, field: string): RequestKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === type ? requestKeyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** Where a request stands: at the bureau whose roster it is about. */
export function placeOfRequest({ bureau, city, county, province }: Request): Place {
  return { province, city, county, bureau };
}

/**
 * Whether somebody sees a request: whom it is of or to, and whoever leads the shifts of the bureau. Nobody else, not even
 * others of the bureau.
 */
export function seesRequest(actor: Actor, row: Request, persons: readonly string[]): boolean {
  if (may(actor, "shift.manage", placeOfRequest(row))) return true;
  const person = actor.person?.id ?? null;
  return holds(actor, "shift.ask") && actor.bureau.bureau === row.bureau && person !== null && persons.includes(person);
}

/**
 * Checks a remark.
 *
 * @throws INVALID_INPUT
 */
export function checkRemark(remark: string | null | undefined): string | null {
  const validation = startValidation();
  if (remark != null) validation.text("remark", remark, limits.remark, 1);
  validation.finish();
  return remark?.trim() ?? null;
}

/**
 * Checks the reason of a decision.
 *
 * @throws INVALID_INPUT for one that is too short or too long, and for a refusal without one
 */
export function checkDecision(isApproved: boolean, reason: string | null | undefined): string | null {
  const validation = startValidation();
  if (reason != null) validation.text("reason", reason, limits.remark, 2);
  validation.finish();
  if (!isApproved && reason == null) {
    throw invalidInput("reason", { zh: "不批准须说明原因。", en: "Say why it is refused." });
  }
  return reason?.trim() ?? null;
}

/**
 * Checks the version and the state of a request.
 *
 * @throws CONFLICT, ILLEGAL_TRANSITION
 */
export function requireState(row: Request, version: number, states: readonly string[]): void {
  if (row.version !== version) throw conflict(row.version);
  if (states.includes(row.state)) return;
  throw illegalTransition(
    { zh: `当前状态为 ${row.state}，不能进行此操作。`, en: `It is ${row.state}, and this step is not open any more.` },
    [],
  );
}

/**
 * What is recorded of a step of a swap or leave.
 *
 * SECURITY: neither who it is, nor the kind of leave, nor what was said: the row says so, to those who may see it.
 */
export function requestRecordings(
  { actor, at, context }: { actor: Actor; at: Date; context: RequestContext },
  { action, event, type }: { action: "shift.ask" | "shift.manage"; event: string; type: string },
  row: Request,
): readonly (Writing | null)[] {
  const subject = {
    type,
    id: toGlobalId(type, row.province, row.id),
    version: row.version,
    place: placeOfRequest(row),
  };
  const payload = { state: row.state };
  return recordings(actor, [
    { action, at, requestId: context.requestId, subject, detail: payload, events: [{ type: event, payload }] },
  ]);
}
