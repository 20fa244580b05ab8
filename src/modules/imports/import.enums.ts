import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { importActions, importModes, importStates, runFailures } from "./import.states.js";
import { amountUnits, fieldRule, importFields } from "./mapping/fields.js";
import { problemCodes, problemTexts } from "./mapping/problems.js";
import { importFormats, readingFailures, textEncodings } from "./reading/raw-rows.js";

/** The formats of files. */
export const ImportFormatEnum = enumOf(importFormats);

registerEnumType(ImportFormatEnum, {
  name: "ImportFormat",
  description: "The format of a file that is imported (导入格式).",
  valuesConfig: described({
    XLSX: "A workbook of Excel (工作簿): its first sheet that is shown. Formulas are not worked out; their last values count.",
    CSV: "Comma-separated values (逗号分隔文件; RFC 4180), also with tabulators or semicolons; UTF-8, GB18030 or UTF-16.",
    JSONL: "JSON Lines (JSON 行): an object on each line, whose keys are the columns.",
  }),
});

/** The encodings of files. */
export const ImportEncodingEnum = enumOf(textEncodings);

registerEnumType(ImportEncodingEnum, {
  name: "ImportEncoding",
  description: "The encoding of a text file (文件编码).",
  valuesConfig: described({
    UTF_8: "UTF-8, with or without a byte order mark (UTF-8 编码).",
    UTF_16LE: "UTF-16, as Excel's Unicode text (Unicode 文本).",
    GB18030: "GB 18030-2022, which holds GBK and GB2312 (国标编码).",
  }),
});

/** The states. */
export const ImportStateEnum = enumOf(importStates);

registerEnumType(ImportStateEnum, {
  name: "ImportState",
  description: "The state of an import (导入状态).",
  valuesConfig: described({
    AWAITING_FILE: "Its file has not come yet (待上传).",
    READING: "Its file is read (读取中).",
    READ: "Its rows were read, and wait for a mapping (待对应字段).",
    CHECKING: "The rows are tried; nothing is written (试运行中).",
    CHECKED: "The rows were tried (已试运行): it may be run, or tried again with another mapping.",
    RUNNING: "The rows are written as tickets (导入中).",
    TAKING_BACK: "All or none were to be written, and not all could be: what was written is taken back (收回中).",
    DONE: "All that was to be written is written (已完成).",
    FAILED: "It was stopped, and why stands in `failure` (失败).",
    CANCELLED: "Somebody of the bureau stopped it (已取消).",
  }),
});

/** Why an import failed. */
export const ImportFailureEnum = enumOf([...readingFailures, ...runFailures]);

registerEnumType(ImportFailureEnum, {
  name: "ImportFailure",
  description: "Why an import failed (失败原因).",
  valuesConfig: described({
    NOT_THE_FORMAT: "The file is not of the format that was said, or broken (文件格式不符或已损坏).",
    UNKNOWN_ENCODING: "The text is neither UTF-8 nor GB18030 nor UTF-16 (无法识别的编码).",
    NO_TITLES: "There are no titles in the line that was said (没有标题行).",
    REPEATED_TITLES: "Two columns have the same title (标题重复).",
    NO_ROWS: "There are no rows beneath the titles (没有数据行).",
    TOO_MANY_ROWS: "There are more than two million rows (行数超过上限).",
    TOO_MANY_COLUMNS: "There are more than 200 columns (列数超过上限).",
    ROW_TOO_LONG:
      "A row has more than 200,000 characters, perhaps because of a quotation mark that is not closed (行过长).",
    TEXTS_TOO_LARGE:
      "The workbook holds more different texts than are read at once: save it as CSV (文本过多，请另存为 CSV).",
    EXPANDS_TOO_MUCH: "The workbook unpacks to far more than it holds (解压后过大).",
    RIGHTS_REVOKED: "Who imports lost the right to, or was locked (权限已被收回).",
    ROWS_CHANGED: "A row that was good in the dry run was so no more; nothing of it is left (数据已变化，全部收回).",
    FAULT: "A fault of ours kept it from going on for a day (系统故障).",
    NEVER_FINISHED: "Nobody went on with it for seven days (逾期未继续).",
  }),
});

/** Whether bad rows stop an import. */
export const ImportModeEnum = enumOf(importModes);

registerEnumType(ImportModeEnum, {
  name: "ImportMode",
  description: "Whether bad rows stop an import (导入方式).",
  valuesConfig: described({
    ALL_OR_NOTHING:
      "All rows or none (全部成功或全部不导入). Up to 20,000 rows are there at the same instant; of more, parts are seen while they are written, and taken back where one cannot be.",
    GOOD_ROWS: "Those that are good (仅导入无误的行); the others stand in the problems.",
  }),
});

/** What may be done with an import. */
export const ImportActionEnum = enumOf(importActions);

registerEnumType(ImportActionEnum, {
  name: "ImportAction",
  description: "What may be done with an import (可执行动作).",
  valuesConfig: described({
    CHECK: "Try its rows by a mapping (checkImport, 试运行).",
    RUN: "Write its rows as tickets (runImport, 导入).",
    CANCEL: "Stop it (cancelImport, 取消).",
    FETCH_PROBLEMS: "Get a link to its bad rows as a file (createImportProblemsLink, 下载错误行).",
  }),
});

/** The fields of a ticket. */
export const ImportFieldEnum = enumOf(importFields);

registerEnumType(ImportFieldEnum, {
  name: "ImportField",
  description: "A field of a ticket that a column may be mapped to (字段).",
  valuesConfig: described(
    Object.fromEntries(importFields.map((field) => [field, `${fieldRule(field).en} (${fieldRule(field).zh}).`])),
  ),
});

/** How amounts are written. */
export const AmountUnitEnum = enumOf(amountUnits);

registerEnumType(AmountUnitEnum, {
  name: "AmountUnit",
  description: "What amounts without a unit of their own are in (金额单位).",
  valuesConfig: described({ YUAN: "Yuan (元).", TEN_THOUSAND_YUAN: "Ten thousand yuan (万元)." }),
});

/** What may be wrong with a row. */
export const ImportProblemCodeEnum = enumOf(problemCodes);

registerEnumType(ImportProblemCodeEnum, {
  name: "ImportProblemCode",
  description: "What is wrong with a row of a file (问题代码).",
  valuesConfig: described(
    Object.fromEntries(
      problemCodes.map((code) => {
        const { en, zh } = problemTexts[code];
        return [code, `${en.replace(/\.$/, "")} (${zh.replace(/。$/, "")}).`];
      }),
    ),
  ),
});
