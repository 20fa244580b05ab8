import { startValidation } from "../../platform/validation.js";
import { knownInShort, unknownPlaceholders } from "./report.placeholders.js";

/** The tables that a section may show. */
export const reportTables = [
  "BY_KIND",
  "BY_REGION",
  "ISSUE_CLASSES",
  "GOODS_CLASSES",
  "TOPICS",
  "CHANNELS",
  "PRICE",
  "HANDLING",
  "COMPARISON",
  "BY_TIME",
  "CALLS",
  "CALLS_BY_TIME",
] as const;

/** A table of a report. */
export type ReportTable = (typeof reportTables)[number];

/** A section of a template: a heading, paragraphs with placeholders, tables. */
export interface TemplateSection {
  title: string;
  paragraphs: readonly string[];
  tables: readonly ReportTable[];
}

/** How large a template may be. */
export const templateLimits = { sections: 12, paragraphs: 10, title: 40, paragraph: 1000 } as const;

/**
 * Checks the sections of a template, all at once.
 *
 * @throws INVALID_INPUT for none or too many sections, titles and paragraphs of the wrong length, a table that is shown
 *   twice, and a placeholder that is not known, with the known ones
 */
export function checkSections(sections: readonly TemplateSection[]): void {
  const validation = startValidation();
  const { sections: mostSections, paragraphs: mostParagraphs } = templateLimits;
  if (sections.length === 0 || sections.length > mostSections) {
    validation.add("sections", {
      zh: `模板应有 1 至 ${mostSections} 节。`,
      en: `A template has 1 to ${mostSections} sections.`,
    });
  }
  for (const [index, section] of sections.slice(0, mostSections).entries()) {
    const field = `sections.${index}`;
    validation.text(`${field}.title`, section.title, templateLimits.title, 1);
    if (section.paragraphs.length > mostParagraphs) {
      validation.add(`${field}.paragraphs`, {
        zh: `每节最多 ${mostParagraphs} 段。`,
        en: `A section has ${mostParagraphs} paragraphs at most.`,
      });
    }
    if (section.paragraphs.length + section.tables.length === 0) {
      validation.add(field, { zh: "每节至少一段文字或一张表。", en: "A section has a paragraph or a table at least." });
    }
    if (new Set(section.tables).size < section.tables.length) {
      validation.add(`${field}.tables`, { zh: "同一节内表不能重复。", en: "A section shows a table once." });
    }
    for (const [position, text] of section.paragraphs.slice(0, mostParagraphs).entries()) {
      checkParagraph(validation, `${field}.paragraphs.${position}`, text);
    }
  }
  validation.finish();
}

function checkParagraph(validation: ReturnType<typeof startValidation>, field: string, text: string): void {
  validation.text(field, text, templateLimits.paragraph, 1);
  const unknown = unknownPlaceholders(text.slice(0, templateLimits.paragraph));
  if (unknown.length === 0) return;
  const named = unknown
    .slice(0, 5)
    .map((name) => name.slice(0, 60))
    .join(", ");
  validation.add(field, {
    zh: `未知占位符：${named}。可用占位符：${knownInShort()}。`,
    en: `Unknown placeholders: ${named}. Known are: ${knownInShort()}.`,
  });
}
