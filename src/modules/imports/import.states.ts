/** The states of an import. */
export const importStates = [
  "AWAITING_FILE",
  "READING",
  "READ",
  "CHECKING",
  "CHECKED",
  "RUNNING",
  "TAKING_BACK",
  "DONE",
  "FAILED",
  "CANCELLED",
] as const;

/** A state of an import. */
export type ImportState = (typeof importStates)[number];

/** Whether bad rows stop an import. */
export const importModes = ["ALL_OR_NOTHING", "GOOD_ROWS"] as const;

/** Whether bad rows stop an import: all of its rows or none, or those that are good. */
export type ImportMode = (typeof importModes)[number];

/** Why an import failed, besides what keeps a file from being read. */
export const runFailures = ["RIGHTS_REVOKED", "ROWS_CHANGED", "FAULT", "NEVER_FINISHED"] as const;

/** Why an import failed, besides what keeps a file from being read. */
export type RunFailure = (typeof runFailures)[number];

/** What may be done with an import. */
export const importActions = ["CHECK", "RUN", "CANCEL", "FETCH_PROBLEMS"] as const;

/** What may be done with an import. */
export type ImportAction = (typeof importActions)[number];

/** What each action asks of the state: the commands refuse by it, and `permittedActions` lists by it. */
export const statesOfAction: Readonly<Record<ImportAction, readonly ImportState[]>> = {
  CHECK: ["READ", "CHECKED"],
  RUN: ["CHECKED"],
  CANCEL: ["AWAITING_FILE", "READING", "READ", "CHECKING", "CHECKED", "RUNNING"],
  FETCH_PROBLEMS: ["CHECKED", "RUNNING", "TAKING_BACK", "DONE", "FAILED", "CANCELLED"],
};

/** The states in which an import has ended. */
export const endedStates: readonly ImportState[] = ["DONE", "FAILED", "CANCELLED"];

/** The states in which jobs walk over the chunks. */
export const walkingStates: readonly ImportState[] = ["CHECKING", "RUNNING", "TAKING_BACK"];

/** Whether an action fits an import as it stands: what is wrong with its rows is known once they were all tried. */
export function isPossible(
  action: ImportAction,
  { checkedAt, state }: { checkedAt: Date | null; state: string },
): boolean {
  if (!(statesOfAction[action] as readonly string[]).includes(state)) return false;
  return action !== "FETCH_PROBLEMS" || checkedAt !== null;
}

/** How many imports of one bureau may be under way at the same time. */
export const mostUnderWay = 3;

/** How many rows of a file one chunk has, which one transaction checks or writes. */
export const rowsOfChunk = 2000;

/** How many characters of cells one chunk has before its rows are full. */
export const charactersOfChunk = 2_000_000;

/** How many chunks of an import are worked on at the same time, in one process or several. */
export const lanes = 3;

/** Up to how many chunks an import of all rows or none is written by one transaction: 20,000 rows, in a few seconds. */
export const chunksAtOnce = 10;

/** How many problems of one import are kept with their rows; the counts go on. */
export const mostProblems = 100_000;

/** For how many milliseconds an import may wait for its file, its mapping or its run: seven days. */
export const waitingMilliseconds = 7 * 86_400_000;

/** After how many milliseconds without a chunk a walk is given up: a day. Its jobs were set aside long before. */
export const stalledMilliseconds = 86_400_000;
