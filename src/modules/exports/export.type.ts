import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { ExportColumn } from "./export.columns.js";
import {
  ExportColumnEnum,
  ExportFailureEnum,
  ExportFormatEnum,
  ExportStateEnum,
  ExportSubjectEnum,
} from "./export.enums.js";
import type { ExportRow } from "./export.store.js";
import type { ExportFailure, ExportFormat, ExportState, ExportSubject } from "./export.workflow.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const exportType = "Export";

/** An export. */
@ObjectType({
  description:
    "A bulk export (批量导出) of your bureau: a file that is written by itself, part by part, under the rights of whoever asked for it. It holds what was registered up to the instant of the request, the latest receipt first, and each ticket as it was when its part was written; what came into sight or left it in between may be there or not.",
  implements: Node,
  simpleResolvers: true,
})
export class Export implements Node {
  id: string;

  @Field(() => ExportSubjectEnum, { description: "What is exported (导出内容)." })
  subject: ExportSubject;

  @Field(() => ExportFormatEnum, { description: "The format (格式)." })
  format: ExportFormat;

  @Field(() => Boolean, { description: "Whether the file begins with a byte order mark, for Excel (是否带 BOM)." })
  hasByteOrderMark: boolean;

  @Field(() => ExportStateEnum, { description: "The state (状态)." })
  state: ExportState;

  @Field(() => ExportFailureEnum, { nullable: true, description: "Why it failed (失败原因); null where it did not." })
  failure: ExportFailure | null;

  @Field(() => [ExportColumnEnum], { description: "The columns of exported tickets (导出字段); empty for numbers." })
  columns: ExportColumn[];

  @Field(() => String, { description: "What was asked for, as JSON (导出条件): filter and view, or the question." })
  asked: string;

  @Field(() => String, { description: "What it is for (用途), with numbers that could lead to a person masked." })
  purpose: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many rows there were at the request (预计行数), counted exactly; null where counting took too long.",
  })
  rowsExpected: number | null;

  @Field(() => Int, { description: "How many rows are written (已写行数)." })
  rowsDone: number;

  @Field(() => Float, { description: "How many bytes are written (已写字节数), a whole number." })
  bytes: number;

  @Field(() => String, { description: "The name of its file (文件名)." })
  fileName: string;

  @Field(() => InstantScalar, { description: "When it was asked for (申请时间)." })
  requestedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When its first part was begun (开始时间)." })
  startedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended, however it did (结束时间)." })
  endedAt: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When its file is thrown away (过期时间), seven days after it is done.",
  })
  expiresAt: Date | null;

  /** The row that nested fields are read from. */
  row: ExportRow;
}

/** A page of exports. */
export const { Connection: ExportConnection } = connectionTypes(() => Export, "Export", "exports (批量导出)");

/** What exportTickets answers. */
@ObjectType({ description: "The answer of exportTickets (导出工单结果).", simpleResolvers: true })
export class ExportTicketsPayload {
  @Field(() => Export, { description: "The export, which is written by itself (批量导出)." })
  export: Export;
}

/** What exportStatistics answers. */
@ObjectType({ description: "The answer of exportStatistics (导出统计数据结果).", simpleResolvers: true })
export class ExportStatisticsPayload {
  @Field(() => Export, { description: "The export, which is done (批量导出)." })
  export: Export;
}

/** What cancelExport answers. */
@ObjectType({ description: "The answer of cancelExport (取消导出结果).", simpleResolvers: true })
export class CancelExportPayload {
  @Field(() => Export, { description: "The export as it is now (批量导出)." })
  export: Export;
}

/** What createExportLink answers. */
@ObjectType({ description: "The answer of createExportLink (下载链接).", simpleResolvers: true })
export class CreateExportLinkPayload {
  @Field(() => Export, { description: "The export (批量导出)." })
  export: Export;

  @Field(() => String, {
    description:
      "The address of the file (下载地址): whoever has it needs no token. It answers requests for ranges (RFC 9110), so that a download that broke off goes on, also by a new link.",
  })
  url: string;

  @Field(() => InstantScalar, { description: "When the address stops to open it (链接失效时间)." })
  expiresAt: Date;
}
