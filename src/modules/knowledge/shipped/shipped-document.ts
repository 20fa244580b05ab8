import type { KnowledgeKind } from "../knowledge.words.js";

/** A national entry that comes with the release. */
export interface ShippedDocument {
  /** Its name among the shipped entries, from which its identifier is made; it never changes. */
  key: string;
  kind: KnowledgeKind;
  /** For a law: its code. */
  code?: string;
  /** For an article: the key of its law, and its number. */
  law?: string;
  articleNumber?: number;
  title: string;
  body: string;
  keywords?: readonly string[];
  source?: string;
  issueClasses?: readonly string[];
  topics?: readonly string[];
  /** The first day in force; absent for the day of Order 121, under which questions and directions stand, and most templates. */
  validFrom?: string;
  validTo?: string | null;
  /** The keys of what it cites, such as 121-15 for an article. */
  cites?: readonly string[];
  direction?: { matter: string; organisation: string; telephone: string | null; hours: string | null };
}
