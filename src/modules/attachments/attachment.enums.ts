import { registerEnumType } from "type-graphql";
import type { AttachmentAction, AttachmentPart, AttachmentState, ScanState } from "./attachment.states.js";
import type { FileKind } from "./content/media-types.js";

/** What of a ticket files belong to. */
export const AttachmentPartEnum = {
  FACTS: "FACTS",
  HANDLING: "HANDLING",
  ANSWER: "ANSWER",
  FEEDBACK: "FEEDBACK",
} as const satisfies Record<AttachmentPart, AttachmentPart>;

registerEnumType(AttachmentPartEnum, {
  name: "AttachmentPart",
  description: "What of a ticket a file belongs to (附件归属).",
  valuesConfig: {
    FACTS: { description: "What the citizen brings: evidence of what he tells (诉求材料)." },
    HANDLING: { description: "What was found and written in handling (办理材料)." },
    ANSWER: { description: "What goes with an answer (答复材料)." },
    FEEDBACK: { description: "What goes with the feedback to the citizen (反馈材料)." },
  },
});

/** The states of an attachment. */
export const AttachmentStateEnum = {
  AWAITED: "AWAITED",
  STORED: "STORED",
  DUPLICATE: "DUPLICATE",
  REMOVED: "REMOVED",
} as const satisfies Record<AttachmentState, AttachmentState>;

registerEnumType(AttachmentStateEnum, {
  name: "AttachmentState",
  description: "The state of an attachment (附件状态).",
  valuesConfig: {
    AWAITED: { description: "Announced; its content has not come yet (待上传)." },
    STORED: { description: "Its content is kept (已保存)." },
    DUPLICATE: { description: "The ticket had the same content already: nothing was kept (重复)." },
    REMOVED: { description: "Removed for a reason; the record stays (已移除)." },
  },
});

/** What virus scans say. */
export const ScanStateEnum = {
  UNSCANNED: "UNSCANNED",
  PENDING: "PENDING",
  CLEAN: "CLEAN",
  INFECTED: "INFECTED",
  FAILED: "FAILED",
} as const satisfies Record<ScanState, ScanState>;

registerEnumType(ScanStateEnum, {
  name: "ScanState",
  description: "What the virus scan said of a file (病毒扫描结果).",
  valuesConfig: {
    UNSCANNED: { description: "This installation has no scanner (未扫描)." },
    PENDING: { description: "It waits for the scan (待扫描)." },
    CLEAN: { description: "Nothing was found (无病毒)." },
    INFECTED: { description: "A virus was found: it is never opened (有病毒)." },
    FAILED: { description: "The scanner could not say; it is asked again (扫描失败)." },
  },
});

/** The kinds of files. */
export const FileKindEnum = {
  IMAGE: "IMAGE",
  SOUND: "SOUND",
  FILM: "FILM",
  DOCUMENT: "DOCUMENT",
} as const satisfies Record<FileKind, FileKind>;

registerEnumType(FileKindEnum, {
  name: "FileKind",
  description: "The kind of a file (文件类别).",
  valuesConfig: {
    IMAGE: { description: "A picture: JPEG, PNG, WebP, GIF or HEIC (图片)." },
    SOUND: { description: "A recording: MP3, WAV, M4A, AMR or Ogg (录音)." },
    FILM: { description: "A film: MP4, MOV, 3GP or WebM (录像)." },
    DOCUMENT: { description: "A document: PDF, Word or Excel without macros, or plain text (文档)." },
  },
});

/** The actions. */
export const AttachmentActionEnum = {
  OPEN: "OPEN",
  REMOVE: "REMOVE",
} as const satisfies Record<AttachmentAction, AttachmentAction>;

registerEnumType(AttachmentActionEnum, {
  name: "AttachmentAction",
  description: "What may be done with an attachment (附件可执行动作).",
  valuesConfig: {
    OPEN: { description: "Ask for a link to its content (打开)." },
    REMOVE: { description: "Remove it (移除)." },
  },
});
