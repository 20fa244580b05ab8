import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput, invalidInputs } from "../../../platform/errors.js";
import { recordings } from "../../../platform/record.js";
import { amendedFields, edgeThrough, planAmendment, type TicketRow, takeStep } from "../../tickets/index.js";
import { findAndLockCorrection, recordedCorrection, requireOpen } from "../correction.change.js";
import { type CorrectableField, correctableFields } from "../correction.enums.js";
import type { MakeCorrectionInput } from "../correction.inputs.js";
import { type CorrectionRow, correctionUpdate } from "../correction.store.js";

/** A request after its answer, and its ticket. */
export interface Answered {
  correction: CorrectionRow;
  ticket: TicketRow;
}

/**
 * Corrects an entry as it was asked for (更正): an operator of the bureau that registered the ticket changes what the request
 * names and nothing else, wherever the ticket is; it goes on with the same clock.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION; INVALID_INPUT for a field that was not asked for
 */
export function makeCorrection(context: RequestContext, input: MakeCorrectionInput): Promise<Answered> {
  return inScope(context, async (tx) => {
    const found = await findAndLockCorrection(tx, context, input.correctionId);
    const { correction, ticket: change } = found;
    const { actor, at } = change;

    authorize(actor, "correction.make", actor.bureau);

    requireOpen(found, "bureau", input.version);
    const edge = edgeThrough(change, "CORRECT");
    checkAsked(correction, input);
    const { step, writings } = await planAmendment(change, input);

    const answer = { state: "MADE", answeredBy: actor.person?.id ?? null, answeredAt: at, answer: step.remark ?? null };
    const made = { ...correction, ...answer, version: correction.version + 1 };
    const ticket = await takeStep(change, edge, step, [
      ...writings,
      correctionUpdate(correction, answer),
      ...recordings(actor, [recordedCorrection(change, made, { action: "correction.make", event: "MADE" })]),
    ]);
    return { correction: made, ticket };
  });
}

function checkAsked({ fields }: CorrectionRow, input: MakeCorrectionInput): void {
  const given = amendedFields(input);
  if (given.length === 0) {
    throw invalidInput("correctionId", { zh: "须给出更正后的内容。", en: "Give what is corrected." });
  }
  const asked = fields.map((field): string => correctableFields[field as CorrectableField]);
  const [first, ...others] = given
    .filter((field) => !asked.includes(field))
    .map((field) => ({
      field,
      message: { zh: `未申请更正 ${field}。`, en: `A correction of ${field} was not asked for.` },
    }));
  if (first !== undefined) throw invalidInputs([first, ...others]);
}
