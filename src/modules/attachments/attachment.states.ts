import type { BilingualText } from "../../platform/actor.js";
import type { FileRules } from "../../platform/file-rules.js";

/** What of a ticket a file belongs to. */
export const attachmentParts = ["FACTS", "HANDLING", "ANSWER", "FEEDBACK"] as const;

/** What of a ticket a file belongs to. */
export type AttachmentPart = (typeof attachmentParts)[number];

/** AWAITED -> STORED -> REMOVED; AWAITED -> DUPLICATE where the ticket has the same content already. */
export type AttachmentState = "AWAITED" | "STORED" | "DUPLICATE" | "REMOVED";

/** What the virus scan said. */
export type ScanState = "UNSCANNED" | "PENDING" | "CLEAN" | "INFECTED" | "FAILED";

/** What may be done with an attachment. */
export const attachmentActions = ["OPEN", "REMOVE"] as const;

/** What may be done with an attachment. */
export type AttachmentAction = (typeof attachmentActions)[number];

/** What of an attachment decides what may be done. */
export interface Standing {
  state: string;
  scan: string | null;
}

/** How long the content of a removed attachment is kept, in milliseconds: 30 days. */
export const removedMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** How a file begins that was just stored. */
export function firstScan({ hasScanner }: Pick<FileRules, "hasScanner">): ScanState {
  return hasScanner ? "PENDING" : "UNSCANNED";
}

/** Why nothing can be added to a ticket as it stands; null where something can. */
export function obstacleToAdding({ state }: { state: string }): BilingualText | null {
  if (state !== "ARCHIVED") return null;
  return { zh: "已归档的工单不能再添加附件。", en: "Nothing is added to a ticket that is archived." };
}

/**
 * Why an attachment cannot be opened as it stands; null where it can.
 *
 * SECURITY: where there is a scanner, only what it found clean is ever opened.
 */
export function obstacleToOpening({ scan, state }: Standing, rules: FileRules): BilingualText | null {
  if (state === "AWAITED")
    return { zh: "该附件的内容尚未上传。", en: "The content of the attachment has not come yet." };
  if (state !== "STORED")
    return { zh: "该附件已移除或与已有附件重复。", en: "The attachment was removed, or is a duplicate." };
  if (scan === "CLEAN") return null;
  if (scan === "INFECTED") return { zh: "该附件含有病毒，不能打开。", en: "A virus was found in the attachment." };
  if (scan === "UNSCANNED" && !rules.hasScanner && rules.mayOpenUnscanned) return null;
  return {
    zh: "该附件尚未通过病毒扫描，请稍后再试。",
    en: "The attachment was not found clean yet: it opens when the virus scan is done.",
  };
}

/** Why an attachment cannot be removed as it stands; null where it can. */
export function obstacleToRemoving({ state }: Standing): BilingualText | null {
  if (state === "AWAITED" || state === "STORED") return null;
  return { zh: "该附件已移除或与已有附件重复。", en: "The attachment was removed already, or is a duplicate." };
}
