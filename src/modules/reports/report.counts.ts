import { authorize } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { type Scope, scopeOf } from "../../platform/scope.js";
import { readPeriod } from "../calendar/index.js";
import { actingBureauOf, findBureau, placeOf } from "../jurisdictions/index.js";
import { isCode } from "../tickets/index.js";
import { BureauReportCount, ReportCounts, ReportKindCount } from "./report.counts.type.js";
import type { ReportKind } from "./report.kinds.js";
import { countSubmissions, type SubmissionCountRow } from "./report.list.store.js";

/** Which submissions are counted. */
export interface ReportCountRequest {
  /** The first and the last day of submission, YYYY-MM-DD in China. */
  from: string;
  to: string;
  /** The code of a bureau; the caller's own region where it is null. */
  region: string | null;
}

/**
 * Counts the reports that were submitted in a period, by kind and by bureau (报送统计).
 *
 * @throws INVALID_INPUT for a period that ends before it begins or is longer than 366 days, NOT_FOUND for an unknown bureau,
 *   FORBIDDEN for one out of reach
 */
export async function readReportCounts(
  context: RequestContext,
  { from, to, region }: ReportCountRequest,
): Promise<ReportCounts> {
  const period = readPeriod(from, to);
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, async (tx) =>
    countSubmissions(tx, scope, await findRegion(tx, context, region), period),
  );
  const total = rows.filter(({ bureau }) => bureau === null);
  const bureaus = [...new Set(rows.flatMap(({ bureau }) => (bureau === null ? [] : [bureau])))];
  const byBureau = bureaus.map((code) => {
    const own = rows.filter(({ bureau }) => bureau === code);
    return Object.assign(new BureauReportCount(), { ...sumOf(own), bureauCode: code });
  });
  byBureau.sort((one, other) => other.submitted - one.submitted || (one.bureauCode < other.bureauCode ? -1 : 1));
  return Object.assign(new ReportCounts(), { from, to, ...sumOf(total), byBureau });
}

function sumOf(rows: readonly SubmissionCountRow[]): Pick<ReportCounts, "submitted" | "received" | "byKind"> {
  return {
    submitted: rows.reduce((sum, row) => sum + row.submitted, 0),
    received: rows.reduce((sum, row) => sum + row.received, 0),
    byKind: rows.map(({ kind, submitted, received }) =>
      Object.assign(new ReportKindCount(), { kind: kind as ReportKind, submitted, received }),
    ),
  };
}

// A bureau out of reach is refused, so that a zero always means that nothing was submitted.
async function findRegion(tx: Transaction, context: RequestContext, code: string | null): Promise<Scope | null> {
  if (code === null) return null;
  const bureau = isCode(code) ? await findBureau(tx, code) : null;
  if (bureau === null) throw notFound("region");
  authorize(actorOf(context), "report.read", placeOf(bureau));
  const scope = scopeOf(actingBureauOf(bureau));
  // An authority answers for what stands beneath it; everybody else for himself.
  return bureau.kind === "AUTHORITY" ? scope : { ...scope, reach: "UNIT" };
}
