import type { EmergencyRow } from "../emergencies/index.js";
import { daysAfter } from "./report.kinds.js";
import type { PrepareRequest } from "./report.request.js";

/** The kinds of report that sum an emergency up: of its topic, or of everything where it has none. */
export const summaryKinds = ["TOPIC", "CUMULATIVE"] as const;

/** The day whose daily report is prepared next; null where none is to come. */
export function reportedDay({ nextReportOn }: Pick<EmergencyRow, "nextReportOn">): string | null {
  return nextReportOn === null ? null : daysAfter(nextReportOn, -1);
}

/** When the daily report after the next is due; null after the last day of an emergency. */
export function reportAfter(row: Pick<EmergencyRow, "endedOn" | "lastDay" | "nextReportOn">): string | null {
  const { nextReportOn } = row;
  if (nextReportOn === null) return null;
  const last = row.endedOn ?? row.lastDay;
  // On the day on which one is due, that of this very day is the next.
  return last !== null && nextReportOn > last ? null : daysAfter(nextReportOn, 1);
}

/** What the daily report of an emergency is to be about. */
export function dailyRequest(day: string): PrepareRequest {
  return { kind: "DAILY", day };
}

/** What the summary of an emergency is to be about; null for one that ends before it began. */
export function summaryRequest({ firstDay, topic }: EmergencyRow, endedOn: string): PrepareRequest | null {
  if (endedOn < firstDay) return null;
  const period = { from: firstDay, day: endedOn };
  return topic === null ? { kind: "CUMULATIVE", ...period } : { kind: "TOPIC", topic, ...period };
}

/** The last day on which an emergency is in force that ends now: today, or its last day where that is over. */
export function endOf({ lastDay }: EmergencyRow, today: string): string {
  return lastDay !== null && lastDay < today ? lastDay : today;
}
