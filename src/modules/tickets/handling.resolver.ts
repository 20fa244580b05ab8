import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { archiveTicket } from "./commands/archive-ticket.js";
import { closeTicket } from "./commands/close-ticket.js";
import { declineCase } from "./commands/decline-case.js";
import { fileCase } from "./commands/file-case.js";
import { giveFeedback } from "./commands/give-feedback.js";
import { markDuplicate } from "./commands/mark-duplicate.js";
import { referReport } from "./commands/refer-report.js";
import { revealContact } from "./commands/reveal-contact.js";
import { signTicket } from "./commands/sign-ticket.js";
import { startVerification } from "./commands/start-verification.js";
import { RevealContactPayload, RevealedContact } from "./contact.type.js";
import {
  CloseTicketInput,
  DeclineCaseInput,
  FileCaseInput,
  GiveFeedbackInput,
  MarkDuplicateInput,
  ReferReportInput,
  RevealContactInput,
  StartVerificationInput,
  TicketStepInput,
} from "./ticket.inputs.js";
import { ticketIdOf } from "./ticket.key.js";
import { TicketPayload } from "./ticket.type.js";
import { toPayload as answer } from "./ticket.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The steps on any ticket, and on a report, at the bureau that handles it. */
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

  @Can("ticket.verify")
  @Mutation(() => TicketPayload, {
    description: "Begins to verify a report (核查; art. 35 of Order 121); where the input says so, signs for it first.",
  })
  startVerification(
    @Ctx() context: RequestContext,
    @Arg("input", () => StartVerificationInput, input) step: StartVerificationInput,
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
  @Mutation(() => TicketPayload, {
    description: "Closes a decided ticket (办结); where the input says so, records the settlement first.",
  })
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
  @Weight(1000)
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
