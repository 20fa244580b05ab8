import { Field, Int, ObjectType } from "type-graphql";
import type { Locale } from "../../platform/actor.js";
import { toGlobalId } from "../../platform/ids.js";
import { Node } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import {
  type DictionaryName,
  DictionaryNameEnum,
  type Regime,
  RegimeEnum,
  type TicketKind,
  TicketKindEnum,
} from "./dictionary.enums.js";
import type { DictionaryEntryRow } from "./dictionary.store.js";

/** An entry of a dictionary. */
@ObjectType({
  description: "An entry of a dictionary (字典条目): a word that tickets are sorted by.",
  implements: Node,
  simpleResolvers: true,
})
export class DictionaryEntry implements Node {
  id: string;

  @Field(() => DictionaryNameEnum, { description: "The dictionary that it stands in (字典)." })
  dictionary: DictionaryName;

  @Field(() => String, { description: "The code (代码), such as PRICE; it never changes and is never used again." })
  code: string;

  @Field(() => String, { description: "The name in the language of the request (名称)." })
  name: string;

  @Field(() => String, { description: "The Chinese name (中文名称); for a ground of law, its text." })
  nameChinese: string;

  @Field(() => String, { description: "The English name (英文名称)." })
  nameEnglish: string;

  @Field(() => [TicketKindEnum], {
    description: "The kinds of ticket that it may stand in (适用工单类型); empty for all.",
  })
  kinds: TicketKind[];

  @Field(() => String, {
    nullable: true,
    description: "For an issue class, the business line whose departments see its tickets (业务条线), such as PRICE.",
  })
  line: string | null;

  @Field(() => RegimeEnum, {
    nullable: true,
    description:
      "For a ground of law, the order; it stands for the tickets of that order, whatever the day (适用办法).",
  })
  regime: Regime | null;

  @Field(() => String, {
    nullable: true,
    description: "For a ground of law, the article and item of the order (条款), such as 16(1).",
  })
  article: string | null;

  @Field(() => Boolean, { description: "Whether whoever uses it must explain it in words (须填写说明)." })
  needsExplanation: boolean;

  @Field(() => Int, { description: "Its place in lists, ascending (排序)." })
  position: number;

  @Field(() => DayScalar, { description: "The first day in force (启用日期)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which it is no longer in force (停用日期); null while no end is set.",
  })
  validTo: string | null;

  /** The code of the bureau that it belongs to; the field of the API is resolved from it. */
  bureauCode: string;
}

/** The payload of addDictionaryEntry. */
@ObjectType({ description: "What addDictionaryEntry made (新增字典条目结果).", simpleResolvers: true })
export class AddDictionaryEntryPayload {
  @Field(() => DictionaryEntry, { description: "The new entry (新字典条目)." })
  entry: DictionaryEntry;
}

/** The payload of endDictionaryEntry. */
@ObjectType({ description: "What endDictionaryEntry changed (停用字典条目结果).", simpleResolvers: true })
export class EndDictionaryEntryPayload {
  @Field(() => DictionaryEntry, { description: "The entry with its end (字典条目)." })
  entry: DictionaryEntry;
}

/** The payload of renameDictionaryEntry. */
@ObjectType({ description: "What renameDictionaryEntry changed (字典条目更名结果).", simpleResolvers: true })
export class RenameDictionaryEntryPayload {
  @Field(() => DictionaryEntry, { description: "The entry with its new names (字典条目)." })
  entry: DictionaryEntry;
}

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const dictionaryEntryType = "DictionaryEntry";

/** The object of the API for a row, its name in a language. */
export function toDictionaryEntry(row: DictionaryEntryRow, locale: Locale): DictionaryEntry {
  return Object.assign(new DictionaryEntry(), {
    id: toGlobalId(dictionaryEntryType, row.id),
    dictionary: row.dictionary as DictionaryName,
    code: row.code,
    name: locale === "zh" ? row.nameChinese : row.nameEnglish,
    nameChinese: row.nameChinese,
    nameEnglish: row.nameEnglish,
    kinds: row.kinds as TicketKind[],
    line: row.line,
    regime: row.regime as Regime | null,
    article: row.article,
    needsExplanation: row.needsExplanation,
    position: row.position,
    validFrom: row.validFrom,
    validTo: row.validTo,
    bureauCode: row.bureau,
  });
}
