import { Field, Int, ObjectType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { Node } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { type Regime, RegimeEnum, type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import type { BureauLimitRow } from "./bureau-limits.store.js";
import { DayUnitEnum, ExpiryActEnum, LimitEnum, PauseReasonEnum, StartingEventEnum } from "./deadline.enums.js";
import type { DayUnit, ExpiryAct, Limit, LimitRule as LimitRuleData, PauseReason, StartingEvent } from "./limit.js";

/** A limit that an order or the platform sets. */
@ObjectType({
  description: "A limit that an order sets (法定期限), or the platform where none does.",
  simpleResolvers: true,
})
export class LimitRule {
  @Field(() => String, { description: "The code (规则代码), such as ORDER_121.ACCEPTANCE; it never changes." })
  code: string;

  @Field(() => LimitEnum, { description: "Which limit (期限种类)." })
  limit: Limit;

  @Field(() => [TicketKindEnum], { description: "The kinds of ticket that it runs on (适用工单类型)." })
  ticketKinds: TicketKind[];

  @Field(() => RegimeEnum, { nullable: true, description: "The order (适用办法); null for what the platform sets." })
  order: Regime | null;

  @Field(() => StartingEventEnum, { description: "What it starts from (起算事件)." })
  startsFrom: StartingEvent;

  @Field(() => Int, { description: "How many days (天数)." })
  days: number;

  @Field(() => DayUnitEnum, { description: "Of which kind (期限单位)." })
  unit: DayUnit;

  @Field(() => [PauseReasonEnum], { description: "What stops its clock (不计入期限的事由)." })
  pauses: PauseReason[];

  @Field(() => [ExpiryActEnum], { description: "What is done when it is over, in order (到期处置)." })
  atExpiry: ExpiryAct[];

  @Field(() => Int, {
    nullable: true,
    description:
      "By how many days of its unit the head of the bureau may extend it, once (可延长天数); null where nobody may.",
  })
  extensionDays: number | null;

  @Field(() => Boolean, {
    description: "Whether a last day on a statutory holiday moves to the first day after it (末日遇法定节假日顺延).",
  })
  movesOffHolidays: boolean;

  @Field(() => String, { nullable: true, description: "The article and item (条款), such as 23(5)." })
  article: string | null;

  @Field(() => String, { description: "The words of the article (条文)." })
  text: string;

  @Field(() => String, { description: "The words in English, rendered by us (条文英译)." })
  textEnglish: string;

  @Field(() => DayScalar, { description: "The first day of the order (施行日期)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which the order was repealed (废止日期); tickets received before keep it.",
  })
  validTo: string | null;
}

/** A limit that a bureau set for its subtree. */
@ObjectType({
  description: "A limit that a bureau set for itself and all beneath it (自定期限), never looser than the statute.",
  implements: Node,
  simpleResolvers: true,
})
export class BureauLimit implements Node {
  id: string;

  @Field(() => LimitEnum, { description: "Which limit (期限种类)." })
  limit: Limit;

  @Field(() => TicketKindEnum, { description: "The kind of ticket that it runs on (适用工单类型)." })
  ticketKind: TicketKind;

  @Field(() => Int, { description: "How many days (天数)." })
  days: number;

  @Field(() => DayUnitEnum, { description: "Of which kind (期限单位)." })
  unit: DayUnit;

  @Field(() => String, { description: "The document by which it was set (设定依据)." })
  basis: string;

  @Field(() => DayScalar, { description: "The first day in force: for what begins from then on (启用日期)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day on which it is no longer in force (停用日期); the same as the first where it never was. Null while no end is set.",
  })
  validTo: string | null;

  /** The code of the bureau that set it; the field of the API is resolved from it. */
  bureauCode: string;
}

/** The limits in force. */
@ObjectType({ description: "The limits in force for your bureau (现行期限).", simpleResolvers: true })
export class Limits {
  @Weight(0, { items: 12 })
  @Field(() => [LimitRule], { description: "Those of the orders and of the platform (法定期限)." })
  rules: LimitRule[];

  @Weight(0, { items: 10 })
  @Field(() => [BureauLimit], {
    description:
      "Those that your bureau and those above it have set (自定期限); of all that meet, the strictest counts.",
  })
  bureauLimits: BureauLimit[];

  @Field(() => [Int], {
    description: "How many working days before a limit is over is warned (预警天数), the most first.",
  })
  warningDays: number[];
}

/** The payload of setBureauLimit. */
@ObjectType({ description: "What setBureauLimit set (设定期限结果).", simpleResolvers: true })
export class SetBureauLimitPayload {
  @Field(() => BureauLimit, { description: "The limit (自定期限)." })
  bureauLimit: BureauLimit;

  @Weight(0, { items: 2 })
  @Field(() => [BureauLimit], {
    description: "The bureau's earlier limits that it replaces, with their end (被替代的期限).",
  })
  replaced: BureauLimit[];
}

/** The payload of endBureauLimit. */
@ObjectType({ description: "What endBureauLimit changed (停用期限结果).", simpleResolvers: true })
export class EndBureauLimitPayload {
  @Field(() => BureauLimit, { description: "The limit with its end (自定期限)." })
  bureauLimit: BureauLimit;
}

/** The payload of setWarnings. */
@ObjectType({ description: "What setWarnings set (预警设置结果).", simpleResolvers: true })
export class SetWarningsPayload {
  @Field(() => [Int], { description: "The working days before a limit is over (预警天数), the most first." })
  daysBefore: number[];

  /** The code of the bureau that they are for; the field of the API is resolved from it. */
  bureauCode: string;
}

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const bureauLimitType = "BureauLimit";

/** The object of the API for a limit of a bureau. */
export function toBureauLimit(row: BureauLimitRow): BureauLimit {
  return Object.assign(new BureauLimit(), {
    id: toGlobalId(bureauLimitType, row.id),
    limit: row.limit as Limit,
    ticketKind: row.ticketKind as TicketKind,
    days: row.days,
    unit: row.unit as DayUnit,
    basis: row.basis,
    validFrom: row.validFrom,
    validTo: row.validTo,
    bureauCode: row.bureau,
  });
}

/** The object of the API for a limit that comes with the release. */
export function toLimitRule(rule: LimitRuleData): LimitRule {
  return Object.assign(new LimitRule(), {
    code: rule.code,
    limit: rule.limit,
    ticketKinds: [...rule.kinds],
    order: rule.order,
    startsFrom: rule.startsFrom,
    days: rule.days,
    unit: rule.unit,
    pauses: [...rule.pauses],
    atExpiry: [...rule.atExpiry],
    extensionDays: rule.extension?.days ?? null,
    movesOffHolidays: rule.rolling === "STATUTORY_HOLIDAY",
    article: rule.article,
    text: rule.text.zh,
    textEnglish: rule.text.en,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
  });
}
