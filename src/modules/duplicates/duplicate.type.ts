import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { Ticket } from "../tickets/index.js";

/** What two tickets may have in common, or be told apart by. */
export const duplicateReasons = [
  "REPEATED_REPORT",
  "SAME_CONTACT",
  "SAME_RESPONDENT",
  "LIKE_RESPONDENT",
  "LIKE_TEXT",
  "SAME_NUMBERS",
  "SAME_GOODS",
  "SAME_ISSUE",
  "SAME_DAY",
  "OTHER_NUMBERS",
] as const;

/** What two tickets may have in common, or be told apart by. */
export type DuplicateReasonCode = (typeof duplicateReasons)[number];

/** What two tickets may have in common, or be told apart by. */
export const DuplicateReasonEnum = enumOf(duplicateReasons);

registerEnumType(DuplicateReasonEnum, {
  name: "DuplicateReasonCode",
  description: "Why a ticket is shown as like another (相似依据).",
  valuesConfig: described({
    REPEATED_REPORT: "The same reporter against the same respondent (重复举报; art. 35 of Order 121).",
    SAME_CONTACT: "The same number, document, or name with address (同一联系人).",
    SAME_RESPONDENT: "The same credit code or name (同一被诉方).",
    LIKE_RESPONDENT: "A name that is much like it (被诉方名称相近).",
    LIKE_TEXT: "The facts are told in like words (内容相似).",
    SAME_NUMBERS:
      "The same amount, day, or number of an order or contract stands in both texts (金额、日期或单号相同).",
    SAME_GOODS: "The same goods or services (同类商品服务).",
    SAME_ISSUE: "The same class (同一问题类别).",
    SAME_DAY: "Received on the same day (同日接收).",
    OTHER_NUMBERS: "What speaks against it: amounts, days or numbers of orders differ (金额、日期或单号不同).",
  }),
});

/** One reason. */
@ObjectType({ description: "Why a ticket is shown as like another (相似依据).", simpleResolvers: true })
export class DuplicateReason {
  @Field(() => DuplicateReasonEnum, { description: "What it is (依据)." })
  code: DuplicateReasonCode;

  @Field(() => Int, {
    nullable: true,
    description: "Of LIKE_TEXT and LIKE_RESPONDENT: how like they are, in percent (相似度百分比).",
  })
  percent: number | null;

  @Field(() => [String], {
    description: "Of LIKE_TEXT: the longest phrases that both have, five at most, masked (相同语句).",
  })
  shared: string[];

  @Field(() => String, { description: "The same in a sentence (说明)." })
  sentence: string;
}

/** A ticket that is like another, or like what is being typed. */
@ObjectType({
  description:
    "A ticket that may be of the same matter (疑似重复工单). A hint: a person decides whether to link, merge, or do neither.",
  simpleResolvers: true,
})
export class DuplicateCandidate {
  @Field(() => Ticket, { description: "The ticket (工单)." })
  ticket: Ticket;

  @Field(() => Int, {
    description: "How likely it is the same matter by what is known of both, 0 to 100 (相似程度).",
  })
  likeness: number;

  @Field(() => Boolean, {
    description:
      "Whether that is enough to call it likely (是否疑似重复), as measured on the labelled set: 50 or more.",
  })
  isLikely: boolean;

  @Field(() => [DuplicateReason], { description: "Why it is shown, the weightiest first (相似依据)." })
  reasons: DuplicateReason[];

  @Field(() => Boolean, {
    description: "Whether it was merged into another already, which goes on in its place (是否已并案).",
  })
  isMerged: boolean;

  @Field(() => String, { description: "All of it in a sentence (说明)." })
  sentence: string;
}
