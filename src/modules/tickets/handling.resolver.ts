import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { acceptComplaint } from "./commands/accept-complaint.js";
import { archiveTicket } from "./commands/archive-ticket.js";
import { closeTicket } from "./commands/close-ticket.js";
import { declineCase } from "./commands/decline-case.js";
import { fileCase } from "./commands/file-case.js";
import { finishTesting } from "./commands/finish-testing.js";
import { giveFeedback } from "./commands/give-feedback.js";
import { markDuplicate } from "./commands/mark-duplicate.js";
import { receiveMaterials } from "./commands/receive-materials.js";
import { referReport } from "./commands/refer-report.js";
import { refuseComplaint } from "./commands/refuse-complaint.js";
import { requestMaterials } from "./commands/request-materials.js";
import { resumeMediation } from "./commands/resume-mediation.js";
import { returnToCentre } from "./commands/return-to-centre.js";
import { revealContact } from "./commands/reveal-contact.js";
import { settleComplaint } from "./commands/settle-complaint.js";
import { signTicket } from "./commands/sign-ticket.js";
import { startCheck } from "./commands/start-check.js";
import { startMediation } from "./commands/start-mediation.js";
import { startTesting } from "./commands/start-testing.js";
import { startVerification } from "./commands/start-verification.js";
import { suspendMediation } from "./commands/suspend-mediation.js";
import { terminateMediation } from "./commands/terminate-mediation.js";
import { ticketIdOf } from "./ticket.change.js";
import {
  CloseTicketInput,
  DeclineCaseInput,
  ExplainedStepInput,
  FileCaseInput,
  GiveFeedbackInput,
  MarkDuplicateInput,
  ReferReportInput,
  RefuseComplaintInput,
  ReturnTicketInput,
  RevealContactInput,
  SettleComplaintInput,
  TerminateMediationInput,
  TicketStepInput,
} from "./ticket.inputs.js";
import { RevealContactPayload, RevealedContact, TicketPayload } from "./ticket.type.js";
import { toPayload as answer } from "./ticket.view.js";

const input = { description: "What is to be done." };

