import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { findBureau } from "../../jurisdictions/index.js";
import { decideReport, findAndLockReport, type ReportReference, takeReportStep } from "../report.change.js";
import { drawNumber, type FullReportRow } from "../report.store.js";

/**
 * The bureau that a report was submitted to gives its receipt (回执): who, when, and a number of its own series.
 *
 * @throws NOT_FOUND, FORBIDDEN for everybody but the receiver, CONFLICT, ILLEGAL_TRANSITION for what has its receipt
 */
export function receiveReport(context: RequestContext, input: ReportReference): Promise<FullReportRow> {
  return inScope(context, async (tx) => {
    const step = await findAndLockReport(tx, context, input.reportId);
    const edge = decideReport(step, "RECEIVE", input.version);

    const { actor, at } = step;
    const bureau = await findBureau(tx, actor.bureau.bureau);
    if (bureau === null) throw notFound();
    const year = Number(chinaDay(at).slice(0, 4));
    const number = await drawNumber(tx, bureau.code, year, "RECEIPT");
    return takeReportStep(step, edge, {
      receipt: `${bureau.mark}收〔${year}〕第${number}号`,
      receivedAt: at,
      receivedBy: actor.person?.id ?? null,
    });
  });
}
