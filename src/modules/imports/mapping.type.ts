import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { AmountUnitEnum, ImportFieldEnum } from "./import.enums.js";
import type { AmountUnit, ImportField } from "./mapping/fields.js";
import type { MappingRow } from "./mapping.store.js";

/** What a word of a bureau means. */
@ObjectType({ description: "What a word of your old system means (词语对照).", simpleResolvers: true })
export class ImportWord {
  @Field(() => String, { description: "The word as it stands in the file (原词)." })
  word: string;

  @Field(() => String, { description: "Our code or word for it (对应值)." })
  value: string;
}

/** Where one field comes from. */
@ObjectType({ description: "Where a field of a ticket comes from (字段对应规则).", simpleResolvers: true })
export class ImportRule {
  @Field(() => ImportFieldEnum, { description: "The field (字段)." })
  field: ImportField;

  @Field(() => String, {
    nullable: true,
    description: "The title of the column (列名); null where all rows have the same value.",
  })
  column: string | null;

  @Field(() => String, { nullable: true, description: "The value that all rows have (固定值)." })
  constant: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What counts where the cell is empty or its word is not known (缺省值).",
  })
  otherwise: string | null;

  @Field(() => AmountUnitEnum, { description: "What amounts are in (金额单位)." })
  unit: AmountUnit;

  @Field(() => String, { description: "The signs between the words of a cell, for topics (分隔符)." })
  separators: string;

  @Field(() => [ImportWord], {
    description: "What words mean, besides the codes and names of the dictionaries (词语对照).",
  })
  words: ImportWord[];
}

/** A saved mapping. */
@ObjectType({
  description: "A mapping that your bureau keeps for its old sheets (字段对应), in one version.",
  implements: Node,
  simpleResolvers: true,
})
export class ImportMapping implements Node {
  id: string;

  @Field(() => String, { description: "Its name (名称)." })
  name: string;

  @Field(() => Int, { description: "Which version it is, from 1 (版本号)." })
  version: number;

  @Field(() => [ImportRule], { description: "Its rules (规则)." })
  rules: ImportRule[];

  @Field(() => Boolean, { description: "Whether it is the version in force (是否当前版本)." })
  isCurrent: boolean;

  @Field(() => InstantScalar, { description: "When it was saved (保存时间)." })
  savedAt: Date;

  /** The row that nested fields are read from. */
  row: MappingRow;
}

/** A page of mappings. */
export const { Connection: ImportMappingConnection } = connectionTypes(
  () => ImportMapping,
  "ImportMapping",
  "mappings (字段对应)",
);

/** What saveImportMapping answers. */
@ObjectType({ description: "The answer of saveImportMapping (保存字段对应结果).", simpleResolvers: true })
export class SaveImportMappingPayload {
  @Field(() => ImportMapping, { description: "The new version, which is in force (字段对应)." })
  mapping: ImportMapping;
}

/** What removeImportMapping answers. */
@ObjectType({ description: "The answer of removeImportMapping (删除字段对应结果).", simpleResolvers: true })
export class RemoveImportMappingPayload {
  @Field(() => ImportMapping, { description: "The version that was in force last (字段对应)." })
  mapping: ImportMapping;
}
