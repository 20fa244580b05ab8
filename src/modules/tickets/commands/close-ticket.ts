import { inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import type { SettlementInput } from "../complaint.inputs.js";
import { type Change, checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { CloseTicketInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";
import { planSettlement } from "./settle-complaint.js";
import { planMediation } from "./start-mediation.js";

/**
 * The handler closes a decided ticket (办结) with what is counted of it: recovered loss, fine and confiscation. Where he says
 * so he begins the mediation of a complaint and records its settlement first (一并调解成功), each as a step of its own in the
 * same transaction: all of them, or none.
 */
export function closeTicket(context: RequestContext, input: CloseTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const found = await findAndLock(tx, context, input.ticketId);
    const change = input.settlement == null ? found : await planDecision(found, input.version, input.settlement);
    const edge = decide(change, "CLOSE", input.version);
    checkOutcome(change, input);
    const { ticket } = change;
    const changes = {
      closedAt: change.at,
      recoveredLoss: input.recoveredLoss ?? ticket.recoveredLoss,
      fineAmount: input.fineAmount ?? ticket.fineAmount,
      confiscatedAmount: input.confiscatedAmount ?? ticket.confiscatedAmount,
    };
    const step: Step = {
      changes,
      detail: {
        recoveredLoss: changes.recoveredLoss?.toString() ?? null,
        fineAmount: changes.fineAmount?.toString() ?? null,
        confiscatedAmount: changes.confiscatedAmount?.toString() ?? null,
      },
      remark: checkRemark("remark", input.remark),
    };
    return takeStep(change, edge, step);
  });
}

function planDecision(found: Change, version: number, settlement: SettlementInput): Promise<Change> {
  const change = settlement.withMediation ? planMediation(found, version) : found;
  return planSettlement(change, version, settlement, "settlement.");
}

function checkOutcome({ ticket }: Change, input: CloseTicketInput): void {
  const validation = startValidation();
  if (ticket.caseNumber === null) {
    for (const field of ["fineAmount", "confiscatedAmount"] as const) {
      if (input[field] != null) {
        validation.add(field, {
          zh: "只有已立案的举报才有罚没金额。",
          en: "Only a report on which a case was filed has a fine or a confiscation.",
        });
      }
    }
  }
  if (input.recoveredLoss != null && ticket.kind === "COMPLAINT" && ticket.state === "REFUSED") {
    validation.add("recoveredLoss", {
      zh: "不予受理的投诉没有挽回损失。",
      en: "A refused complaint recovers no loss.",
    });
  }
  validation.finish();
}
