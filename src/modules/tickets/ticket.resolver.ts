import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Int, Query, Resolver } from "type-graphql";
import { Can, holds } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue, NodeReader } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { scopeOf } from "../../platform/scope.js";
import { itemFieldsOf } from "../../platform/selection.js";
import { together } from "../../platform/together.js";
import { startValidation } from "../../platform/validation.js";
import { Weight } from "../../platform/weight.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { CompetenceAdvice } from "./competence.type.js";
import { RespondentInput } from "./parties.inputs.js";
import { advise } from "./ticket.advice.js";
import { toAdvice } from "./ticket.advice.view.js";
import type { TicketOrder, TicketView } from "./ticket.conditions.store.js";
import { TicketOrderEnum, TicketViewEnum } from "./ticket.enums.js";
import { TicketFilter } from "./ticket.filter.inputs.js";
import { readDivisions } from "./ticket.intake.js";
import { ticketKeyOf, ticketKeyOfParts } from "./ticket.key.js";
import { readTicketList } from "./ticket.list.js";
import { regimeOn } from "./ticket.regime.js";
import { toJurisdictionFacts } from "./ticket.registration.js";
import { findTicketsByNumber, keyText } from "./ticket.store.js";
import { Ticket, TicketConnection } from "./ticket.type.js";
import { ticketLoader, toTicket } from "./ticket.view.js";

/**
 * Reads a ticket again by the parts of its global identifier, for those who may read tickets.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here: an administrator, an auditor and a
 * program without the scope read no ticket by this door either.
 */
export const ticketNodeReader: NodeReader = async (context, parts) => {
  const key = ticketKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "ticket.read") ? null : ticketLoader(context, keyText(key));
};

/** The root fields that read tickets. */
@Resolver()
export class TicketQueryResolver {
  @Can("ticket.read")
  @Query(() => Ticket, { description: "A ticket by its identifier (工单). One that you may not see is NOT_FOUND." })
  async ticket(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the ticket (工单标识)." }) id: string,
  ): Promise<Ticket> {
    const ticket = await ticketLoader(context, keyText(ticketKeyOf(id, "id")));
    if (ticket === null) throw notFound("id");
    return ticket;
  }

  @Can("ticket.read")
  @Weight(50, { items: 3 })
  @Query(() => [Ticket], {
    description:
      "The tickets with a number (按编号查询), of those that you see. Mostly one: different bureaus may use equal letters.",
  })
  async ticketsByNumber(
    @Ctx() context: RequestContext,
    @Arg("number", () => String, { description: "The number (编号), such as 苏市监投〔2026〕第123号." }) number: string,
  ): Promise<Ticket[]> {
    const validation = startValidation();
    validation.text("number", number, 100, 1);
    validation.finish();
    const scope = scopeOf(actorOf(context).bureau);
    const rows = await inScope(context, (tx) => findTicketsByNumber(tx, scope, number));
    return rows.map((row) => toTicket(context, row));
  }

  @Can("ticket.read")
  @Weight(100, { arguments: { "filter.text": 1000 } })
  @Query(() => TicketConnection, { description: "A list of the tickets that you see (工单列表)." })
  tickets(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg("filter", () => TicketFilter, { nullable: true, description: "What the list is narrowed by (筛选)." })
    filter: TicketFilter | null,
    @Arg("view", () => TicketViewEnum, { defaultValue: "ALL", description: "Which part of what you see (视图)." })
    view: TicketView,
    @Arg("order", () => TicketOrderEnum, { defaultValue: "RECEIVED_DESCENDING", description: "The order (排序)." })
    order: TicketOrder,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Ticket>> {
    return readTicketList(context, {
      filter: filter ?? null,
      view,
      order,
      first: first ?? null,
      after: after ?? null,
      fields: itemFieldsOf(info),
    });
  }

  @Can("ticket.advise")
  @Weight(300)
  @Query(() => CompetenceAdvice, {
    description:
      "Which bureau is competent for a matter that is not registered yet (管辖建议; art. 13, 29-32 of Order 121).",
  })
  async competence(
    @Ctx() context: RequestContext,
    @Arg("kind", () => TicketKindEnum, { description: "The kind of the matter (类型)." }) kind: TicketKind,
    @Arg("respondent", () => RespondentInput, { description: "What is known of the respondent (被投诉举报人)." })
    respondent: RespondentInput,
    @Arg("receivedAt", () => InstantScalar, {
      nullable: true,
      description: "When it was received (接收时间); now, where it is left out.",
    })
    receivedAt: Date | null,
  ): Promise<CompetenceAdvice> {
    const now = context.clock.now();
    const matter = { kind, regime: regimeOn(receivedAt ?? now), facts: toJurisdictionFacts(respondent) };
    const advice = await inScope(context, async (tx) => {
      const today = chinaDay(now);
      const work = [readDivisions(tx, respondent, today), advise(tx, actorOf(context), matter, today)] as const;
      return (await together(work))[1];
    });
    return toAdvice(context, advice);
  }
}
