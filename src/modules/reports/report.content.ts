import type { ReportAnswers } from "./report.answers.js";
import type { ReportKind, ReportPeriod } from "./report.kinds.js";
import type { ReportQuestions } from "./report.questions.js";
import type { TemplateSection } from "./report.template.js";

/** A cell of a table: what is read, and the number behind it where it is one. */
export interface TableCell {
  text: string;
  /** The same as a decimal number, for sheets; null for words and for what cannot be told. */
  number: string | null;
}

/** A table of a report, with its heading and the headings of its columns. */
export interface ReportTableContent {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly TableCell[])[];
}

/** A section of a report, filled in. Its number is not in the heading. */
export interface ReportSection {
  title: string;
  paragraphs: readonly string[];
  tables: readonly ReportTableContent[];
}

/** A measure as it was defined when the report was prepared. */
export interface ReportDefinition {
  measure: string;
  /** The identifier and the version of the definition. */
  id: string;
  version: number;
  name: string;
  formula: string;
  unit: string;
}

/** A bureau or a topic, as it was called. */
export interface Named {
  code: string;
  name: string;
}

/** The form of the document; a later form has another name, so that readers can tell them apart. */
export const contentFormat = "lianxin-report/1";

/**
 * A report as a document: everything that is in it, and everything that is needed to count it again. It is kept and sent
 * as JSON, and other formats are made of it.
 */
export interface ReportContent {
  format: typeof contentFormat;
  kind: ReportKind;
  title: string;
  /** The number under which it was submitted (编号); null while it is a draft. */
  number: string | null;
  bureau: Named;
  /** Whom it was submitted to; null while it is a draft. */
  receiver: Named | null;
  region: Named;
  period: ReportPeriod;
  topic: Named | null;
  /** What the numbers show: the database as of this instant, in ISO 8601. */
  asOf: string;
  /** The day on which it was submitted, or, while it is a draft, prepared. */
  issuedOn: string;
  sections: readonly ReportSection[];
  notes: readonly string[];
  definitions: readonly ReportDefinition[];
  /** How cohorts and events, and the tree of bureaus, were understood. */
  view: string;
  tree: string;
  /** The business line whose numbers they are, where a department prepared them; null for all. */
  line: string | null;
  template: { bureau: string | null; version: number | null; sections: readonly TemplateSection[] };
  /** The questions, as the statistics take them, by what they are for. */
  questions: ReportQuestions;
  answers: ReportAnswers;
}

/** Reads a kept document. */
export function readContent(text: string): ReportContent {
  return JSON.parse(text) as ReportContent;
}

/** Writes a document as it is kept, digested and sent. */
export function writeContent(content: ReportContent): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
