import { Field, ID, ObjectType } from "type-graphql";

/** The contact as lists may show it. */
@ObjectType({ description: "How to reach the citizen, masked (联系方式, 脱敏).", simpleResolvers: true })
export class MaskedContact {
  @Field(() => String, { nullable: true, description: "The masked name (姓名), such as 王**." })
  name: string | null;

  @Field(() => String, { nullable: true, description: "The masked telephone number (电话), such as 138****5678." })
  phone: string | null;

  @Field(() => Boolean, { description: "Whether the reporter did not give his name (匿名)." })
  isAnonymous: boolean;

  @Field(() => Boolean, {
    description:
      "Whether even the masked form is withheld from you (保密): a reporter's, where you do not work on the report (art. 37 of Order 121).",
  })
  isConfidential: boolean;
}

/** The contact in clear. */
@ObjectType({ description: "How to reach the citizen, in clear (联系方式).", simpleResolvers: true })
export class RevealedContact {
  @Field(() => String, { nullable: true, description: "The name (姓名)." })
  name: string | null;

  @Field(() => String, { nullable: true, description: "The telephone number (电话)." })
  phone: string | null;

  @Field(() => String, { nullable: true, description: "The postal address (通讯地址)." })
  address: string | null;

  @Field(() => String, { nullable: true, description: "The number of an identity document (身份证件号码)." })
  identityNumber: string | null;
}

/** What a reading of personal data answers. */
@ObjectType({
  description: "What a reading of personal data answers (查看联系方式结果); the reading is in the audit.",
  simpleResolvers: true,
})
export class RevealContactPayload {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => RevealedContact, { description: "The contact in clear (联系方式)." })
  contact: RevealedContact;

  @Field(() => String, { description: "The facts in clear (事实)." })
  facts: string;

  @Field(() => String, { nullable: true, description: "The request in clear (诉求)." })
  request: string | null;
}
