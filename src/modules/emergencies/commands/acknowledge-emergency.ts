import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, forbidden, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { scopeOf } from "../../../platform/scope.js";
import { findAcknowledgementsOf, saveAcknowledgement } from "../acknowledgement.store.js";
import {
  codesOfEmergency,
  type EmergencyReference,
  emergencyIdOf,
  emergencyKeyOf,
  emergencyType,
  endedAlready,
  isAbove,
  momentOf,
  placeOfRegion,
} from "../emergency.change.js";
import { emergencyEventTypes } from "../emergency.events.js";
import { type EmergencyRow, findEmergencies } from "../emergency.store.js";

const notFromAbove: BilingualText = {
  zh: "只需确认上级宣布的应急状态。",
  en: "Only an emergency of an authority above yours is acknowledged.",
};

/**
 * Takes note, for the region of the acting authority or centre, of what a superior announced of an emergency (确认应急状态).
 * Doing it again changes nothing.
 *
 * @throws NOT_FOUND for one that is not visible, FORBIDDEN for one of the own region or beneath, CONFLICT where more was
 *   announced than the caller saw, ILLEGAL_TRANSITION for one that has ended
 */
export function acknowledgeEmergency(context: RequestContext, input: EmergencyReference): Promise<EmergencyRow> {
  const { actor, at, requestId } = momentOf(context);
  const id = emergencyKeyOf(input.emergencyId, "emergencyId");
  return inScope(context, async (tx) => {
    const [row] = await findEmergencies(tx, scopeOf(actor.bureau), [id]);
    if (row === undefined) throw notFound("emergencyId");
    const place = placeOfRegion(actor);
    authorize(actor, "emergency.acknowledge", place);
    if (!isAbove(actor, row)) throw forbidden(notFromAbove);
    if (row.version !== input.version) throw conflict(row.version);
    if (row.endedAt !== null) throw endedAlready();

    const [known] = await findAcknowledgementsOf(tx, place.bureau, [id]);
    if (known !== undefined && known.announcement >= row.announcement) return row;
    const acknowledgedBy = actor.person?.id ?? null;
    const { announcement } = row;
    await saveAcknowledgement(tx, { ...place, emergency: id, announcement, acknowledgedAt: at, acknowledgedBy });
    const { level, topic } = codesOfEmergency(row);
    const codes = { emergency: row.bureau, level: level ?? null, topic: topic ?? null, announcement };
    await record(tx, actor, {
      ...{ action: "emergency.acknowledge", at, requestId, detail: codes },
      // The superior sees it by the place of the one that took note.
      subject: { type: emergencyType, id: emergencyIdOf(row), version: row.version, place },
      events: [{ type: emergencyEventTypes.ACKNOWLEDGED, payload: codes }],
    });
    return row;
  });
}
