import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { ApplicationError } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { write, writeAndEnd } from "../../../platform/writing.store.js";
import { requireEntry } from "../../dictionaries/index.js";
import { emergencyChange, momentOf, placeOfRegion } from "../emergency.change.js";
import { checkFirstDay, checkLastDay, dayAfterLater } from "../emergency.days.js";
import { emergencyEventTypes } from "../emergency.events.js";
import { forgetEmergenciesAfter } from "../emergency.memory.js";
import { announcementInsertion, type EmergencyRow, emergencyInsertion, lockOpenEmergency } from "../emergency.store.js";
import { type EmergencyLevel, emergencyLimits } from "../emergency.words.js";

/** What declareEmergency takes. */
export interface EmergencyDeclaration {
  level: EmergencyLevel;
  from?: string | null;
  to?: string | null;
  reason: string;
  topic?: string | null;
  isAllSeats?: boolean;
  isAroundTheClock?: boolean;
  isReportedDaily?: boolean;
}

/**
 * Declares an emergency for the region of the acting authority or centre (宣布进入应急状态), and announces it to every
 * authority beneath. There is one at a time in each region.
 *
 * @throws FORBIDDEN for departments and street offices, INVALID_INPUT for days, a reason or a topic that are not sound,
 *   CONFLICT where one is open in the region
 */
export function declareEmergency(context: RequestContext, input: EmergencyDeclaration): Promise<EmergencyRow> {
  const { actor, at, requestId, today } = momentOf(context);
  const { from, isAllSeats = true, isAroundTheClock = true, isReportedDaily = true, level, reason } = input;
  const [topic, lastDay, firstDay] = [input.topic ?? null, input.to ?? null, from ?? today];
  return inScope(context, async (tx) => {
    const place = placeOfRegion(actor);
    authorize(actor, "emergency.declare", place);
    checkDeclaration({ reason, firstDay, lastDay, today });
    if (topic !== null) await requireEntry(tx, actor, { dictionary: "TOPIC", code: topic, field: "topic", on: today });
    const open = await lockOpenEmergency(tx, place.bureau);
    if (open !== null) throw openAlready(open);

    const person = actor.person?.id ?? null;
    const row: EmergencyRow = {
      ...{ ...place, id: newId(at), declaringBureau: actor.bureau.bureau, level, firstDay, lastDay, reason, topic },
      ...{ isAllSeats, isAroundTheClock, declaredAt: at, declaredBy: person, announcement: 1 },
      ...{ endedAt: null, endedBy: null, endedOn: null, closingWords: null, version: 1 },
      nextReportOn: isReportedDaily ? dayAfterLater(firstDay, firstDay) : null,
    };
    const change = await emergencyChange(tx, row, {
      ...{ action: "emergency.declare", event: emergencyEventTypes.DECLARED, at, requestId },
    });
    forgetEmergenciesAfter(tx);
    // What was announced is seen by whoever sees the emergency, so that must stand there first.
    await write(tx, [emergencyInsertion(row)]);
    await writeAndEnd(tx, [announcementInsertion(row, at, person), ...recordings(actor, [change])]);
    return row;
  });
}

interface Declared {
  reason: string;
  firstDay: string;
  lastDay: string | null;
  today: string;
}

function checkDeclaration({ firstDay, lastDay, reason, today }: Declared): void {
  const validation = startValidation();
  validation.text("reason", reason, emergencyLimits.reason, 1);
  checkFirstDay(validation, firstDay, today);
  checkLastDay(validation, firstDay, lastDay, today);
  validation.finish();
}

function openAlready({ level, version }: EmergencyRow): ApplicationError {
  return new ApplicationError(
    "CONFLICT",
    {
      zh: `本地区已处于应急状态（${level}级）；请调整现有的应急状态，或先将其结束。`,
      en: `An emergency of level ${level} is open in this region already: change that one, or end it first.`,
    },
    { currentVersion: version },
  );
}