/** The steps of the bureau that handles a ticket. */
@Resolver()
export class HandlingResolver {
  @Can("ticket.sign")
  @Mutation(() => TicketPayload, { description: "Signs for a dispatched ticket and becomes its handler (签收)." })
  signTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, signTicket(context, step));
  }

  @Can("ticket.returnToCentre")
  @Mutation(() => TicketPayload, {
    description: "Returns a ticket to whoever dispatched it (退回; art. 41 of Order 121).",
  })
  returnTicketToCentre(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReturnTicketInput, input) step: ReturnTicketInput,
  ): Promise<TicketPayload> {
    return answer(context, returnToCentre(context, step));
  }

  @Can("ticket.check")
  @Mutation(() => TicketPayload, { description: "Begins to check a complaint (初查)." })
  startCheck(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, startCheck(context, step));
  }

  @Can("ticket.check")
  @Mutation(() => TicketPayload, { description: "Asks the complainant for materials (要求补充材料)." })
  requestMaterials(
    @Ctx() context: RequestContext,
    @Arg("input", () => ExplainedStepInput, input) step: ExplainedStepInput,
  ): Promise<TicketPayload> {
    return answer(context, requestMaterials(context, step));
  }

  @Can("ticket.check")
  @Mutation(() => TicketPayload, { description: "Notes that materials came (收到补充材料)." })
  receiveMaterials(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, receiveMaterials(context, step));
  }

  @Can("ticket.accept")
  @Mutation(() => TicketPayload, { description: "Accepts a complaint (受理; art. 15 of Order 121)." })
  acceptComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, acceptComplaint(context, step));
  }

  @Can("ticket.refuse")
  @Mutation(() => TicketPayload, {
    description:
      "Refuses a complaint on a ground of law, with reason and other routes (不予受理; art. 16 of Order 121).",
  })
  refuseComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => RefuseComplaintInput, input) step: RefuseComplaintInput,
  ): Promise<TicketPayload> {
    return answer(context, refuseComplaint(context, step));
  }

  @Can("ticket.mediate")
  @Mutation(() => TicketPayload, { description: "Begins to mediate (开始调解; art. 18 of Order 121)." })
  startMediation(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, startMediation(context, step));
  }

  @Can("ticket.mediate")
  @Mutation(() => TicketPayload, {
    description: "Suspends a mediation for a recusal (中止调解; art. 21 of Order 121).",
  })
  suspendMediation(
    @Ctx() context: RequestContext,
    @Arg("input", () => ExplainedStepInput, input) step: ExplainedStepInput,
  ): Promise<TicketPayload> {
    return answer(context, suspendMediation(context, step));
  }

  @Can("ticket.mediate")
  @Mutation(() => TicketPayload, { description: "Goes on with a suspended mediation (恢复调解)." })
  resumeMediation(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, resumeMediation(context, step));
  }

  @Can("ticket.mediate")
  @Mutation(() => TicketPayload, {
    description: "Sends goods to testing; that time does not count (送检; art. 22 of Order 121).",
  })
  startTesting(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, startTesting(context, step));
  }

  @Can("ticket.mediate")
  @Mutation(() => TicketPayload, { description: "Testing is over (检测完成)." })
  finishTesting(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, finishTesting(context, step));
  }

  @Can("ticket.settle")
  @Mutation(() => TicketPayload, { description: "Records that both sides agreed (调解成功; art. 24 of Order 121)." })
  settleComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => SettleComplaintInput, input) step: SettleComplaintInput,
  ): Promise<TicketPayload> {
    return answer(context, settleComplaint(context, step));
  }

  @Can("ticket.terminate")
  @Mutation(() => TicketPayload, {
    description: "Ends a mediation on a ground of law (终止调解; art. 23 of Order 121).",
  })
  terminateMediation(
    @Ctx() context: RequestContext,
    @Arg("input", () => TerminateMediationInput, input) step: TerminateMediationInput,
  ): Promise<TicketPayload> {
    return answer(context, terminateMediation(context, step));
  }

  @Can("ticket.verify")
  @Mutation(() => TicketPayload, { description: "Begins to verify a report (核查; art. 35 of Order 121)." })
  startVerification(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, startVerification(context, step));
  }

  @Can("ticket.decideCase")
  @Mutation(() => TicketPayload, { description: "Files a case on a report (立案)." })
  fileCase(
    @Ctx() context: RequestContext,
    @Arg("input", () => FileCaseInput, input) step: FileCaseInput,
  ): Promise<TicketPayload> {
    return answer(context, fileCase(context, step));
  }

  @Can("ticket.decideCase")
  @Mutation(() => TicketPayload, { description: "Files no case on a report (不予立案)." })
  declineCase(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeclineCaseInput, input) step: DeclineCaseInput,
  ): Promise<TicketPayload> {
    return answer(context, declineCase(context, step));
  }

  @Can("ticket.decideCase")
  @Mutation(() => TicketPayload, {
    description: "Finds that a report repeats an earlier one (重复举报; art. 35 of Order 121).",
  })
  markDuplicateReport(
    @Ctx() context: RequestContext,
    @Arg("input", () => MarkDuplicateInput, input) step: MarkDuplicateInput,
  ): Promise<TicketPayload> {
    return answer(context, markDuplicate(context, step));
  }

  @Can("ticket.decideCase")
  @Mutation(() => TicketPayload, { description: "Refers a report to another body (移送)." })
  referReport(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReferReportInput, input) step: ReferReportInput,
  ): Promise<TicketPayload> {
    return answer(context, referReport(context, step));
  }

  @Can("ticket.close")
  @Mutation(() => TicketPayload, { description: "Closes a decided ticket (办结)." })
  closeTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => CloseTicketInput, input) step: CloseTicketInput,
  ): Promise<TicketPayload> {
    return answer(context, closeTicket(context, step));
  }

  @Can("ticket.feedback")
  @Mutation(() => TicketPayload, { description: "Records that the citizen was told (反馈)." })
  giveFeedback(
    @Ctx() context: RequestContext,
    @Arg("input", () => GiveFeedbackInput, input) step: GiveFeedbackInput,
  ): Promise<TicketPayload> {
    return answer(context, giveFeedback(context, step));
  }

  @Can("ticket.archive")
  @Mutation(() => TicketPayload, { description: "Archives a closed ticket (归档)." })
  archiveTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, archiveTicket(context, step));
  }

  @Can("contact.reveal")
  @Mutation(() => RevealContactPayload, {
    description:
      "Reads the contact of a ticket in clear, for a purpose that is kept in the audit (查看联系方式; art. 37 of Order 121).",
  })
  async revealContact(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevealContactInput, input) reading: RevealContactInput,
  ): Promise<RevealContactPayload> {
    const { ticket, contact, facts, request } = await revealContact(context, reading);
    return Object.assign(new RevealContactPayload(), {
      ticketId: ticketIdOf(ticket),
      contact: Object.assign(new RevealedContact(), contact),
      facts,
      request,
    });
  }
}
