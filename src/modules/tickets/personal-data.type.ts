import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { type PersonalDataKind, personalDataKinds } from "../../platform/personal-data.js";
import { type ScannedText, scannedTexts } from "./ticket.personal-data.js";

/** The kinds of personal data. */
export const PersonalDataKindEnum = enumOf(personalDataKinds);

registerEnumType(PersonalDataKindEnum, {
  name: "PersonalDataKind",
  description: "What was found in a text (个人信息类型).",
  valuesConfig: described({
    TELEPHONE: "A telephone number (电话号码).",
    IDENTITY_NUMBER: "The number of an identity card (身份证号码).",
    BANK_CARD: "The number of a bank card (银行卡号).",
    EMAIL: "An e-mail address (电子邮箱).",
    NAME: "A name that somebody gives as his own (姓名).",
    NUMBER: "A long number that may be any of these, or a parcel's (其他长数字).",
  }),
});

/** The texts that are scanned. */
export const ScannedTextEnum = enumOf(scannedTexts);

registerEnumType(ScannedTextEnum, {
  name: "ScannedText",
  description: "A text of a ticket that is scanned for personal data (扫描的文本).",
  valuesConfig: described({
    FACTS: "The facts (事实).",
    REQUEST: "What is asked for (诉求).",
    ANSWER: "The answer to a consultation (答复).",
  }),
});

/** Personal data in a text. */
@ObjectType({
  description:
    "Personal data that the scan found in a text besides the contact (个人信息扫描结果). It is masked wherever the text is shown, until a person finds that it is none.",
  simpleResolvers: true,
})
export class PersonalDataFind {
  @Field(() => ID, { description: "Names the find for a review (标识)." })
  id: string;

  @Field(() => ScannedTextEnum, { description: "Where it stands (所在文本)." })
  text: ScannedText;

  @Field(() => PersonalDataKindEnum, { description: "What it is (类型)." })
  kind: PersonalDataKind;

  @Field(() => Boolean, {
    description:
      "Whether its form proves it, as by a check digit (校验通过). What is not certain is masked all the same.",
  })
  isCertain: boolean;

  @Field(() => Boolean, { description: "Whether a person found that it is none, so that it is shown (已排除)." })
  isReleased: boolean;

  @Field(() => String, { description: "What stands around it, masked (上下文, 脱敏)." })
  excerpt: string;
}

/** What a person finds of a text. */
export const PersonalDataDecisionEnum = enumOf(["RELEASE", "MASK"]);

/** What a person finds of a text. */
export type PersonalDataDecision = keyof typeof PersonalDataDecisionEnum;

registerEnumType(PersonalDataDecisionEnum, {
  name: "PersonalDataDecision",
  description: "What a person finds of a passage (复核结论).",
  valuesConfig: described({
    RELEASE: "It is no personal data, and is shown from now on (非个人信息，不再脱敏).",
    MASK: "It is personal data, and is masked from now on (属个人信息，予以脱敏).",
  }),
});

/** A review. */
@InputType({ description: "A review of what the scan found in the texts of a ticket, or passed over (个人信息复核)." })
export class ReviewPersonalDataInput {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => PersonalDataDecisionEnum, { description: "What you find (复核结论)." })
  decision: PersonalDataDecision;

  @Field(() => ID, { nullable: true, description: "The find (扫描结果标识); or give a passage to be masked." })
  findId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A passage of the texts that the scan passed over (漏检片段), 2 to 200 characters; only to mask it.",
  })
  passage?: string | null;

  @Field(() => String, { description: "Why (理由), 2 to 200 characters; it is kept in the audit, masked." })
  reason: string;
}
