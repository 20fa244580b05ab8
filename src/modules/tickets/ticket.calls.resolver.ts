import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can, holds } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import {
  Call,
  callKeyText,
  callLoader,
  callsOfTicketLoader,
  mostLinks,
  ticketsOfCallLoader,
  toCall,
} from "../calls/index.js";
import { linkCallTicket } from "./commands/link-call-ticket.js";
import { revealCaller } from "./commands/reveal-caller.js";
import { unlinkCallTicket } from "./commands/unlink-call-ticket.js";
import {
  LinkCallTicketInput,
  LinkCallTicketPayload,
  RevealCallerInput,
  RevealCallerPayload,
  UnlinkCallTicketInput,
  UnlinkCallTicketPayload,
} from "./ticket.calls.inputs.js";
import { keyText } from "./ticket.store.js";
import { Ticket } from "./ticket.type.js";
import { ticketLoader, toTicket } from "./ticket.view.js";

const isThere = <Value>(value: Value | null): value is Value => value !== null;

/** Which tickets came of which calls, seen from the call. */
@Resolver(() => Call)
export class CallTicketResolver {
  @Weight(10, { items: 2 })
  @FieldResolver(() => [Ticket], {
    description: `The tickets that came of the call, as far as you see them (关联工单), ${mostLinks} at most.`,
  })
  async tickets(@Ctx() context: RequestContext, @Root() { row }: Call): Promise<Ticket[]> {
    if (!holds(actorOf(context), "ticket.read")) return [];
    const keys = (await ticketsOfCallLoader(context, callKeyText(row))) ?? [];
    return (await Promise.all(keys.map((key) => ticketLoader(context, keyText(key))))).filter(isThere);
  }

  @Can("call.link")
  @Mutation(() => LinkCallTicketPayload, {
    description:
      "Notes which call of your bureau a ticket came of, where that was not said when it was registered (关联来电与工单). To say it again changes nothing.",
  })
  async linkCallTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => LinkCallTicketInput, { description: "What is to be done (操作参数)." })
    wanted: LinkCallTicketInput,
  ): Promise<LinkCallTicketPayload> {
    const { call, ticket } = await linkCallTicket(context, wanted);
    return Object.assign(new LinkCallTicketPayload(), {
      call: toCall(actorOf(context), call),
      ticket: toTicket(context, ticket),
    });
  }

  @Can("call.link")
  @Mutation(() => UnlinkCallTicketPayload, {
    description:
      "Takes away that a ticket came of a call of your bureau (解除来电与工单的关联). To say it again changes nothing. Of a call that was linked to a report the number stays as secret as it was (art. 37 of Order 121).",
  })
  async unlinkCallTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => UnlinkCallTicketInput, { description: "What is to be done (操作参数)." })
    wanted: UnlinkCallTicketInput,
  ): Promise<UnlinkCallTicketPayload> {
    const { call, ticket } = await unlinkCallTicket(context, wanted);
    return Object.assign(new UnlinkCallTicketPayload(), {
      call: toCall(actorOf(context), call),
      ticket: toTicket(context, ticket),
    });
  }

  @Can("call.reveal")
  @Weight(50)
  @Mutation(() => RevealCallerPayload, {
    description:
      "Reads a caller's number in clear, for a purpose that is logged (查看主叫号码). Where the number was dropped because it is kept no longer than needed, it is ILLEGAL_TRANSITION.",
  })
  async revealCaller(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevealCallerInput, { description: "What is to be done (操作参数)." }) wanted: RevealCallerInput,
  ): Promise<RevealCallerPayload> {
    const { call, caller } = await revealCaller(context, wanted);
    return Object.assign(new RevealCallerPayload(), { call: toCall(actorOf(context), call), caller });
  }
}

/** The same, seen from the ticket. */
@Resolver(() => Ticket)
export class TicketCallResolver {
  @Weight(10, { items: 2 })
  @FieldResolver(() => [Call], {
    description: `The calls that the ticket came of, as far as you see them (关联来电), ${mostLinks} at most.`,
  })
  async calls(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Call[]> {
    if (!holds(actorOf(context), "call.read")) return [];
    const keys = (await callsOfTicketLoader(context, keyText(row))) ?? [];
    return (await Promise.all(keys.map((key) => callLoader(context, callKeyText(key))))).filter(isThere);
  }
}
