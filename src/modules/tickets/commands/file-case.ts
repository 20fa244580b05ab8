import { inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { type Change, checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import { maskText, noContact, openContact } from "../ticket.contact.js";
import type { FileCaseInput } from "../ticket.inputs.js";
import { findParts } from "../ticket.parts.store.js";
import { takeStep } from "../ticket.steps.js";
import { keyText, type TicketRow } from "../ticket.store.js";

/** The handler records that a case was filed on a report (立案; art. 35 of Order 121, art. 31 of Order 20). */
export function fileCase(context: RequestContext, input: FileCaseInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "FILE_CASE", input.version);
    await checkCaseNumber(change, input.caseNumber);
    const step: Step = {
      changes: { caseNumber: input.caseNumber, decidedAt: change.at },
      detail: { caseNumber: input.caseNumber },
      remark: checkRemark("remark", input.remark),
    };
    return takeStep(change, edge, step);
  });
}

// The number stands in lists and in the audit as it is, so it may not name the reporter (art. 37 of Order 121).
async function checkCaseNumber({ tx, context, ticket }: Change, caseNumber: string): Promise<void> {
  const validation = startValidation();
  validation.text("caseNumber", caseNumber, 100, 1);
  const sealed = (await findParts(tx, [ticket])).get(keyText(ticket))?.contact ?? null;
  const contact = sealed === null ? noContact : openContact(context.seal, sealed, ticket.province, ticket.id);
  if (maskText(caseNumber, contact) !== caseNumber) {
    validation.add("caseNumber", {
      zh: "案号中不得含有举报人信息或电话、证件号码。",
      en: "A case number holds nothing of the reporter, and no telephone or document number.",
    });
  }
  validation.finish();
}
