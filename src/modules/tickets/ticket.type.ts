import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar, YuanScalar } from "../../platform/scalars.js";
import { type Limit, LimitEnum } from "../deadlines/index.js";
import { type Regime, RegimeEnum, type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import type { Finding } from "../quality/index.js";
import { MaskedContact } from "./contact.type.js";
import type { Locality } from "./ticket.advice.js";
import type { RespondentKind } from "./ticket.competence.js";
import { LocalityEnum, RespondentKindEnum, TicketStateEnum } from "./ticket.enums.js";
import type { TicketRow } from "./ticket.store.js";
import type { TicketState } from "./ticket.words.js";

/** A word of a dictionary that a ticket is sorted by. */
@ObjectType({ description: "A word that a ticket is sorted by (字典词).", simpleResolvers: true })
export class Term {
  @Field(() => String, { description: "The code in its dictionary (代码)." })
  code: string;

  @Field(() => String, { description: "The name in the language of the request (名称)." })
  name: string;
}

/** Against whom. */
@ObjectType({ description: "Against whom (被投诉举报人).", simpleResolvers: true })
export class Respondent {
  @Field(() => RespondentKindEnum, { description: "What the respondent is (类型)." })
  kind: RespondentKind;

  @Field(() => String, { nullable: true, description: "The name (名称)." })
  name: string | null;

  @Field(() => String, { nullable: true, description: "The address in words (地址)." })
  address: string | null;

  @Field(() => String, { nullable: true, description: "The unified social credit code (统一社会信用代码)." })
  creditCode: string | null;

  @Field(() => String, { nullable: true, description: "The division where it really does business (实际经营地)." })
  businessDivision: string | null;

  @Field(() => String, { nullable: true, description: "The division of its domicile (住所地)." })
  domicileDivision: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The division of the address that it publishes on the platform (平台公示地址).",
  })
  publishedAddressDivision: string | null;

  @Field(() => Boolean, { description: "Whether it can be reached at the published address (能否取得联系)." })
  isPublishedAddressReachable: boolean;

  @Field(() => String, { nullable: true, description: "The division of the platform's domicile (平台经营者住所地)." })
  platformDomicileDivision: string | null;

  @Field(() => String, { nullable: true, description: "The division where the reported act happened (行为发生地)." })
  actDivision: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The division of the publisher of an advertisement (广告发布者所在地).",
  })
  publisherDivision: string | null;

  @Field(() => String, { nullable: true, description: "The division of the advertiser (广告主所在地)." })
  advertiserDivision: string | null;

  @Field(() => Boolean, { description: "Whether the advertisement stood on the internet (互联网广告)." })
  isInternetAdvertisement: boolean;

  @Field(() => Boolean, { description: "Whether the advertiser published it himself (广告主自行发布)." })
  isSelfPublished: boolean;
}

/** A ticket. */
@ObjectType({
  description: "A ticket (工单): one consultation, complaint or report of a citizen.",
  implements: Node,
  simpleResolvers: true,
})
export class Ticket implements Node {
  id: string;

  @Field(() => String, { description: "The number (编号), such as 苏市监投〔2026〕第123号." })
  number: string;

  @Field(() => TicketKindEnum, { description: "The kind (类型)." })
  kind: TicketKind;

  @Field(() => TicketStateEnum, { description: "The state (状态)." })
  state: TicketState;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  @Field(() => RegimeEnum, { description: "The order that rules it, by the day of receipt (适用规章)." })
  regime: Regime;

  @Field(() => String, { nullable: true, description: "The business line of its class (业务条线), such as PRICE." })
  line: string | null;

  @Field(() => MaskedContact, { description: "How to reach the citizen, masked (联系方式)." })
  contact: MaskedContact;

  @Field(() => LocalityEnum, {
    description: "Where the competent bureau lies, as seen from the bureau that registered (属地).",
  })
  locality: Locality;

