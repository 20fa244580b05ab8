import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { AmendTicketInput } from "./amendment.inputs.js";
import { amendTicket } from "./commands/amend-ticket.js";
import { answerConsultation } from "./commands/answer-consultation.js";
import { dispatchTicket } from "./commands/dispatch-ticket.js";
import { escalateConsultation } from "./commands/escalate-consultation.js";
import { reclassifyTicket } from "./commands/reclassify-ticket.js";
import { registerTicket } from "./commands/register-ticket.js";
import { returnToOperator } from "./commands/return-to-operator.js";
import { setTracing } from "./commands/set-tracing.js";
import { splitTicket } from "./commands/split-ticket.js";
import { submitTicket } from "./commands/submit-ticket.js";
import { RegisterTicketInput, SplitTicketInput } from "./registration.inputs.js";
import {
  AnswerConsultationInput,
  DispatchTicketInput,
  ReclassifyTicketInput,
  ReturnTicketInput,
  SetTracingInput,
} from "./review.inputs.js";
import { TicketStepInput } from "./ticket.inputs.js";
import { RegisterTicketPayload, SplitTicketPayload, TicketPayload } from "./ticket.type.js";
import { toPayload as answer, toTicket } from "./ticket.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The steps of a centre: intake, review and dispatch. */
@Resolver()
export class IntakeResolver {
  @Can("ticket.register")
  @Mutation(() => RegisterTicketPayload, {
    description:
      "Registers a consultation, complaint or report, or both parts of mixed material (登记; art. 9 and 10 of Order 121).",
  })
  async registerTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => RegisterTicketInput, input) registration: RegisterTicketInput,
  ): Promise<RegisterTicketPayload> {
    const { findings: found, isRepeated, tickets } = await registerTicket(context, registration);
    const [ticket, linkedTicket = null] = tickets.map((row) => toTicket(context, row));
    return Object.assign(new RegisterTicketPayload(), { ticket, linkedTicket, isRepeated, found });
  }

  @Can("ticket.amend")
  @Mutation(() => TicketPayload, { description: "Completes an entry (补录)." })
  amendTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => AmendTicketInput, input) step: AmendTicketInput,
  ): Promise<TicketPayload> {
    return answer(context, amendTicket(context, step));
  }

  @Can("ticket.split")
  @Mutation(() => SplitTicketPayload, {
    description: "Splits mixed material into two linked tickets (拆分; art. 9 of Order 121).",
  })
  async splitTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => SplitTicketInput, input) step: SplitTicketInput,
  ): Promise<SplitTicketPayload> {
    const [ticket, linkedTicket] = (await splitTicket(context, step)).map((row) => toTicket(context, row));
    return Object.assign(new SplitTicketPayload(), { ticket, linkedTicket });
  }

  @Can("ticket.submit")
  @Mutation(() => TicketPayload, { description: "Passes an entry on to review (提交审核)." })
  submitTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, submitTicket(context, step));
  }

  @Can("ticket.answer")
  @Mutation(() => TicketPayload, { description: "Answers a consultation, which closes it at once (即时解答)." })
  answerConsultation(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnswerConsultationInput, input) step: AnswerConsultationInput,
  ): Promise<TicketPayload> {
    return answer(context, answerConsultation(context, step));
  }

  @Can("ticket.escalate")
  @Mutation(() => TicketPayload, {
    description: "Passes on a consultation that cannot be answered at the desk (转办咨询).",
  })
  escalateConsultation(
    @Ctx() context: RequestContext,
    @Arg("input", () => TicketStepInput, input) step: TicketStepInput,
  ): Promise<TicketPayload> {
    return answer(context, escalateConsultation(context, step));
  }

  @Can("ticket.returnToOperator")
  @Mutation(() => TicketPayload, { description: "Sends an entry back to be completed (退回补录)." })
  returnTicketToOperator(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReturnTicketInput, input) step: ReturnTicketInput,
  ): Promise<TicketPayload> {
    return answer(context, returnToOperator(context, step));
  }

  @Can("ticket.reclassify")
  @Mutation(() => TicketPayload, { description: "Corrects class, goods and topics in review (更正分类)." })
  reclassifyTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReclassifyTicketInput, input) step: ReclassifyTicketInput,
  ): Promise<TicketPayload> {
    return answer(context, reclassifyTicket(context, step));
  }

  @Can("ticket.trace")
  @Mutation(() => TicketPayload, {
    description: "Puts a ticket on the list for joint tracing, or takes it off (协查名单).",
  })
  setTicketTracing(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetTracingInput, input) step: SetTracingInput,
  ): Promise<TicketPayload> {
    return answer(context, setTracing(context, step));
  }

  @Can("ticket.dispatch")
  @Mutation(() => TicketPayload, {
    description: "Dispatches a ticket to a bureau beneath or a unit of the same level (分派; art. 41 of Order 121).",
  })
  dispatchTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => DispatchTicketInput, input) step: DispatchTicketInput,
  ): Promise<TicketPayload> {
    return answer(context, dispatchTicket(context, step));
  }
}
