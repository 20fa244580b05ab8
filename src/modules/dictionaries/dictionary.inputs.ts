import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import {
  type DictionaryName,
  DictionaryNameEnum,
  type Regime,
  RegimeEnum,
  type TicketKind,
  TicketKindEnum,
} from "./dictionary.enums.js";

/** What of a dictionary is asked for. */
@ArgsType()
export class DictionaryArguments {
  @Field(() => DictionaryNameEnum, { description: "The dictionary (字典)." })
  name: DictionaryName;

  @Field(() => TicketKindEnum, { nullable: true, description: "Only entries for this kind of ticket (工单类型)." })
  kind?: TicketKind | null;

  @Field(() => RegimeEnum, { nullable: true, description: "Of grounds of law, only those of this order (适用办法)." })
  regime?: Regime | null;

  @Field(() => DayScalar, { nullable: true, description: "In force on this day (日期); today where it is missing." })
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A part of the code or of a name in either language (检索词), such as 口罩; upper and lower case are one.",
  })
  search?: string | null;
}

/** The input of addDictionaryEntry. */
@InputType({ description: "A new entry of a dictionary (新增字典条目)." })
export class AddDictionaryEntryInput {
  @Field(() => DictionaryNameEnum, { description: "The dictionary (字典). Grounds of law cannot be added." })
  dictionary: DictionaryName;

  @Field(() => String, {
    description: "The code (代码): upper-case letters, digits and underscores, at most 60, such as MASKS.",
  })
  code: string;

  @Field(() => String, { description: "The Chinese name (中文名称), at most 100 characters." })
  nameChinese: string;

  @Field(() => String, { description: "The English name (英文名称), at most 200 characters." })
  nameEnglish: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of the bureau that it is for, and for all beneath it (单位); your own where it is missing. A centre stands for its authority.",
  })
  bureau?: string | null;

  @Field(() => [TicketKindEnum], {
    nullable: true,
    description: "The kinds of ticket that it may stand in (适用工单类型); all where it is missing.",
  })
  kinds?: TicketKind[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Only for an issue class: the business line whose departments see its tickets (业务条线).",
  })
  line?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether whoever uses it must explain it (须填写说明); no where it is missing.",
  })
  needsExplanation?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: "Its place in lists (排序), 0 to 32000; at the end where it is missing.",
  })
  position?: number | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day in force (启用日期), today or later; today where it is missing.",
  })
  validFrom?: string | null;
}

/** The input of endDictionaryEntry. */
@InputType({ description: "The end of an entry (停用字典条目). Tickets that have it keep it." })
export class EndDictionaryEntryInput {
  @Field(() => ID, { description: "The entry (字典条目)." })
  id: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day on which it is no longer in force (停用日期), today or later; today where it is missing.",
  })
  validTo?: string | null;
}

/** The input of renameDictionaryEntry. */
@InputType({ description: "New names of an entry (字典条目更名); what is missing stays as it is." })
export class RenameDictionaryEntryInput {
  @Field(() => ID, { description: "The entry (字典条目)." })
  id: string;

  @Field(() => String, { nullable: true, description: "The new Chinese name (中文名称), at most 100 characters." })
  nameChinese?: string | null;

  @Field(() => String, { nullable: true, description: "The new English name (英文名称), at most 200 characters." })
  nameEnglish?: string | null;

  @Field(() => Int, { nullable: true, description: "The new place in lists (排序), 0 to 32000." })
  position?: number | null;
}
