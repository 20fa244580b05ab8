import { ArgsType, Field, Float, ID, InputType, Int } from "type-graphql";
import {
  AmountUnitEnum,
  ImportFieldEnum,
  ImportFormatEnum,
  ImportModeEnum,
  ImportProblemCodeEnum,
  ImportStateEnum,
} from "./import.enums.js";
import type { ImportMode, ImportState } from "./import.states.js";
import type { AmountUnit, ImportField } from "./mapping/fields.js";
import type { ProblemCode } from "./mapping/problems.js";
import type { ImportFormat } from "./reading/raw-rows.js";

const versionText = "The version of the import that you saw (版本号).";
const pageText = "How many items the page holds, at most 100 (每页条数).";
const afterText = "The cursor after which the page begins (起始游标).";

/** The input of prepareImport. */
@InputType({ description: "A file of old tickets to be imported (准备导入)." })
export class PrepareImportInput {
  @Field(() => String, {
    description:
      "A key of your own (幂等键), 8 to 100 printable ASCII characters: the same request again prepares nothing new.",
  })
  idempotencyKey: string;

  @Field(() => String, { description: "The name of the file (文件名), 1 to 200 characters." })
  fileName: string;

  @Field(() => ImportFormatEnum, { description: "The format (格式)." })
  format: ImportFormat;

  @Field(() => Float, { description: "The exact length of the file in bytes (字节数), a whole number." })
  bytes: number;

  @Field(() => Int, {
    defaultValue: 1,
    description:
      "In which line the titles stand (标题行号), 1 to 50: what stands above, such as the name of the sheet, is left out. JSON Lines have none.",
  })
  headerRow: number;
}

/** What a word means. */
@InputType({ description: "What a word of your old system means (词语对照)." })
export class ImportWordInput {
  @Field(() => String, { description: "The word as it stands in the file (原词)." })
  word: string;

  @Field(() => String, { description: "Our code or name for it (对应值)." })
  value: string;
}

/** A rule of a mapping. */
@InputType({
  description: "Where a field of a ticket comes from (字段对应规则): a column, or the same value for all rows.",
})
export class ImportRuleInput {
  @Field(() => ImportFieldEnum, { description: "The field (字段)." })
  field: ImportField;

  @Field(() => String, { nullable: true, description: "The title of the column (列名)." })
  column?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The value that all rows have (固定值), as a cell would say it.",
  })
  constant?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What counts where the cell is empty or its word is not known (缺省值).",
  })
  otherwise?: string | null;

  @Field(() => AmountUnitEnum, {
    defaultValue: "YUAN",
    description: "What amounts without a unit of their own are in (金额单位).",
  })
  unit: AmountUnit;

  @Field(() => String, {
    nullable: true,
    description: "The signs between the words of a cell, for topics (分隔符); 、,，;；/| where it is missing.",
  })
  separators?: string | null;

  @Field(() => [ImportWordInput], {
    nullable: true,
    description: "What words mean (词语对照), 500 at most; codes and names of the dictionaries are known besides.",
  })
  words?: ImportWordInput[] | null;
}

/** The input of checkImport. */
@InputType({ description: "An import to be tried (试运行). Name a saved mapping or give rules, not both." })
export class CheckImportInput {
  @Field(() => ID, { description: "The import (导入)." })
  importId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: "The name of a saved mapping of your bureau (对应名称)." })
  mappingName?: string | null;

  @Field(() => [ImportRuleInput], { nullable: true, description: "The rules (字段对应规则), each field once." })
  rules?: ImportRuleInput[] | null;
}

/** The input of runImport. */
@InputType({ description: "An import to be run (导入), by the mapping of its last dry run." })
export class RunImportInput {
  @Field(() => ID, { description: "The import (导入)." })
  importId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => ImportModeEnum, { description: "Whether bad rows stop it (导入方式)." })
  mode: ImportMode;
}

/** The input of cancelImport. */
@InputType({ description: "An import to be stopped (取消导入)." })
export class CancelImportInput {
  @Field(() => ID, { description: "The import (导入)." })
  importId: string;
}

/** The input of createImportProblemsLink. */
@InputType({ description: "An import whose bad rows are to be fetched as a file (错误行文件)." })
export class CreateImportProblemsLinkInput {
  @Field(() => ID, { description: "The import (导入)." })
  importId: string;
}

/** The input of saveImportMapping. */
@InputType({ description: "A mapping to be kept (保存字段对应): a new one, or the next version of one." })
export class SaveImportMappingInput {
  @Field(() => String, { description: "Its name in your bureau (名称), 1 to 60 characters." })
  name: string;

  @Field(() => Int, {
    nullable: true,
    description: "The version in force that you saw (版本号); left out for a new name.",
  })
  version?: number | null;

  @Field(() => [ImportRuleInput], { description: "Its rules (字段对应规则), each field once." })
  rules: ImportRuleInput[];
}

/** The input of removeImportMapping. */
@InputType({ description: "A mapping to be removed (删除字段对应)." })
export class RemoveImportMappingInput {
  @Field(() => String, { description: "Its name (名称)." })
  name: string;

  @Field(() => Int, { description: "The version in force that you saw (版本号)." })
  version: number;
}

/** The arguments of imports. */
@ArgsType()
export class ImportsArguments {
  @Field(() => [ImportStateEnum], { nullable: true, description: "Only those in any of these states (状态)." })
  states?: ImportState[] | null;

  @Field(() => Int, { nullable: true, description: pageText })
  first?: number | null;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}

/** The arguments of importMappings. */
@ArgsType()
export class ImportMappingsArguments {
  @Field(() => String, {
    nullable: true,
    description: "All versions of this name (名称); the versions in force of all names where it is missing.",
  })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: pageText })
  first?: number | null;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}

/** The arguments of the problems of an import. */
@ArgsType()
export class ImportProblemsArguments {
  @Field(() => ImportProblemCodeEnum, { nullable: true, description: "Only those of this code (问题代码)." })
  code?: ProblemCode | null;

  @Field(() => Int, { nullable: true, description: pageText })
  first?: number | null;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}
