import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { TicketPayload, toPayload } from "../tickets/index.js";
import { approveElevation } from "./commands/approve-elevation.js";
import { refuseElevation } from "./commands/refuse-elevation.js";
import { requestElevation } from "./commands/request-elevation.js";
import { takeUpTicket } from "./commands/take-up-ticket.js";
import { withdrawElevation } from "./commands/withdraw-elevation.js";
import { type ElevationView, ElevationViewEnum } from "./elevation.enums.js";
import {
  ElevationFilter,
  ElevationStepInput,
  RefuseElevationInput,
  RequestElevationInput,
  TakeUpTicketInput,
} from "./elevation.inputs.js";
import type { ElevationRow } from "./elevation.store.js";
import { Elevation, ElevationConnection, ElevationPayload, toElevation } from "./elevation.type.js";
import { pageOfElevations, readElevation } from "./elevation.view.js";

const input = { description: "What is to be done (操作参数)." };

async function answer(step: Promise<ElevationRow>): Promise<ElevationPayload> {
  return Object.assign(new ElevationPayload(), { elevation: toElevation(await step) });
}

/** The root fields of taking up and handing up. */
@Resolver()
export class ElevationResolver {
  @Can("elevation.read")
  @Query(() => Elevation, {
    description: "A request to take a case up by its identifier (提级申请). One that you may not see is NOT_FOUND.",
  })
  elevation(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the request (提级申请标识)." }) id: string,
  ): Promise<Elevation> {
    return readElevation(context, id);
  }

  @Can("elevation.read")
  @Weight(100)
  @Query(() => ElevationConnection, {
    description: "The requests to take a case up that you see, newest first (提级申请列表).",
  })
  elevations(
    @Ctx() context: RequestContext,
    @Arg("view", () => ElevationViewEnum, { defaultValue: "IN_REGION", description: "Which part of them (视图)." })
    view: ElevationView,
    @Arg("filter", () => ElevationFilter, { nullable: true, description: "What the list is narrowed by (筛选)." })
    filter: ElevationFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Elevation>> {
    return pageOfElevations(context, { view, filter: filter ?? null, first: first ?? null, after: after ?? null });
  }

  @Can("ticket.takeUp")
  @Mutation(() => TicketPayload, {
    description:
      "Takes up a case that a bureau beneath yours handles (提级办理; art. 13 of Order 121). Its limits run on.",
  })
  takeUpTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => TakeUpTicketInput, input) step: TakeUpTicketInput,
  ): Promise<TicketPayload> {
    return toPayload(context, takeUpTicket(context, step));
  }

  @Can("elevation.ask")
  @Mutation(() => ElevationPayload, {
    description: "Asks an authority above yours to take a case up (报请提级; art. 13 of Order 121).",
  })
  requestElevation(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestElevationInput, input) step: RequestElevationInput,
  ): Promise<ElevationPayload> {
    return answer(requestElevation(context, step));
  }

  @Can("elevation.decide")
  @Mutation(() => ElevationPayload, { description: "Takes the case up, as the superior that was asked (同意提级)." })
  approveElevation(
    @Ctx() context: RequestContext,
    @Arg("input", () => ElevationStepInput, input) step: ElevationStepInput,
  ): Promise<ElevationPayload> {
    return answer(approveElevation(context, step));
  }

  @Can("elevation.decide")
  @Mutation(() => ElevationPayload, { description: "Does not take the case up, and says why (不予提级)." })
  refuseElevation(
    @Ctx() context: RequestContext,
    @Arg("input", () => RefuseElevationInput, input) step: RefuseElevationInput,
  ): Promise<ElevationPayload> {
    return answer(refuseElevation(context, step));
  }

  @Can("elevation.ask")
  @Mutation(() => ElevationPayload, { description: "Takes back a request of your bureau (撤回提级申请)." })
  withdrawElevation(
    @Ctx() context: RequestContext,
    @Arg("input", () => ElevationStepInput, input) step: ElevationStepInput,
  ): Promise<ElevationPayload> {
    return answer(withdrawElevation(context, step));
  }
}
