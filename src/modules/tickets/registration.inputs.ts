import { Field, ID, InputType, Int } from "type-graphql";
import { InstantScalar, YuanScalar } from "../../platform/scalars.js";
import { TicketKindEnum } from "../dictionaries/index.js";
import type { RespondentKind } from "./ticket.competence.js";
import { RespondentKindEnum } from "./ticket.enums.js";
import type { TicketKind } from "./ticket.workflow.js";

/** How to reach the citizen. */
@InputType({ description: "How to reach the citizen (联系方式). It is kept encrypted and shown masked." })
export class ContactInput {
  @Field(() => String, {
    nullable: true,
    description: "The name (姓名); needed for a complaint (art. 10 of Order 121).",
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "The telephone number (电话); needed for a complaint." })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "The postal address (通讯地址)." })
  address?: string | null;

  @Field(() => String, { nullable: true, description: "The number of an identity document (身份证件号码)." })
  identityNumber?: string | null;
}

/** Against whom, and the places that decide who is competent. */
@InputType({ description: "Against whom (被投诉举报人), and the places that decide which bureau is competent." })
export class RespondentInput {
  @Field(() => RespondentKindEnum, { defaultValue: "OPERATOR", description: "What the respondent is (类型)." })
  kind: RespondentKind;

  @Field(() => String, { nullable: true, description: "The name (名称); needed for a complaint." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "The unified social credit code (统一社会信用代码), GB 32100." })
  creditCode?: string | null;

  @Field(() => String, { nullable: true, description: "The address in words (地址)." })
  address?: string | null;

  @Field(() => String, { nullable: true, description: "The division where it really does business (实际经营地)." })
  businessDivision?: string | null;

  @Field(() => String, { nullable: true, description: "The division of its domicile (住所地)." })
  domicileDivision?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The division of the address that it publishes on the platform (平台公示地址).",
  })
  publishedAddressDivision?: string | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether it can be reached at the published address (能否取得联系).",
  })
  isPublishedAddressReachable: boolean;

  @Field(() => String, { nullable: true, description: "The division of the platform's domicile (平台经营者住所地)." })
  platformDomicileDivision?: string | null;

  @Field(() => String, { nullable: true, description: "The division where the reported act happened (行为发生地)." })
  actDivision?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The division of the publisher of an advertisement (广告发布者所在地).",
  })
  publisherDivision?: string | null;

  @Field(() => String, { nullable: true, description: "The division of the advertiser (广告主所在地)." })
  advertiserDivision?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether the advertisement stood on the internet (互联网广告).",
  })
  isInternetAdvertisement: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether the advertiser published it himself (广告主自行发布).",
  })
  isSelfPublished: boolean;
}

/** The other part of mixed material. */
@InputType({
  description:
    "The other part of mixed material, which becomes a linked ticket of its own (分别处理; art. 9 of Order 121).",
})
export class TicketPartInput {
  @Field(() => TicketKindEnum, { description: "COMPLAINT or REPORT (类型): the one that the first ticket is not." })
  kind: TicketKind;

  @Field(() => String, { description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass: string;

  @Field(() => String, { nullable: true, description: "A code of the dictionary GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => String, { description: "The facts (事实), at most 5,000 characters." })
  facts: string;

  @Field(() => String, { nullable: true, description: "What is asked for (诉求); needed for a complaint." })
  request?: string | null;
}

/** A registration. */
@InputType({ description: "A registration (登记)." })
export class RegisterTicketInput {
  @Field(() => String, {
    description:
      "The idempotency key (幂等键), 8 to 100 printable characters: the same key and input give the same ticket again; the same key with another input is refused.",
  })
  idempotencyKey: string;

  @Field(() => String, { description: "A code of the dictionary CHANNEL (渠道), such as PHONE." })
  channel: string;

  @Field(() => TicketKindEnum, { description: "The kind (类型)." })
  kind: TicketKind;

  @Field(() => String, { description: "A code of the dictionary ISSUE_CLASS (问题类别), such as PRICE." })
  issueClass: string;

  @Field(() => String, { nullable: true, description: "A code of the dictionary GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => [String], { defaultValue: [], description: "Codes of the dictionary TOPIC (主题), at most 10." })
  topics: string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When the bureau received it (接收时间), since 2020; now, where it is left out. It decides which order applies.",
  })
  receivedAt?: Date | null;

  @Field(() => ContactInput, { nullable: true, description: "How to reach the citizen (联系方式)." })
  contact?: ContactInput | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether a reporter does not give his name (匿名举报)." })
  isAnonymous: boolean;

  @Field(() => RespondentInput, {
    nullable: true,
    description: "Against whom (被投诉举报人); needed for a complaint or report.",
  })
  respondent?: RespondentInput | null;

  @Field(() => String, { description: "The facts (事实), at most 5,000 characters." })
  facts: string;

  @Field(() => String, {
    nullable: true,
    description: "What is asked for (诉求), at most 1,000 characters; needed for a complaint.",
  })
  request?: string | null;

  @Field(() => YuanScalar, { nullable: true, description: "The amount in dispute, in yuan (争议金额)." })
  disputedAmount?: bigint | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether to pass it on to review at once (直接提交审核)." })
  submit: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The answer to a consultation (即时解答), which closes it at once.",
  })
  answer?: string | null;

  @Field(() => TicketPartInput, { nullable: true, description: "The other part of mixed material (混合诉求)." })
  also?: TicketPartInput | null;
}

/** A completion of an entry. */
@InputType({ description: "A completion of an entry (补录). What is left out stays as it is." })
export class AmendTicketInput {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => String, { nullable: true, description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A code of the dictionary GOODS_CLASS (商品服务类别); null takes it away.",
  })
  goodsClass?: string | null;

  @Field(() => [String], { nullable: true, description: "Codes of the dictionary TOPIC (主题), at most 10." })
  topics?: string[] | null;

  @Field(() => ContactInput, { nullable: true, description: "The whole contact anew (联系方式)." })
  contact?: ContactInput | null;

  @Field(() => RespondentInput, { nullable: true, description: "The whole respondent anew (被投诉举报人)." })
  respondent?: RespondentInput | null;

  @Field(() => String, { nullable: true, description: "The facts (事实)." })
  facts?: string | null;

  @Field(() => String, { nullable: true, description: "What is asked for (诉求)." })
  request?: string | null;

  @Field(() => YuanScalar, { nullable: true, description: "The amount in dispute, in yuan (争议金额)." })
  disputedAmount?: bigint | null;

  @Field(() => String, { nullable: true, description: "Your own words for the timeline (备注)." })
  remark?: string | null;
}

/** A split. */
@InputType({ description: "A split of mixed material found in review (拆分; art. 9 of Order 121)." })
export class SplitTicketInput {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => TicketPartInput, { description: "The other part (另一部分)." })
  part: TicketPartInput;
}
