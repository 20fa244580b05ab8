import { authorize, requireHolding } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { write, writeAndEnd } from "../../../platform/writing.store.js";
import { answerQuestion } from "../../statistics/index.js";
import { asDone, exportRecordings } from "../export.change.js";
import type { ExportStatisticsInput } from "../export.inputs.js";
import { writeNumbers } from "../export.numbers.js";
import { checkFile, newExport } from "../export.request.js";
import { type ExportRow, exportInsertion, partInsertion } from "../export.store.js";

/**
 * Has the numbers of a statistics answer exported (导出统计数据), as they are at this moment. They are few, so the file is
 * there when the request is answered.
 *
 * @throws FORBIDDEN, INVALID_INPUT, NOT_FOUND for a region that is not the caller's, TOO_LARGE for too many numbers
 */
export async function exportStatistics(context: RequestContext, input: ExportStatisticsInput): Promise<ExportRow> {
  const actor = actorOf(context);
  authorize(actor, "export.request", actor.bureau);
  requireHolding(actor, "statistics.read");
  const check = startValidation();
  checkFile(check, input);
  check.finish();
  const answer = await answerQuestion(context, input.question);
  const { rows, text } = await writeNumbers(context, answer, input.format);
  const content = Buffer.from(`${input.byteOrderMark ? "\ufeff" : ""}${text}`);
  const at = answer.question.asOf;

  const begun = newExport(actor, input, {
    ...{ at, asked: input.question, conditions: {}, columns: [], locale: context.locale, rowsExpected: rows },
    subject: "STATISTICS",
  });
  const bytes = content.length;
  const written = { startedAt: at, rowsDone: rows, steps: 1, parts: 1, bytes, keepsParts: true };
  const row = asDone({ ...begun, ...written }, at);
  return inScope(context, async (tx) => {
    // The part is seen with its export alone, so that comes first.
    await write(tx, [exportInsertion(row)]);
    const told = { action: "export.request", at, requestId: context.requestId } as const;
    await writeAndEnd(tx, [
      partInsertion({ province: row.province, exportId: row.id, number: 0, start: 0, bytes, rows, content }),
      ...exportRecordings(actor, row, {
        ...{ ...told, event: "REQUESTED" },
        detail: { measures: input.question.measures, dimensions: input.question.dimensions, rows, bytes },
      }),
      ...exportRecordings(actor, row, { ...told, event: "DONE", detail: { rows, bytes } }),
    ]);
    return row;
  });
}