  @Field(() => Boolean, { description: "Whether it is on the list for joint tracing (协查名单)." })
  isForTracing: boolean;

  @Field(() => InstantScalar, { description: "When the bureau received it (接收时间)." })
  receivedAt: Date;

  @Field(() => InstantScalar, { description: "When it was registered (登记时间)." })
  registeredAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was first dispatched (首次分派时间)." })
  dispatchedAt: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When the bureau that now handles it received it (承办单位收到时间).",
  })
  competentReceivedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was signed for (签收时间)." })
  signedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When a complaint was accepted (受理时间)." })
  acceptedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was decided (决定时间)." })
  decidedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was closed (办结时间)." })
  closedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the citizen was told (反馈时间)." })
  feedbackAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was archived (归档时间)." })
  archivedAt: Date | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day of the limit that runs (到期日); null where none runs.",
  })
  dueOn: string | null;

  @Field(() => LimitEnum, { nullable: true, description: "The limit that runs (期限)." })
  dueLimit: Limit | null;

  @Field(() => Boolean, { description: "Whether the limit that runs is past (是否逾期)." })
  isOverdue: boolean;

  @Field(() => Boolean, {
    description:
      "Whether the due day lies beyond the years whose holidays the State Council has announced (到期日待节假日安排公布后确定): it was counted by plain weeks there, and may change once the year is announced.",
  })
  dueIsProvisional: boolean;

  @Field(() => YuanScalar, { nullable: true, description: "The amount in dispute (争议金额)." })
  disputedAmount: bigint | null;

  @Field(() => YuanScalar, { nullable: true, description: "What was recovered for the consumer (挽回经济损失)." })
  recoveredLoss: bigint | null;

  @Field(() => YuanScalar, { nullable: true, description: "The fine (罚款)." })
  fineAmount: bigint | null;

  @Field(() => YuanScalar, { nullable: true, description: "The confiscation (没收)." })
  confiscatedAmount: bigint | null;

  @Field(() => String, { nullable: true, description: "The number of the case (案号)." })
  caseNumber: string | null;

  /** The row that nested fields are read from. */
  row: TicketRow;
}

/** What a step on a ticket answers. */
@ObjectType({ description: "What a step on a ticket answers (办理结果).", simpleResolvers: true })
export class TicketPayload {
  @Field(() => Ticket, { description: "The ticket after the step (工单)." })
  ticket: Ticket;
}

/** What a registration answers. */
@ObjectType({ description: "What a registration answers (登记结果).", simpleResolvers: true })
export class RegisterTicketPayload {
  @Field(() => Ticket, { description: "The ticket (工单); for mixed material the one of the first kind." })
  ticket: Ticket;

  @Field(() => Ticket, {
    nullable: true,
    description: "The linked ticket of the other part of mixed material (关联工单).",
  })
  linkedTicket: Ticket | null;

  @Field(() => Boolean, { description: "Whether the same registration came before under the same key (重复提交)." })
  isRepeated: boolean;

  /** What the rules of the bureau found of the entry. */
  found: readonly Finding[];
}

/** What a split answers. */
@ObjectType({ description: "What a split answers (拆分结果).", simpleResolvers: true })
export class SplitTicketPayload {
  @Field(() => Ticket, { description: "The first ticket (原工单)." })
  ticket: Ticket;

  @Field(() => Ticket, { description: "The new linked ticket (关联工单)." })
  linkedTicket: Ticket;
}

/** What a complaint that was turned into a case answers. */
@ObjectType({
  description: "What a complaint that was turned into a case answers (诉转案结果).",
  simpleResolvers: true,
})
export class TurnIntoCasePayload {
  @Field(() => Ticket, { description: "The complaint, which goes on (投诉工单)." })
  ticket: Ticket;

  @Field(() => Ticket, { description: "The report, which is verified from now on (举报工单)." })
  report: Ticket;
}

/** A page of tickets. */
export const { Connection: TicketConnection } = connectionTypes(() => Ticket, "Ticket", "tickets (工单)");
