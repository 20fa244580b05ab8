/** What is exported. */
export const exportSubjects = ["TICKETS", "STATISTICS"] as const;

/** What is exported: tickets, or the numbers of a statistics answer. */
export type ExportSubject = (typeof exportSubjects)[number];

/** The formats. */
export const exportFormats = ["JSONL", "CSV"] as const;

/** A format: JSON Lines, or comma-separated values (RFC 4180). */
export type ExportFormat = (typeof exportFormats)[number];

/** The states of an export. */
export const exportStates = ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED", "EXPIRED"] as const;

/** A state of an export. */
export type ExportState = (typeof exportStates)[number];

/** Why an export failed. */
export const exportFailures = ["RIGHTS_REVOKED", "TOO_LARGE", "FAULT"] as const;

/** Why an export failed. */
export type ExportFailure = (typeof exportFailures)[number];

/** What may be done with an export. */
export const exportActions = ["CANCEL", "DOWNLOAD"] as const;

/** What may be done with an export. */
export type ExportAction = (typeof exportActions)[number];

/** What each action asks of the state: the commands refuse by it, and `permittedActions` lists by it. */
const statesOfAction: Readonly<Record<ExportAction, readonly ExportState[]>> = {
  CANCEL: ["QUEUED", "RUNNING"],
  DOWNLOAD: ["DONE"],
};

/** How many exports of one bureau may be under way at the same time. */
export const mostUnderWay = 3;

/** How many rows one export may have. */
export const mostRows = 5_000_000;

/** How many rows one part has, which one transaction writes. */
export const rowsOfPart = 10_000;

/** For how many milliseconds the file of an export is kept: seven days. */
export const keptMilliseconds = 7 * 86_400_000;

/** After how many milliseconds without a part an export is given up: a day. Its job was set aside long before. */
export const stalledMilliseconds = 86_400_000;

/** Whether an action fits the state of an export. */
export function isPossible(action: ExportAction, state: string): boolean {
  return (statesOfAction[action] as readonly string[]).includes(state);
}
