import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { acceptComplaint } from "./commands/accept-complaint.js";
import { finishTesting } from "./commands/finish-testing.js";
import { receiveMaterials } from "./commands/receive-materials.js";
import { refuseComplaint } from "./commands/refuse-complaint.js";
import { requestMaterials } from "./commands/request-materials.js";
import { resumeMediation } from "./commands/resume-mediation.js";
import { settleComplaint } from "./commands/settle-complaint.js";
import { startCheck } from "./commands/start-check.js";
import { startMediation } from "./commands/start-mediation.js";
import { startTesting } from "./commands/start-testing.js";
import { suspendMediation } from "./commands/suspend-mediation.js";
import { terminateMediation } from "./commands/terminate-mediation.js";
import { turnIntoCase } from "./commands/turn-into-case.js";
import {
  AcceptComplaintInput,
  RefuseComplaintInput,
  SettleComplaintInput,
  TerminateMediationInput,
  TurnIntoCaseInput,
} from "./complaint.inputs.js";
import { ExplainedStepInput, TicketStepInput } from "./ticket.inputs.js";
import { TicketPayload, TurnIntoCasePayload } from "./ticket.type.js";
import { toPayload as answer, toTicket } from "./ticket.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The steps on a complaint at the bureau that handles it. */
@Resolver()
export class ComplaintResolver {
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
  @Mutation(() => TicketPayload, {
    description:
      "Accepts a complaint (受理; art. 15 of Order 121); where the input says so, signs for it and begins the check first.",
  })
  acceptComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => AcceptComplaintInput, input) step: AcceptComplaintInput,
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

  @Can("ticket.turnIntoCase")
  @Mutation(() => TurnIntoCasePayload, {
    description:
      "Opens a report on a breach of the law that was found in a complaint, once; both go on (诉转案; art. 27 of Order 121).",
  })
  async turnIntoCase(
    @Ctx() context: RequestContext,
    @Arg("input", () => TurnIntoCaseInput, input) step: TurnIntoCaseInput,
  ): Promise<TurnIntoCasePayload> {
    const [ticket, report] = await turnIntoCase(context, step);
    return { ticket: toTicket(context, ticket), report: toTicket(context, report) };
  }
}
