import { Field, InputType } from "type-graphql";
import type { RespondentKind } from "./ticket.competence.js";
import { RespondentKindEnum } from "./ticket.enums.js";

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
