import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { recordings } from "../../platform/record.js";
import { writeAndEnd } from "../../platform/writing.store.js";
import {
  type EmergencyRow,
  emergencyChange,
  emergencyEventTypes,
  emergencyUpdate,
  forgetEmergenciesAfter,
} from "../emergencies/index.js";
import { reportWritings } from "./commands/prepare-report.js";
import { reportAfter, reportedDay } from "./emergency.period.js";
import type { FullReportRow } from "./report.store.js";

/** How an emergency ends. */
export interface Ending {
  endedOn: string;
  closingWords: string | null;
  /** The report that sums it up; null for one that ends before it began. */
  summary: FullReportRow | null;
  action: "emergency.declare" | "emergency.platform";
}

/**
 * Writes that an emergency ends, with its summary, and tells all beneath it. It is the end of the transaction.
 *
 * @param before the emergency as it was found and locked
 * @throws where another transaction ended it meanwhile
 */
export async function writeEnding(
  tx: Transaction,
  context: RequestContext,
  before: EmergencyRow,
  { action, closingWords, endedOn, summary }: Ending,
): Promise<EmergencyRow> {
  const actor = actorOf(context);
  const at = context.clock.now();
  const ended = { endedAt: at, endedBy: actor.person?.id ?? null, endedOn, closingWords };
  const changes = { ...ended, nextReportOn: nextAfter({ ...before, endedOn }) };
  const after: EmergencyRow = { ...before, ...changes, version: before.version + 1 };
  const { requestId } = context;
  const change = await emergencyChange(tx, after, { action, event: emergencyEventTypes.ENDED, at, requestId });
  forgetEmergenciesAfter(tx);
  await writeAndEnd(tx, [
    emergencyUpdate(before, changes),
    ...(summary === null ? [] : reportWritings(context, summary, preparedBy[action])),
    ...recordings(actor, [change]),
  ]);
  return after;
}

const preparedBy = { "emergency.declare": "report.prepare", "emergency.platform": "emergency.platform" } as const;

// The day on which it ends has its daily report too, after midnight.
function nextAfter(row: EmergencyRow): string | null {
  const day = reportedDay(row);
  return day !== null && row.endedOn !== null && day > row.endedOn ? reportAfter(row) : row.nextReportOn;
}
