import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Ticket, TicketConnection, termOf, toTicket } from "../tickets/index.js";
import { readHints } from "./concentration.hints.js";
import { ConcentrationsInput } from "./concentration.inputs.js";
import { type ReadConcentrations, type ReadGroup, readConcentrations } from "./concentration.js";
import { concentrationKeyOf } from "./concentration.key.js";
import { pageOfConcentration } from "./concentration.tickets.js";
import { Concentration, ConcentrationHint, Concentrations } from "./concentration.type.js";
import { type ConcentrationSubject, citizenSubjects, hintText, leftOutText } from "./concentration.words.js";
import { contactIn } from "./finding.js";

// A province, city and county, as an address names them in words; what follows says where the citizen lives.
const region = "[^省市区县旗路街道号0-9]{1,8}";
const named = new RegExp(
  `^(?:${region}(?:省|自治区))?(?:${region}(?:(?<!超)市|自治州|地区|盟))?(?:${region}(?:(?<![小社园校])区|县|旗))?`,
  "u",
);

// SECURITY: the address is the citizen's own: of it no more is told than the region, which the tickets of the group say too.
function maskedAddress(address: string): string {
  return `${named.exec(address.trim())?.[0] ?? ""}***`;
}

function labelOf(context: RequestContext, by: ConcentrationSubject, { parts, ticket }: ReadGroup): string | null {
  if (ticket === null) return null;
  switch (by) {
    case "PERSON":
      return [ticket.contactNameMasked, ticket.contactPhoneMasked].filter((part) => part !== null).join(" ") || null;
    case "PHONE":
      return ticket.contactPhoneMasked;
    case "ADDRESS": {
      const address = parts === null ? null : contactIn(context, ticket, parts).address;
      return address === null ? null : maskedAddress(address);
    }
    default:
      return ticket.respondentName;
  }
}

async function toGroup(
  context: RequestContext,
  { counted }: ReadConcentrations,
  group: ReadGroup,
): Promise<Concentration> {
  const { ticket, tickets } = group;
  const goods = counted.by === "PRODUCT" ? (ticket?.goodsClass ?? null) : null;
  return Object.assign(new Concentration(), {
    key: concentrationKeyOf(context.seal, actorOf(context).bureau.bureau, counted, group.key),
    label: labelOf(context, counted.by, group),
    goodsClass: ticket === null || goods === null ? null : await termOf(context, ticket, "GOODS_CLASS", goods),
    ticketCount: tickets,
    complaintCount: group.complaints,
    reportCount: group.reports,
    respondentCount: group.respondents,
    share: group.all === 0 ? 0 : tickets / group.all,
    firstReceivedAt: group.first,
    lastReceivedAt: group.last,
    newest: ticket === null ? null : toTicket(context, ticket),
    sentence: inLocale(hintText(counted.by, tickets, group.respondents), context.locale),
  });
}

/** Of what tickets are many, in the API. */
@Resolver()
export class ConcentrationResolver {
  @Can("concentration.read")
  @Weight(20_000)
  @Query(() => Concentrations, {
    description:
      "Of what the tickets that you see are many (集中度分析): citizens who complain again and again, numbers, addresses, respondents, products. Hints with their evidence; nothing follows from them by itself (art. 17 of Order 121).",
  })
  async concentrations(
    @Ctx() context: RequestContext,
    @Arg("input", () => ConcentrationsInput, { description: "What is looked for (分析条件)." })
    input: ConcentrationsInput,
  ): Promise<Concentrations> {
    const read = await readConcentrations(context, input);
    const { by, kind } = read.counted;
    const isLeftOut = citizenSubjects.has(by) && (kind === null || kind === "REPORT");
    return Object.assign(new Concentrations(), {
      ...read.days,
      asOf: read.asOf,
      groups: await Promise.all(read.groups.map((group) => toGroup(context, read, group))),
      leftOut: isLeftOut ? inLocale(leftOutText, context.locale) : null,
    });
  }

  @Can("concentration.read")
  @Weight(1000)
  @Query(() => TicketConnection, {
    description: "The tickets of a group that you see, the latest receipt first (集中情况工单).",
  })
  concentrationTickets(
    @Ctx() context: RequestContext,
    @Arg("key", () => String, { description: "The key of a group of yours (标识)." }) key: string,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Ticket>> {
    return pageOfConcentration(context, key, { first, after });
  }
}

/** What stands out around a ticket, in the API. */
@Resolver(() => Ticket)
export class TicketConcentrationResolver {
  @Weight(500, { items: 2 })
  @FieldResolver(() => [ConcentrationHint], {
    nullable: true,
    description:
      "What stands out around it among the tickets that you see (集中情况提示): five of one citizen or against one respondent within a year. Hints only (art. 17 of Order 121); null for roles that are not given them.",
  })
  concentration(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<ConcentrationHint[] | null> {
    return readHints(context, row);
  }
}
