import type { ShippedDocument } from "./shipped-document.js";

/** A shipped reply template as it is written down. */
export type Template = Pick<ShippedDocument, "key" | "title" | "body" | "keywords" | "issueClasses" | "topics"> & {
  /** What it cites besides the articles that its placeholders name. */
  cites?: readonly string[];
};

/** How every shipped reply ends: who replies, and when. */
export const signature = "\n\n{bureau.name}\n{today}";
