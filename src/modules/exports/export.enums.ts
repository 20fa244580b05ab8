import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { type ExportColumn, exportColumns, ticketColumns } from "./export.columns.js";
import { exportActions, exportFailures, exportFormats, exportStates, exportSubjects } from "./export.workflow.js";

/** What is exported. */
export const ExportSubjectEnum = enumOf(exportSubjects);

registerEnumType(ExportSubjectEnum, {
  name: "ExportSubject",
  description: "What is exported (导出内容).",
  valuesConfig: described({
    TICKETS: "Tickets, a row each (工单).",
    STATISTICS: "The numbers of a statistics answer, a row each (统计数据).",
  }),
});

/** The formats. */
export const ExportFormatEnum = enumOf(exportFormats);

registerEnumType(ExportFormatEnum, {
  name: "ExportFormat",
  description: "The format of an export (导出格式), in UTF-8.",
  valuesConfig: described({
    JSONL:
      "JSON Lines (JSON 行): an object on each line, whose keys never change; instants in UTC, amounts as text in yuan.",
    CSV: "Comma-separated values (逗号分隔文件; RFC 4180) with a line of titles; instants as China's clocks show them. What a spreadsheet would take for a formula begins with an apostrophe.",
  }),
});

/** The states. */
export const ExportStateEnum = enumOf(exportStates);

registerEnumType(ExportStateEnum, {
  name: "ExportState",
  description: "The state of an export (导出状态).",
  valuesConfig: described({
    QUEUED: "Asked for; nothing is written yet (排队中).",
    RUNNING: "Parts of it are written (导出中).",
    DONE: "Its file is there (已完成).",
    FAILED: "It was stopped, and why stands in `failure` (失败).",
    CANCELLED: "Somebody of the bureau stopped it (已取消).",
    EXPIRED: "Its file was thrown away, seven days after it was done (已过期).",
  }),
});

/** Why an export failed. */
export const ExportFailureEnum = enumOf(exportFailures);

registerEnumType(ExportFailureEnum, {
  name: "ExportFailure",
  description: "Why an export failed (失败原因).",
  valuesConfig: described({
    RIGHTS_REVOKED: "Who asked for it lost the right to, or was locked (权限已被收回).",
    TOO_LARGE: "There were more rows than an export may have (超过行数上限).",
    FAULT: "A fault of ours kept it from going on for a day (系统故障).",
  }),
});

/** What may be done with an export. */
export const ExportActionEnum = enumOf(exportActions);

registerEnumType(ExportActionEnum, {
  name: "ExportAction",
  description: "What may be done with an export (可执行动作).",
  valuesConfig: described({
    CANCEL: "Stop it (cancelExport, 取消).",
    DOWNLOAD: "Get a link to its file (createExportLink, 下载).",
  }),
});

/** The columns of exported tickets. */
export const ExportColumnEnum = enumOf(exportColumns);

registerEnumType(ExportColumnEnum, {
  name: "ExportColumn",
  description: "A column of exported tickets (导出字段); the key in JSON Lines is its name in camel case.",
  valuesConfig: described(
    Object.fromEntries(
      exportColumns.map((name) => [name, `${ticketColumns[name].en} (${ticketColumns[name].zh}).`]),
    ) as Record<ExportColumn, string>,
  ),
});
