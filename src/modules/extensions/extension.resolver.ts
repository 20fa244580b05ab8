import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, may } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId } from "../../platform/ids.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAbout, placeOfTicket, Term, Ticket, termOf, ticketLoader } from "../tickets/index.js";
import { grantExtension } from "./commands/grant-extension.js";
import { refuseExtension } from "./commands/refuse-extension.js";
import { requestExtension } from "./commands/request-extension.js";
import { withdrawExtension } from "./commands/withdraw-extension.js";
import { extensionKeyOfParts, extensionType, ticketKeyOfRequest } from "./extension.change.js";
import { ExtensionActionEnum } from "./extension.enums.js";
import {
  ExtensionRequestsArguments,
  GrantExtensionInput,
  RefuseExtensionInput,
  RequestExtensionInput,
  WithdrawExtensionInput,
} from "./extension.inputs.js";
import { pageOfRequests } from "./extension.list.js";
import { findRequest, mostOfTicket } from "./extension.store.js";
import {
  ExtensionRequest,
  ExtensionRequestConnection,
  GrantExtensionPayload,
  RefuseExtensionPayload,
  RequestExtensionPayload,
  WithdrawExtensionPayload,
} from "./extension.type.js";
import { extensionFactsLoader, isExtendable, toExtensionRequest } from "./extension.view.js";
import { type ExtensionAction, permittedActions } from "./extension.workflow.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of requests to extend limits, and the fields of a request that are read when they are asked for. */
@Resolver(() => ExtensionRequest)
export class ExtensionResolver {
  @Can("ticket.read")
  @Query(() => ExtensionRequest, {
    description: "A request to extend a limit by its identifier (延期申请). One that you may not see is NOT_FOUND.",
  })
  async extensionRequest(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the request (申请标识)." }) id: string,
  ): Promise<ExtensionRequest> {
    const given = fromGlobalId(id);
    const key = given?.type === extensionType ? extensionKeyOfParts(given.parts) : null;
    const row = key === null ? null : await inScope(context, (tx) => findRequest(tx, key));
    if (row === null) throw notFound("id");
    return toExtensionRequest(context, row);
  }

  @Can("ticket.read")
  @Weight(50)
  @Query(() => ExtensionRequestConnection, {
    description: "The requests to extend limits of a bureau, or on a ticket (延期申请列表).",
  })
  extensionRequests(
    @Ctx() context: RequestContext,
    @Args(() => ExtensionRequestsArguments) wanted: ExtensionRequestsArguments,
  ): Promise<ConnectionValue<ExtensionRequest>> {
    return pageOfRequests(context, wanted);
  }

  @Can("extension.request")
  @Mutation(() => RequestExtensionPayload, {
    description:
      "Asks the head of your bureau to extend the limit that runs on a ticket (申请延期; art. 27 and 35 of Order 121).",
  })
  async requestExtension(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestExtensionInput, input) asked: RequestExtensionInput,
  ): Promise<RequestExtensionPayload> {
    return { extensionRequest: toExtensionRequest(context, await requestExtension(context, asked)) };
  }

  @Can("extension.decide")
  @Mutation(() => GrantExtensionPayload, {
    description: "Grants a request of your bureau before the limit is over: it is longer then (批准延期).",
  })
  async grantExtension(
    @Ctx() context: RequestContext,
    @Arg("input", () => GrantExtensionInput, input) decision: GrantExtensionInput,
  ): Promise<GrantExtensionPayload> {
    return { extensionRequest: toExtensionRequest(context, await grantExtension(context, decision)) };
  }

  @Can("extension.decide")
  @Mutation(() => RefuseExtensionPayload, { description: "Refuses a request of your bureau (不予延期)." })
  async refuseExtension(
    @Ctx() context: RequestContext,
    @Arg("input", () => RefuseExtensionInput, input) decision: RefuseExtensionInput,
  ): Promise<RefuseExtensionPayload> {
    return { extensionRequest: toExtensionRequest(context, await refuseExtension(context, decision)) };
  }

  @Can("extension.request")
  @Mutation(() => WithdrawExtensionPayload, {
    description: "Withdraws a request of your bureau that was not decided yet (撤回延期申请).",
  })
  async withdrawExtension(
    @Ctx() context: RequestContext,
    @Arg("input", () => WithdrawExtensionInput, input) withdrawn: WithdrawExtensionInput,
  ): Promise<WithdrawExtensionPayload> {
    return { extensionRequest: toExtensionRequest(context, await withdrawExtension(context, withdrawn)) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Promise<Ticket | null> {
    return ticketLoader(context, keyText(ticketKeyOfRequest(row)));
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that asked, and whose head decides (申请单位).",
  })
  bureau(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Term, { nullable: true, description: "The reason (延期理由)." })
  async reason(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Promise<Term | null> {
    const ticket = await ticketLoader(context, keyText(ticketKeyOfRequest(row)));
    return ticket === null ? null : termOf(context, ticket.row, "EXTENSION_REASON", row.reason);
  }

  @Weight(30)
  @FieldResolver(() => String, { description: "The special circumstances, with personal data masked (说明, 脱敏)." })
  explanation(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Promise<string> {
    return maskAbout(context, ticketKeyOfRequest(row), row.explanation);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The words of who decided or withdrew, with personal data masked (决定备注, 脱敏).",
  })
  decisionRemark(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Promise<string> | null {
    return row.decisionRemark === null ? null : maskAbout(context, ticketKeyOfRequest(row), row.decisionRemark);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who asked (申请人)." })
  async askerName(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Promise<string | null> {
    return row.askedBy === null ? null : ((await personNameLoader(context, row.askedBy))?.name ?? null);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who decided or withdrew (决定人)." })
  async deciderName(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): Promise<string | null> {
    return row.decidedBy === null ? null : ((await personNameLoader(context, row.decidedBy))?.name ?? null);
  }

  @FieldResolver(() => [ExtensionActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: ExtensionRequest): ExtensionAction[] {
    return permittedActions(actorOf(context), row, chinaDay(context.clock.now()));
  }
}

/** What a ticket knows of its requests. */
@Resolver(() => Ticket)
export class TicketExtensionResolver {
  @Weight(20, { items: 2 })
  @FieldResolver(() => [ExtensionRequest], {
    description: `The requests to extend its limits, the newest first (延期申请); at most ${mostOfTicket}.`,
  })
  async extensionRequests(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<ExtensionRequest[]> {
    const facts = await extensionFactsLoader(context, keyText(row));
    return (facts?.requests ?? []).map((request) => toExtensionRequest(context, request));
  }

  @Weight(20)
  @FieldResolver(() => Boolean, {
    description:
      "Whether you may ask to extend the limit that runs (可否申请延期), by the rules that requestExtension refuses by.",
  })
  mayRequestExtension(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<boolean> | boolean {
    return may(actorOf(context), "extension.request", placeOfTicket(row)) && isExtendable(context, row);
  }
}
