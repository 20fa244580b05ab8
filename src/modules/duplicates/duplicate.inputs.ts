import { Field, ID, InputType, Int } from "type-graphql";
import { TicketKindEnum } from "../dictionaries/index.js";
import type { TicketKind } from "../tickets/index.js";

/** What has been typed of a citizen so far. */
@InputType({ description: "What is known of the citizen so far (联系方式); any of it may be missing." })
export class DuplicateContactInput {
  @Field(() => String, { nullable: true, description: "The name (姓名); it is compared together with the address." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "The telephone number (电话), however it is written." })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "The postal address (通讯地址)." })
  address?: string | null;

  @Field(() => String, { nullable: true, description: "The number of an identity document (身份证件号码)." })
  identityNumber?: string | null;
}

/** What has been typed of a respondent so far. */
@InputType({ description: "What is known of the respondent so far (被投诉举报人); any of it may be missing." })
export class DuplicateRespondentInput {
  @Field(() => String, { nullable: true, description: "The name (名称)." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "The unified social credit code (统一社会信用代码)." })
  creditCode?: string | null;

  @Field(() => String, { nullable: true, description: "The county where it does business (经营地行政区划代码)." })
  division?: string | null;
}

/** An entry as far as it is typed. */
@InputType({
  description:
    "An entry as far as it is typed (录入中的内容): the more there is of it, the better like tickets are found.",
})
export class LikelyDuplicatesInput {
  @Field(() => TicketKindEnum, { nullable: true, description: "The kind (类型)." })
  kind?: TicketKind | null;

  @Field(() => DuplicateContactInput, { nullable: true, description: "The citizen (联系方式)." })
  contact?: DuplicateContactInput | null;

  @Field(() => DuplicateRespondentInput, { nullable: true, description: "The respondent (被投诉举报人)." })
  respondent?: DuplicateRespondentInput | null;

  @Field(() => String, { nullable: true, description: "The facts (事实), at most 5,000 characters." })
  facts?: string | null;

  @Field(() => String, { nullable: true, description: "A code of the dictionary ISSUE_CLASS (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, { nullable: true, description: "A code of the dictionary GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => Int, {
    defaultValue: 90,
    description: "How many days back is looked (回溯天数), 1 to 1,096; 90 where it is left out.",
  })
  days: number;

  @Field(() => ID, {
    nullable: true,
    description: "The call that the entry is typed on (来电): its number is looked for where none is typed.",
  })
  callId?: string | null;
}
