import { inScope, type RequestContext } from "../../../platform/context.js";
import { decideReport, findAndLockReport, type ReportReference, takeReportStep } from "../report.change.js";
import type { FullReportRow } from "../report.store.js";

/**
 * Discards a draft (作废). It stays on record, for its own bureau alone.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for what was submitted or discarded before
 */
export function discardReport(context: RequestContext, input: ReportReference): Promise<FullReportRow> {
  return inScope(context, async (tx) => {
    const step = await findAndLockReport(tx, context, input.reportId);
    const edge = decideReport(step, "DISCARD", input.version);
    return takeReportStep(step, edge, { discardedAt: step.at, discardedBy: step.actor.person?.id ?? null });
  });
}
