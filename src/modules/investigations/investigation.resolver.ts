import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { addInvestigationTickets } from "./commands/add-investigation-tickets.js";
import { closeInvestigation } from "./commands/close-investigation.js";
import { openInvestigation } from "./commands/open-investigation.js";
import { investigationType, matterKeyOf } from "./investigation.change.js";
import { InvestigationViewEnum } from "./investigation.enums.js";
import {
  AddInvestigationTicketsInput,
  CloseInvestigationInput,
  InvestigationFilter,
  OpenInvestigationInput,
} from "./investigation.inputs.js";
import { readInvestigationList } from "./investigation.list.js";
import type { InvestigationView } from "./investigation.scope.store.js";
import { type InvestigationRow, matterKeyText } from "./investigation.store.js";
import { Investigation, InvestigationConnection, InvestigationPayload } from "./investigation.type.js";
import { investigationLoader, toInvestigation } from "./investigation.view.js";

async function toPayload(step: Promise<InvestigationRow>): Promise<InvestigationPayload> {
  return Object.assign(new InvestigationPayload(), { investigation: toInvestigation(await step) });
}

/** The root fields of joint investigations. */
@Resolver()
export class InvestigationResolver {
  @Can("investigation.read")
  @Query(() => Investigation, {
    description: "A joint investigation by its identifier (协查). One that you may not see is NOT_FOUND.",
  })
  async investigation(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the joint investigation (协查标识)." }) id: string,
  ): Promise<Investigation> {
    const found = await investigationLoader(context, matterKeyText(matterKeyOf(investigationType, id, "id")));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("investigation.read")
  @Weight(100)
  @Query(() => InvestigationConnection, {
    description: "The joint investigations that you see, newest first (协查列表).",
  })
  investigations(
    @Ctx() context: RequestContext,
    @Arg("view", () => InvestigationViewEnum, {
      defaultValue: "IN_REGION",
      description: "Which part of what you see (视图).",
    })
    view: InvestigationView,
    @Arg("filter", () => InvestigationFilter, { nullable: true, description: "What the list is narrowed by (筛选)." })
    filter: InvestigationFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Investigation>> {
    return readInvestigationList(context, { view, filter: filter ?? null, first: first ?? null, after: after ?? null });
  }

  @Can("investigation.lead")
  @Mutation(() => InvestigationPayload, {
    description: "Opens a joint investigation that your bureau leads, on open tickets of its region (发起协查).",
  })
  openInvestigation(
    @Ctx() context: RequestContext,
    @Arg("input", () => OpenInvestigationInput, { description: "The joint investigation (协查)." })
    input: OpenInvestigationInput,
  ): Promise<InvestigationPayload> {
    return toPayload(openInvestigation(context, input));
  }

  @Can("investigation.lead")
  @Mutation(() => InvestigationPayload, {
    description: "Adds tickets to a joint investigation that your bureau leads (增加协查工单).",
  })
  addInvestigationTickets(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddInvestigationTicketsInput, { description: "Which, and to what (增加协查工单参数)." })
    input: AddInvestigationTicketsInput,
  ): Promise<InvestigationPayload> {
    return toPayload(addInvestigationTickets(context, input));
  }

  @Can("investigation.lead")
  @Mutation(() => InvestigationPayload, {
    description:
      "Closes a joint investigation that your bureau leads, with its outcome (结束协查). Tasks that are open are withdrawn, answered ones closed.",
  })
  closeInvestigation(
    @Ctx() context: RequestContext,
    @Arg("input", () => CloseInvestigationInput, { description: "Which, and what came of it (结束协查参数)." })
    input: CloseInvestigationInput,
  ): Promise<InvestigationPayload> {
    return toPayload(closeInvestigation(context, input));
  }
}
