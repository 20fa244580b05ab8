import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import {
  type EmergencyReference,
  type EmergencyRow,
  emergencyLimits,
  lockOwnEmergency,
} from "../../emergencies/index.js";
import { writeEnding } from "../emergency.ending.js";
import { endOf, summaryRequest } from "../emergency.period.js";
import { draftReport } from "./prepare-report.js";

/** What endEmergency takes. */
export interface EmergencyEnding extends EmergencyReference {
  closingWords: string;
}

/**
 * Ends the open emergency of the acting region (结束应急状态), and keeps, in the same transaction, the report that sums it up
 * as a draft of the acting bureau: of its topic where it has one, from its first day to this.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for one that has ended; INVALID_INPUT for words that are not sound
 */
export async function endEmergency(context: RequestContext, input: EmergencyEnding): Promise<EmergencyRow> {
  const { closingWords } = input;
  const actor = actorOf(context);
  const found = await inScope(context, (tx) => lockOwnEmergency(tx, actor, input));
  authorize(actor, "report.prepare", actor.bureau);
  const validation = startValidation();
  validation.text("closingWords", closingWords, emergencyLimits.closingWords, 1);
  validation.finish();

  // The numbers are read first: it takes a while, and nobody else should wait for it.
  const endedOn = endOf(found, chinaDay(context.clock.now()));
  const request = summaryRequest(found, endedOn);
  const summary = request === null ? null : await draftReport(context, request, found.id);

  return inScope(context, async (tx) => {
    const before = await lockOwnEmergency(tx, actor, input);
    return writeEnding(tx, context, before, { action: "emergency.declare", endedOn, closingWords, summary });
  });
}
