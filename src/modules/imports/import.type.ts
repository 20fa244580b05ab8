import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { UploadTarget } from "../../platform/upload.type.js";
import {
  ImportEncodingEnum,
  ImportFailureEnum,
  ImportFormatEnum,
  ImportModeEnum,
  ImportProblemCodeEnum,
  ImportStateEnum,
} from "./import.enums.js";
import type { ImportMode, ImportState, RunFailure } from "./import.states.js";
import type { ImportRow } from "./import.store.js";
import type { ProblemCode } from "./mapping/problems.js";
import { ImportRule } from "./mapping.type.js";
import type { ImportFormat, ReadingFailure, TextEncoding } from "./reading/raw-rows.js";

/** The first rows of a file. */
@ObjectType({
  description:
    "A row of a file as it was read (预览行). Numbers that lead to a person are masked, and so are the columns that are called like data of a citizen.",
  simpleResolvers: true,
})
export class ImportPreviewRow {
  @Field(() => Int, { description: "Where it stands, as a spreadsheet counts (行号)." })
  row: number;

  @Field(() => [String], { description: "Its cells, in the order of the columns (单元格)." })
  cells: string[];
}

/** How often something is wrong. */
@ObjectType({ description: "How many rows have a problem (按原因统计).", simpleResolvers: true })
export class ImportReason {
  @Field(() => ImportProblemCodeEnum, { description: "What is wrong (问题代码)." })
  code: ProblemCode;

  @Field(() => String, { description: "The same in words (说明)." })
  text: string;

  @Field(() => Int, { description: "How many times (次数)." })
  count: number;
}

/** An import. */
@ObjectType({
  description:
    "An import of old tickets (历史工单导入) into your bureau: a file, the mapping of its columns, a dry run, and the run itself. All of it is done by jobs; `state` tells how far it is.",
  implements: Node,
  simpleResolvers: true,
})
export class Import implements Node {
  id: string;

  @Field(() => String, { description: "The name of the file (文件名)." })
  fileName: string;

  @Field(() => ImportFormatEnum, { description: "The format (格式)." })
  format: ImportFormat;

  @Field(() => Float, { description: "The length of the file in bytes (字节数), a whole number." })
  bytes: number;

  @Field(() => Int, { description: "In which line the titles stand (标题行号)." })
  headerRow: number;

  @Field(() => ImportStateEnum, { description: "The state (状态)." })
  state: ImportState;

  @Field(() => Int, { description: "Its version (版本号): what is asked of it names the one that you saw." })
  version: number;

  @Field(() => ImportFailureEnum, { nullable: true, description: "Why it failed (失败原因); null where it did not." })
  failure: ReadingFailure | RunFailure | null;

  @Field(() => Int, { nullable: true, description: "The row that the file could not be read beyond (出错行号)." })
  failedRow: number | null;

  @Field(() => ImportEncodingEnum, {
    nullable: true,
    description: "The encoding that was found (编码); null for XLSX.",
  })
  encoding: TextEncoding | null;

  @Field(() => [String], { description: "The titles of its columns (列名)." })
  columns: string[];

  @Field(() => Int, { description: "How many rows were read, without empty ones (行数)." })
  rows: number;

  @Field(() => [ImportRule], { description: "The rules by which it was tried last (字段对应); empty before." })
  rules: ImportRule[];

  @Field(() => String, { nullable: true, description: "The saved mapping that they came from (对应名称)." })
  mappingName: string | null;

  @Field(() => Int, { nullable: true, description: "The version of that mapping (对应版本)." })
  mappingVersion: number | null;

  @Field(() => ImportModeEnum, {
    nullable: true,
    description: "Whether bad rows stop it (导入方式); null before it runs.",
  })
  mode: ImportMode | null;

  @Field(() => Int, { description: "Rows that become tickets, as the dry run found, or became them (可导入行数)." })
  goodRows: number;

  @Field(() => Int, { description: "Rows that do not, because something is wrong (有问题行数)." })
  badRows: number;

  @Field(() => Int, { description: "Rows that are there already, word for word (已存在行数): nothing comes twice." })
  knownRows: number;

  @Field(() => Int, { description: "How many tickets it wrote that are there (已导入工单数)." })
  ticketsWritten: number;

  @Field(() => Int, {
    description:
      "Of an import that was taken back: tickets that stay, because somebody had worked on them (保留工单数).",
  })
  ticketsKept: number;

  @Field(() => InstantScalar, { description: "When it was prepared (申请时间)." })
  requestedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When its file had come (上传时间)." })
  uploadedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was tried last (试运行时间)." })
  checkedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When its run began (开始时间)." })
  startedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended, however it did (结束时间)." })
  endedAt: Date | null;

  /** The row that nested fields are read from. */
  row: ImportRow;
}

/** A page of imports. */
export const { Connection: ImportConnection } = connectionTypes(() => Import, "Import", "imports (历史工单导入)");

/** Something that is wrong with a row. */
@ObjectType({ description: "Something that is wrong with a row of a file (导入问题).", simpleResolvers: true })
export class ImportProblem {
  @Field(() => Int, { description: "The row, as a spreadsheet counts (行号)." })
  row: number;

  @Field(() => ImportProblemCodeEnum, { description: "What is wrong (问题代码)." })
  code: ProblemCode;

  @Field(() => String, { description: "The same in words (说明)." })
  text: string;

  @Field(() => String, { nullable: true, description: "The column (列名); null where none is meant." })
  column: string | null;

  @Field(() => String, { nullable: true, description: "The field, in the words of the trade (字段)." })
  field: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What stands there (内容形式): of data of a citizen only its form, such as 9 for a digit.",
  })
  value: string | null;
}

/** A page of problems. */
export const { Connection: ImportProblemConnection } = connectionTypes(
  () => ImportProblem,
  "ImportProblem",
  "problems of an import (导入问题)",
);

/** What prepareImport answers. */
@ObjectType({ description: "The answer of prepareImport (准备导入结果).", simpleResolvers: true })
export class PrepareImportPayload {
  @Field(() => Import, { description: "The import, which waits for its file (导入)." })
  import: Import;

  @Field(() => UploadTarget, {
    nullable: true,
    description: "Where the file is to be brought (上传地址); null where it has come.",
  })
  upload: UploadTarget | null;
}

/** What checkImport, runImport and cancelImport answer. */
@ObjectType({
  description: "The answer of checkImport, runImport and cancelImport (导入操作结果).",
  simpleResolvers: true,
})
export class ImportPayload {
  @Field(() => Import, { description: "The import as it is now (导入)." })
  import: Import;
}

/** What createImportProblemsLink answers. */
@ObjectType({ description: "The answer of createImportProblemsLink (错误行下载链接).", simpleResolvers: true })
export class CreateImportProblemsLinkPayload {
  @Field(() => Import, { description: "The import (导入)." })
  import: Import;

  @Field(() => String, {
    description:
      "The address of the file (下载地址): whoever has it needs no token. CSV with the number of the row, the field, the code and the reason, in the language of this request.",
  })
  url: string;

  @Field(() => InstantScalar, { description: "When the address stops to open it (链接失效时间)." })
  expiresAt: Date;

  @Field(() => Int, { description: "How many lines it has besides the titles (错误条数); a row may have several." })
  problems: number;

  @Field(() => Boolean, {
    description: "Whether these are all (是否完整): of an import the first 100,000 are kept.",
  })
  isComplete: boolean;
}
