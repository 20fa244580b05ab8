import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pathOf } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader, Division, divisionLoader } from "../jurisdictions/index.js";
import { CompetenceAdvice } from "./competence.type.js";
import { toAdvice } from "./ticket.advice.view.js";
import { permittedVerbs, placeOfTicket } from "./ticket.change.js";
import type { JurisdictionFacts } from "./ticket.competence.js";
import { maskText } from "./ticket.contact.js";
import { TicketVerbEnum } from "./ticket.enums.js";
import { keyText, type TicketRow, type TimelineRow } from "./ticket.store.js";
import { codesIn, sentenceOf } from "./ticket.timeline.js";
import { Respondent, Term, Ticket } from "./ticket.type.js";
import { adviceLoader, maskedText, textsLoader, ticketLoader, timelineLoader } from "./ticket.view.js";
import type { TicketVerb } from "./ticket.workflow.js";
import { TimelineEntry } from "./timeline.type.js";

async function termOf(
  context: RequestContext,
  row: TicketRow,
  dictionary: DictionaryName,
  code: string,
): Promise<Term> {
  const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code, pathOf(placeOfTicket(row))));
  return Object.assign(new Term(), { code, name: name === null ? code : inLocale(name, context.locale) });
}

const termOrNull = (context: RequestContext, row: TicketRow, dictionary: DictionaryName, code: string | null) =>
  code === null ? null : termOf(context, row, dictionary, code);

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
  goodsClass(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term> | null {
    return termOrNull(context, row, "GOODS_CLASS", row.goodsClass);
  }

  @FieldResolver(() => [Term], { description: "Subjects that cut across classes (主题)." })
  topics(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term[]> {
    return Promise.all(row.topics.map((code) => termOf(context, row, "TOPIC", code)));
  }

  @FieldResolver(() => Term, { nullable: true, description: "On which ground a complaint was refused (不予受理情形)." })
  refusalGround(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term> | null {
    return termOrNull(context, row, "REFUSAL_GROUND", row.refusalGround);
  }

  @FieldResolver(() => Term, { nullable: true, description: "On which ground a mediation ended (终止情形)." })
  terminationGround(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term> | null {
    return termOrNull(context, row, "TERMINATION_GROUND", row.terminationGround);
  }

  @FieldResolver(() => Term, { nullable: true, description: "How it was settled (解决方式)." })
  settlementMethod(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Term> | null {
    return termOrNull(context, row, "SETTLEMENT_METHOD", row.settlementMethod);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that holds it now (当前单位)." })
  holder(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Bureau | null> {
    return bureauLoader(context, row.holder);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that registered it (登记单位)." })
  intakeBureau(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Bureau | null> {
    return bureauLoader(context, row.intakeBureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it was last dispatched to, under the tree of that day (分派时的承办单位).",
  })
  ownerAtDispatch(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Bureau | null> | null {
    return row.ownerAtDispatch === null ? null : bureauLoader(context, row.ownerAtDispatch);
  }

  @FieldResolver(() => Division, {
    nullable: true,
    description: "The division that decides who is competent (属地区划).",
  })
  division(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Division | null> | null {
    return row.division === null ? null : divisionLoader(context, row.division);
  }

  @FieldResolver(() => String, { nullable: true, description: "The name of the handler (承办人)." })
  async handlerName(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return row.handler === null ? null : ((await personNameLoader(context, row.handler))?.name ?? null);
  }

  @FieldResolver(() => String, { nullable: true, description: "The name of who registered it (登记人)." })
  async registrarName(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return row.registeredBy === null ? null : ((await personNameLoader(context, row.registeredBy))?.name ?? null);
  }

  @FieldResolver(() => Respondent, { nullable: true, description: "Against whom (被投诉举报人)." })
  async respondent(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Respondent | null> {
    const texts = await textsLoader(context, keyText(row));
    if (texts === null) return null;
    const { details } = texts;
    return Object.assign(new Respondent(), {
      kind: (details.jurisdictionFacts as JurisdictionFacts).respondentKind,
      name: row.respondentName,
      address: details.respondentAddress,
      creditCode: details.respondentCreditCode,
    });
  }

  @FieldResolver(() => String, { nullable: true, description: "The facts, with personal data masked (事实, 脱敏)." })
  facts(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return maskedText(context, row, (details) => details.facts);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What is asked for, with personal data masked (诉求, 脱敏).",
  })
  request(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<string | null> {
    return maskedText(context, row, (details) => details.request);
  }

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

  @FieldResolver(() => [TicketVerbEnum], {
    description:
      "What you may do with it as it stands (可执行动作): the table of states and the table of actions together.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Ticket): TicketVerb[] {
    return permittedVerbs(actorOf(context), row);
  }

  @FieldResolver(() => CompetenceAdvice, {
    nullable: true,
    description: "Who is competent, worked out and explained (管辖建议).",
  })
  async competence(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<CompetenceAdvice | null> {
    const advice = await adviceLoader(context, keyText(row));
    return advice === null ? null : toAdvice(context, advice);
  }

  @FieldResolver(() => [TimelineEntry], { description: "What happened to it, oldest first (办理过程)." })
  async timeline(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<TimelineEntry[]> {
    const entries = (await timelineLoader(context, keyText(row))) ?? [];
    return Promise.all(entries.map((entry) => toTimelineEntry(context, row, entry)));
  }
}

async function toTimelineEntry(context: RequestContext, row: TicketRow, entry: TimelineRow): Promise<TimelineEntry> {
  const { bureaus, terms } = codesIn(entry);
  const [bureauNames, termNames, person, texts] = await Promise.all([
    Promise.all(bureaus.map(async (code) => [code, (await bureauLoader(context, code))?.name ?? code] as const)),
    Promise.all(
      terms.map(async ({ dictionary, code }) => [code, (await termOf(context, row, dictionary, code)).name] as const),
    ),
    entry.person === null ? null : personNameLoader(context, entry.person),
    entry.remark === null ? null : textsLoader(context, keyText(row)),
  ]);
  const [byBureau, byTerm] = [new Map(bureauNames), new Map(termNames)];
  const sentence = sentenceOf(entry, {
    bureau: (code) => byBureau.get(code) ?? code,
    term: (code) => byTerm.get(code) ?? code,
  });
  return Object.assign(new TimelineEntry(), {
    sequence: entry.sequence,
    at: entry.at,
    verb: entry.verb,
    fromState: entry.fromState,
    toState: entry.toState,
    text: inLocale(sentence, context.locale),
    bureau: bureauLoader(context, entry.bureau),
    personName: person?.name ?? null,
    remark: entry.remark === null || texts === null ? null : maskText(entry.remark, texts.contact),
  });
}
