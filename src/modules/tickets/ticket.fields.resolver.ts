import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Deadline } from "../deadlines/index.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader, Division, divisionLoader } from "../jurisdictions/index.js";
import { CompetenceAdvice } from "./competence.type.js";
import { toAdvice } from "./ticket.advice.view.js";
import { permittedVerbs } from "./ticket.change.js";
import { type JurisdictionFacts, unknownJurisdiction } from "./ticket.competence.js";
import { type RemedyRoute, RemedyRouteEnum, TicketVerbEnum } from "./ticket.enums.js";
import { keyText } from "./ticket.store.js";
import { termOf, termOrNull } from "./ticket.terms.js";
import { notedBy, readTimeline } from "./ticket.timeline.view.js";
import { Respondent, Term, Ticket } from "./ticket.type.js";
import { adviceLoader, maskedText, readDeadlines, textsLoader, ticketLoader } from "./ticket.view.js";
import type { TicketVerb } from "./ticket.words.js";
import { TimelineEntry } from "./timeline.type.js";

/** The fields of a ticket that are read when they are asked for, each through a loader. */
@Resolver(() => Ticket)
export class TicketFieldResolver {
  @FieldResolver(() => Term, { description: "How it came in (渠道)." })
  channel(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term> {
    return termOf(context, row, "CHANNEL", row.channel);
  }

  @FieldResolver(() => Term, { description: "What it is about (问题类别)." })
  issueClass(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term> {
    return termOf(context, row, "ISSUE_CLASS", row.issueClass);
  }

  @FieldResolver(() => Term, { nullable: true, description: "Which goods or services (商品服务类别)." })
  goodsClass(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term | null> {
    return termOrNull(context, row, "GOODS_CLASS", row.goodsClass);
  }

  @Weight(0, { items: 3 })
  @FieldResolver(() => [Term], { description: "Subjects that cut across classes (主题)." })
  topics(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term[]> {
    return Promise.all(row.topics.map((code) => termOf(context, row, "TOPIC", code)));
  }

  @FieldResolver(() => Term, { nullable: true, description: "On which ground a complaint was refused (不予受理情形)." })
  refusalGround(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term | null> {
    return termOrNull(context, row, "REFUSAL_GROUND", row.refusalGround);
  }

  @Weight(20)
  @FieldResolver(() => [RemedyRouteEnum], {
    description:
      "The other routes of art. 39 of the consumer law that the complainant was told of with a refusal (已告知的其他途径; art. 15 of Order 121); empty where nothing was refused.",
  })
  async otherRoutes(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<RemedyRoute[]> {
    if (row.refusalGround === null) return [];
    return ((await notedBy(context, row, "REFUSE", "otherRoutes")) ?? []) as RemedyRoute[];
  }

  @FieldResolver(() => Term, { nullable: true, description: "On which ground a mediation ended (终止情形)." })
  terminationGround(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term | null> {
    return termOrNull(context, row, "TERMINATION_GROUND", row.terminationGround);
  }

  @Weight(20)
  @FieldResolver(() => Term, {
    nullable: true,
    description: "Why no case was filed on a report (不予立案原因); null where none was declined.",
  })
  async notFiledReason(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term | null> {
    if (row.kind !== "REPORT" || row.decidedAt === null) return null;
    const code = await notedBy(context, row, "DECLINE_CASE", "reason");
    return termOrNull(context, row, "NOT_FILED_REASON", typeof code === "string" ? code : null);
  }

  @Weight(20)
  @FieldResolver(() => Term, {
    nullable: true,
    description: "The body that a report was referred to (移送对象); null where it was not referred.",
  })
  async referralTarget(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term | null> {
    if (row.kind !== "REPORT" || row.decidedAt === null) return null;
    const code = await notedBy(context, row, "REFER", "target");
    return termOrNull(context, row, "REFERRAL_TARGET", typeof code === "string" ? code : null);
  }

  @FieldResolver(() => Term, { nullable: true, description: "How it was settled (解决方式)." })
  settlementMethod(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term | null> {
    return termOrNull(context, row, "SETTLEMENT_METHOD", row.settlementMethod);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that holds it now (当前单位)." })
  holder(@Ctx() context: RequestContext, @Root() { row }: Ticket): Loaded<Bureau> {
    return bureauLoader(context, row.holder);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that registered it (登记单位)." })
  intakeBureau(@Ctx() context: RequestContext, @Root() { row }: Ticket): Loaded<Bureau> {
    return bureauLoader(context, row.intakeBureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it was last dispatched to, under the tree of that day (分派时的承办单位).",
  })
  ownerAtDispatch(@Ctx() context: RequestContext, @Root() { row }: Ticket): Loaded<Bureau> {
    return row.ownerAtDispatch === null ? null : bureauLoader(context, row.ownerAtDispatch);
  }

  @FieldResolver(() => Division, {
    nullable: true,
    description: "The division that decides who is competent (属地区划).",
  })
  division(@Ctx() context: RequestContext, @Root() { row }: Ticket): Loaded<Division> {
    return row.division === null ? null : divisionLoader(context, row.division);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of the handler (承办人)." })
  async handlerName(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return row.handler === null ? null : ((await personNameLoader(context, row.handler))?.name ?? null);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who registered it (登记人)." })
  async registrarName(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return row.registeredBy === null ? null : ((await personNameLoader(context, row.registeredBy))?.name ?? null);
  }

  @Weight(30)
  @FieldResolver(() => Respondent, { nullable: true, description: "Against whom (被投诉举报人)." })
  async respondent(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Respondent | null> {
    const texts = await textsLoader(context, keyText(row));
    if (texts === null) return null;
    const { details } = texts;
    const { respondentKind, ...places } = {
      ...unknownJurisdiction,
      ...(details.jurisdictionFacts as JurisdictionFacts),
    };
    return Object.assign(new Respondent(), {
      ...places,
      kind: respondentKind,
      name: row.respondentName,
      address: details.respondentAddress,
      creditCode: details.respondentCreditCode,
    });
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "The facts, with personal data masked (事实, 脱敏)." })
  facts(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return maskedText(context, row, (details) => details.facts);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "What is asked for, with personal data masked (诉求, 脱敏).",
  })
  request(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return maskedText(context, row, (details) => details.request);
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "The answer to a consultation, masked (答复, 脱敏)." })
  answer(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return maskedText(context, row, (details) => details.answer);
  }

  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "The other part of mixed material, if you see it (关联工单).",
  })
  linkedTicket(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Ticket | null> | null {
    return row.linkedTicket === null
      ? null
      : ticketLoader(context, keyText({ province: row.province, id: row.linkedTicket }));
  }

  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "The report that this one repeats, if you see it (原举报).",
  })
  duplicateOf(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Ticket | null> | null {
    return row.duplicateOf === null
      ? null
      : ticketLoader(context, keyText({ province: row.province, id: row.duplicateOf }));
  }

  @FieldResolver(() => Ticket, {
    nullable: true,
    description:
      "Of a report: the complaint in which its lead was found, if you see it (诉转案来源; art. 27 of Order 121). Such a report has no reporter.",
  })
  leadFrom(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Ticket | null> | null {
    return row.leadFrom === null ? null : ticketLoader(context, keyText({ province: row.province, id: row.leadFrom }));
  }

  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "Of a complaint: the report that was opened on a lead found in it, if you see it (诉转案).",
  })
  turnedInto(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Ticket | null> | null {
    return row.turnedInto === null
      ? null
      : ticketLoader(context, keyText({ province: row.province, id: row.turnedInto }));
  }

  @Weight(50, { items: 4 })
  @FieldResolver(() => [Deadline], {
    description:
      "The limits that run or ran on it, in the order in which they began (期限), each with how its last day was counted.",
  })
  deadlines(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Deadline[]> {
    return readDeadlines(context, row);
  }

  @Weight(10)
  @FieldResolver(() => [TicketVerbEnum], {
    description:
      "What you may do with it as it stands (可执行动作): the table of states and the table of actions together.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Ticket): TicketVerb[] {
    return permittedVerbs(actorOf(context), row);
  }

  @Weight(200)
  @FieldResolver(() => CompetenceAdvice, {
    nullable: true,
    description: "Who is competent, worked out and explained (管辖建议).",
  })
  async competence(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<CompetenceAdvice | null> {
    const advice = await adviceLoader(context, keyText(row));
    return advice === null ? null : toAdvice(context, advice);
  }

  @Weight(50, { items: 15 })
  @FieldResolver(() => [TimelineEntry], { description: "What happened to it and around it, oldest first (办理过程)." })
  async timeline(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<TimelineEntry[]> {
    return readTimeline(context, row);
  }
}
