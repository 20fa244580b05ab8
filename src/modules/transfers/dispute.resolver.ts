import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { acceptDispute } from "./commands/accept-dispute.js";
import { contestDispute } from "./commands/contest-dispute.js";
import { designate } from "./commands/designate.js";
import { raiseDispute } from "./commands/raise-dispute.js";
import { referDispute } from "./commands/refer-dispute.js";
import { withdrawDispute } from "./commands/withdraw-dispute.js";
import { type DisputeView, DisputeViewEnum } from "./dispute.enums.js";
import {
  ContestDisputeInput,
  DesignateInput,
  DisputeFilter,
  DisputeStepInput,
  RaiseDisputeInput,
} from "./dispute.inputs.js";
import type { DisputeRow } from "./dispute.store.js";
import { Dispute, DisputeConnection, DisputePayload, toDispute } from "./dispute.type.js";
import { pageOfDisputes, readDispute } from "./dispute.view.js";

const input = { description: "What is to be done (操作参数)." };

async function answer(step: Promise<DisputeRow>): Promise<DisputePayload> {
  return Object.assign(new DisputePayload(), { dispute: toDispute(await step) });
}

/** The root fields of disputes over who is competent. */
@Resolver()
export class DisputeResolver {
  @Can("dispute.read")
  @Query(() => Dispute, {
    description: "A dispute by its identifier (管辖争议). One that you may not see is NOT_FOUND.",
  })
  dispute(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the dispute (管辖争议标识)." }) id: string,
  ): Promise<Dispute> {
    return readDispute(context, id);
  }

  @Can("dispute.read")
  @Weight(100)
  @Query(() => DisputeConnection, { description: "The disputes that you see, newest first (管辖争议列表)." })
  disputes(
    @Ctx() context: RequestContext,
    @Arg("view", () => DisputeViewEnum, { defaultValue: "IN_REGION", description: "Which part of them (视图)." })
    view: DisputeView,
    @Arg("filter", () => DisputeFilter, { nullable: true, description: "What the list is narrowed by (筛选)." })
    filter: DisputeFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Dispute>> {
    return pageOfDisputes(context, { view, filter: filter ?? null, first: first ?? null, after: after ?? null });
  }

  @Can("dispute.raise")
  @Mutation(() => DisputePayload, {
    description:
      "Says that another authority of the province is competent for a ticket that yours holds (提出管辖争议; art. 33 of Order 121). The ticket stays, and its limits run on.",
  })
  raiseDispute(
    @Ctx() context: RequestContext,
    @Arg("input", () => RaiseDisputeInput, input) step: RaiseDisputeInput,
  ): Promise<DisputePayload> {
    return answer(raiseDispute(context, step));
  }

  @Can("dispute.answer")
  @Mutation(() => DisputePayload, { description: "Takes the ticket over, as the bureau that was named (接受移交)." })
  acceptDispute(
    @Ctx() context: RequestContext,
    @Arg("input", () => DisputeStepInput, input) step: DisputeStepInput,
  ): Promise<DisputePayload> {
    return answer(acceptDispute(context, step));
  }

  @Can("dispute.answer")
  @Mutation(() => DisputePayload, { description: "Contests to be competent, as the bureau that was named (提出异议)." })
  contestDispute(
    @Ctx() context: RequestContext,
    @Arg("input", () => ContestDisputeInput, input) step: ContestDisputeInput,
  ): Promise<DisputePayload> {
    return answer(contestDispute(context, step));
  }

  @Can("dispute.refer")
  @Mutation(() => DisputePayload, {
    description: "Takes a dispute to the common superior at once (报请指定); after 7 working days it goes by itself.",
  })
  referDispute(
    @Ctx() context: RequestContext,
    @Arg("input", () => DisputeStepInput, input) step: DisputeStepInput,
  ): Promise<DisputePayload> {
    return answer(referDispute(context, step));
  }

  @Can("dispute.raise")
  @Mutation(() => DisputePayload, { description: "Takes back a dispute that your bureau raised (撤回争议)." })
  withdrawDispute(
    @Ctx() context: RequestContext,
    @Arg("input", () => DisputeStepInput, input) step: DisputeStepInput,
  ): Promise<DisputePayload> {
    return answer(withdrawDispute(context, step));
  }

  @Can("dispute.designate")
  @Mutation(() => DisputePayload, {
    description:
      "Designates who handles a ticket, as the lowest common superior (指定处理机关; art. 33 of Order 121): finally, and with reasons.",
  })
  designate(
    @Ctx() context: RequestContext,
    @Arg("input", () => DesignateInput, input) step: DesignateInput,
  ): Promise<DisputePayload> {
    return answer(designate(context, step));
  }
}
