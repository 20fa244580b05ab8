import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, YuanScalar } from "../../platform/scalars.js";
import { type Limit, LimitEnum } from "../deadlines/index.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { TicketStateEnum } from "./ticket.enums.js";
import type { TicketRow } from "./ticket.store.js";
import type { TicketState } from "./ticket.words.js";

/** The parts of a ticket that a bureau may be shown which does not see the ticket itself: a closed list. */
export const ticketExtractParts = [
  "CLASSIFICATION",
  "RESPONDENT",
  "FACTS",
  "REQUEST",
  "AMOUNT",
  "STATE",
  "DEADLINE",
] as const;

/** A part of a ticket that may be shown alone. */
export type TicketExtractPart = (typeof ticketExtractParts)[number];

/** The parts of an extract. */
export const TicketExtractPartEnum = Object.fromEntries(ticketExtractParts.map((part) => [part, part])) as {
  readonly [Part in TicketExtractPart]: Part;
};

registerEnumType(TicketExtractPartEnum, {
  name: "TicketExtractPart",
  description:
    "A part of a ticket that may be shown to a bureau which does not see the ticket (工单摘录内容). None of them tells who the citizen is or who works on the ticket.",
  valuesConfig: {
    CLASSIFICATION: { description: "Class, goods and topics (分类)." },
    RESPONDENT: { description: "Name, address, credit code and division of the respondent (被投诉举报人)." },
    FACTS: { description: "The facts, masked (事实, 脱敏)." },
    REQUEST: { description: "What is asked for, masked (诉求, 脱敏)." },
    AMOUNT: { description: "The amount in dispute (争议金额)." },
    STATE: { description: "The state, and the bureau that holds it (状态、当前单位)." },
    DEADLINE: { description: "The limit that runs, and its last day (期限)." },
  } satisfies Record<TicketExtractPart, { description: string }>,
});

/** The respondent as an extract shows it. */
@ObjectType({ description: "The respondent as an extract shows it (被投诉举报人, 摘录).", simpleResolvers: true })
export class ExtractedRespondent {
  @Field(() => String, { nullable: true, description: "The name, masked (名称, 脱敏); null where it is not known." })
  name: string | null;

  @Field(() => String, { nullable: true, description: "The address in words, masked (地址, 脱敏)." })
  address: string | null;

  @Field(() => String, { nullable: true, description: "The unified social credit code (统一社会信用代码)." })
  creditCode: string | null;

  /** The code of the division that decides who is competent. */
  divisionCode: string | null;
}

/**
 * What a bureau is shown of a ticket that it does not see, because a matter names the ticket and these parts of it (工单摘录).
 * A field whose part is not named is null. It holds no contact, no officer, no remark and no timeline, and is no node.
 */
@ObjectType({
  description:
    "Parts of a ticket for a bureau that does not see it (工单摘录): those that a matter between bureaus names, for as long as it is open. Everything else is null, and the citizen is in none of it.",
  simpleResolvers: true,
})
export class TicketExtract {
  @Field(() => String, { description: "The number of the ticket (编号)." })
  number: string;

  @Field(() => TicketKindEnum, { description: "The kind of the ticket (类型)." })
  kind: TicketKind;

  @Field(() => [TicketExtractPartEnum], { description: "The parts that are shown (摘录内容)." })
  parts: readonly TicketExtractPart[];

  @Field(() => ExtractedRespondent, {
    nullable: true,
    description: "Against whom (被投诉举报人); null unless RESPONDENT is shown.",
  })
  respondent: ExtractedRespondent | null;

  @Field(() => String, {
    nullable: true,
    description: "The facts, with personal data masked (事实, 脱敏); null unless FACTS is shown.",
  })
  facts: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What is asked for, with personal data masked (诉求, 脱敏); null unless REQUEST is shown.",
  })
  request: string | null;

  @Field(() => YuanScalar, {
    nullable: true,
    description: "The amount in dispute (争议金额); null unless AMOUNT is shown.",
  })
  disputedAmount: bigint | null;

  @Field(() => TicketStateEnum, { nullable: true, description: "The state (状态); null unless STATE is shown." })
  state: TicketState | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day of the limit that runs (到期日); null where none runs, or unless DEADLINE is shown.",
  })
  dueOn: string | null;

  @Field(() => LimitEnum, {
    nullable: true,
    description: "The limit that runs (期限); null where none runs, or unless DEADLINE is shown.",
  })
  dueLimit: Limit | null;

  /** The row that the words and bureaus of the parts shown are looked up by. No field gives it away. */
  row: TicketRow;
}
