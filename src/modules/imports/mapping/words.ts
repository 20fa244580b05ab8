import type { TicketKind } from "../../dictionaries/index.js";

/** What a sheet may call a kind of ticket. */
const kindWords: Readonly<Record<string, TicketKind>> = {
  咨询: "CONSULTATION",
  咨询件: "CONSULTATION",
  投诉: "COMPLAINT",
  投诉件: "COMPLAINT",
  申诉: "COMPLAINT",
  消费投诉: "COMPLAINT",
  举报: "REPORT",
  举报件: "REPORT",
  违法举报: "REPORT",
};

/** What may have been done with a finished ticket, as a sheet says it. */
export const importOutcomes = ["ANSWERED", "SETTLED", "TERMINATED", "REFUSED", "CASE_FILED", "NOT_FILED"] as const;

/** What was done with a finished ticket. */
export type ImportOutcome = (typeof importOutcomes)[number];

const outcomeWords: Readonly<Record<string, ImportOutcome>> = {
  已答复: "ANSWERED",
  答复: "ANSWERED",
  即时解答: "ANSWERED",
  已解答: "ANSWERED",
  解答: "ANSWERED",
  调解成功: "SETTLED",
  达成调解: "SETTLED",
  达成和解: "SETTLED",
  和解: "SETTLED",
  已调解: "SETTLED",
  终止调解: "TERMINATED",
  调解不成: "TERMINATED",
  调解失败: "TERMINATED",
  调解未成: "TERMINATED",
  不予受理: "REFUSED",
  不受理: "REFUSED",
  立案: "CASE_FILED",
  已立案: "CASE_FILED",
  立案查处: "CASE_FILED",
  不予立案: "NOT_FILED",
  不立案: "NOT_FILED",
  未立案: "NOT_FILED",
  核查不属实: "NOT_FILED",
};

/** What a sheet may say of how far a ticket is: finished, or still open. */
export const importStates = ["FINISHED", "OPEN"] as const;

/** How far a ticket is. */
export type ImportState = (typeof importStates)[number];

const stateWords: Readonly<Record<string, ImportState>> = {
  办结: "FINISHED",
  已办结: "FINISHED",
  办理完毕: "FINISHED",
  已完成: "FINISHED",
  完成: "FINISHED",
  已结案: "FINISHED",
  归档: "FINISHED",
  已归档: "FINISHED",
  已反馈: "FINISHED",
  是: "FINISHED",
  未办结: "OPEN",
  在办: "OPEN",
  办理中: "OPEN",
  处理中: "OPEN",
  待办: "OPEN",
  待处理: "OPEN",
  待审核: "OPEN",
  否: "OPEN",
};

/** The words of this module by field: what a sheet says, and our code. */
export const ownWords = {
  KIND: kindWords,
  OUTCOME: outcomeWords,
  STATE: stateWords,
} as const satisfies Record<string, Readonly<Record<string, string>>>;

/** The codes of this module by field, which a sheet may also name. */
export const ownCodes: Readonly<Record<keyof typeof ownWords, readonly string[]>> = {
  KIND: ["CONSULTATION", "COMPLAINT", "REPORT"],
  OUTCOME: importOutcomes,
  STATE: importStates,
};

/** The outcomes that a kind of ticket may have. */
export const outcomesOfKind: Readonly<Record<TicketKind, readonly ImportOutcome[]>> = {
  CONSULTATION: ["ANSWERED"],
  COMPLAINT: ["SETTLED", "TERMINATED", "REFUSED"],
  REPORT: ["CASE_FILED", "NOT_FILED"],
};
