import { authorize, requireHolding } from "../../../access/index.js";
import { monotonicMilliseconds } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin } from "../../../platform/database.js";
import { ApplicationError, tooLarge } from "../../../platform/errors.js";
import { countLimit } from "../../../platform/pagination.js";
import { scopeOf } from "../../../platform/scope.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { sendJob } from "../../jobs/index.js";
import { countSearch, readConditions, type TicketConditions } from "../../tickets/index.js";
import { exportRecordings } from "../export.change.js";
import { type ExportColumn, usualColumns } from "../export.columns.js";
import type { ExportTicketsInput } from "../export.inputs.js";
import { exportQueue, firstPayloadOf } from "../export.job.js";
import { countTicketsToExport } from "../export.lines.store.js";
import { checkFile, newExport } from "../export.request.js";
import { countUnderWay, type ExportRow, exportInsertion } from "../export.store.js";
import { mostRows, mostUnderWay } from "../export.workflow.js";

/**
 * Has tickets exported (导出工单): what the caller sees of them, masked as his lists show it, for a purpose that is kept.
 * The file is written by jobs.
 *
 * @throws FORBIDDEN, INVALID_INPUT; TOO_LARGE for more rows than an export may have, with `filter`, and for more exports
 *   than a bureau may have under way, with `underWay`
 */
export async function exportTickets(context: RequestContext, input: ExportTicketsInput): Promise<ExportRow> {
  const actor = actorOf(context);
  authorize(actor, "export.request", actor.bureau);
  requireHolding(actor, "ticket.read");
  const columns = checkExport(input);
  const at = context.clock.now();
  const conditions = await readConditions(context, { filter: input.filter ?? null, view: input.view });
  const rowsExpected = await countExpected(context, conditions, at);

  return inScope(context, async (tx) => {
    const underWay = await countUnderWay(tx, actor.bureau.bureau);
    if (underWay >= mostUnderWay) throw tooLarge("underWay", underWay + 1, mostUnderWay);

    const row = newExport(actor, input, {
      ...{ subject: "TICKETS", at, columns: [...columns], conditions, rowsExpected, locale: context.locale },
      asked: { filter: input.filter ?? {}, view: input.view },
    });
    await sendJob(tx, actor, exportQueue, firstPayloadOf(row));
    await writeAndEnd(tx, [
      exportInsertion(row),
      ...exportRecordings(actor, row, {
        ...{ action: "export.request", event: "REQUESTED", at, requestId: context.requestId },
        detail: { view: input.view, columns, conditions: Object.keys(input.filter ?? {}), rows: rowsExpected },
      }),
    ]);
    return row;
  });
}

function checkExport(input: ExportTicketsInput): readonly ExportColumn[] {
  const { columns } = input;
  const check = startValidation();
  checkFile(check, input);
  if (columns != null && (columns.length === 0 || new Set(columns).size < columns.length)) {
    check.add("columns", {
      zh: "须至少列出一个字段且不得重复，或不填此项。",
      en: "List at least one column and each once, or leave them out.",
    });
  }
  check.finish();
  return columns ?? usualColumns;
}

// The answer to the request waits for the count, so it may take no longer than this; the job notices what is too much.
const countMilliseconds = 2000;

async function countExpected(context: RequestContext, conditions: TicketConditions, at: Date): Promise<number | null> {
  const actor = actorOf(context);
  const scope = scopeOf(actor.bureau);
  const { text } = conditions;
  if (text !== null) {
    const found = await inScope(context, (tx) =>
      asSystemWithin(tx, actor, "count in the index of words", () =>
        countSearch(tx, scope, { ...conditions, text }, "RECEIVED_DESCENDING"),
      ),
    );
    if (found > countLimit) throw tooLarge("filter.text", found, countLimit);
    return found;
  }
  const inTime = context.database.until(monotonicMilliseconds() + countMilliseconds);
  try {
    const count = await inTime.readAsActor(actor, (tx) => countTicketsToExport(tx, scope, conditions, at));
    if (count > mostRows) throw tooLarge("filter", count, mostRows);
    return count;
  } catch (error) {
    if (error instanceof ApplicationError && error.code === "TIMED_OUT") return null;
    throw error;
  }
}
