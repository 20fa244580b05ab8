import { type Actor, type Place, pathOf } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { requireEntries } from "../dictionaries/index.js";
import { divisionOfDirection } from "./knowledge.division.js";
import type { KnowledgeContentInput } from "./knowledge.inputs.js";
import { citedOf } from "./knowledge.references.js";
import type { VersionRow } from "./knowledge.store.js";
import { type KnowledgeKind, knowledgeLimits, matterPattern } from "./knowledge.words.js";
import { articlePlaceholders, replyPlaceholders, unknownPlaceholders } from "./reply.placeholders.js";

/** What of a version its writer decides. */
export type VersionContent = Pick<
  VersionRow,
  | "title"
  | "body"
  | "keywords"
  | "source"
  | "issueClasses"
  | "topics"
  | "validFrom"
  | "validTo"
  | "cited"
  | "matter"
  | "division"
  | "organisation"
  | "telephone"
  | "hours"
  | "changeNote"
>;

/** For which entry a content is written. */
export interface ContentUse {
  kind: KnowledgeKind;
  /** The bureau that owns the entry. */
  owner: Place;
  /** The first day in force where the input names none. */
  usualFirstDay: string;
  /** The day of the change in China. */
  today: string;
  /** The entry itself, which cannot cite itself; null for a new one. */
  id: string | null;
}

/**
 * Checks what an entry is to say, and finds what it names.
 *
 * @throws INVALID_INPUT with all wrong values at once, each at its place under `content`
 */
export async function readContent(
  tx: Transaction,
  actor: Actor,
  input: KnowledgeContentInput,
  use: ContentUse,
): Promise<VersionContent> {
  const validFrom = input.validFrom ?? use.usualFirstDay;
  checkTexts(input, use.kind, validFrom);
  const issueClasses = [...new Set(input.issueClasses ?? [])];
  const topics = [...new Set(input.topics ?? [])];
  await requireEntries(tx, actor, [
    ...issueClasses.map((code, index) => wanted("ISSUE_CLASS", code, `content.issueClasses.${index}`, use.today)),
    ...topics.map((code, index) => wanted("TOPIC", code, `content.topics.${index}`, use.today)),
  ]);
  const { direction } = input;
  return {
    ...{ title: input.title.trim(), body: input.body, issueClasses, topics, validFrom, validTo: input.validTo ?? null },
    keywords: [...new Set((input.keywords ?? []).map((word) => word.trim()))],
    ...{ source: input.source ?? null, changeNote: input.changeNote ?? null },
    cited: await citedOf(tx, input, { ...use, path: pathOf(use.owner) }),
    matter: direction?.matter ?? null,
    division: direction == null ? null : await divisionOfDirection(tx, direction, use.owner),
    organisation: direction?.organisation ?? null,
    ...{ telephone: direction?.telephone ?? null, hours: direction?.hours ?? null },
  };
}

const wanted = (dictionary: "ISSUE_CLASS" | "TOPIC", code: string, field: string, on: string) => ({
  ...{ dictionary, code, field, on },
});

function checkTexts(input: KnowledgeContentInput, kind: KnowledgeKind, validFrom: string): void {
  const limits = knowledgeLimits;
  const check = startValidation();
  check.text("content.title", input.title, limits.title, 1);
  // A law of which only articles stand here has no text of its own.
  check.text("content.body", input.body, limits.body, kind === "LAW" ? 0 : 1);
  check.text("content.source", input.source, limits.source);
  check.text("content.changeNote", input.changeNote, limits.changeNote);
  checkNumber(check, "content.keywords", input.keywords, limits.keywords);
  for (const [index, word] of (input.keywords ?? []).entries()) {
    check.text(`content.keywords.${index}`, word, limits.keyword, 1);
  }
  checkNumber(check, "content.issueClasses", input.issueClasses, limits.classes);
  checkNumber(check, "content.topics", input.topics, limits.classes);
  checkNumber(check, "content.references", input.references, limits.references);
  if (input.validTo != null && input.validTo <= validFrom) {
    check.add("content.validTo", {
      zh: `失效日期须晚于施行日期（${validFrom}）。`,
      en: `validTo must come after the first day in force (${validFrom}).`,
    });
  }
  if (kind === "REPLY_TEMPLATE") checkPlaceholders(check, input.body);
  checkDirection(check, input, kind);
  check.finish();
}

/** Notes a list that is longer than it may be. */
export function checkNumber(
  check: Validation,
  field: string,
  list: readonly unknown[] | null | undefined,
  most: number,
): void {
  if ((list?.length ?? 0) <= most) return;
  check.add(field, { zh: `${field} 最多 ${most} 项。`, en: `${field} holds at most ${most} items.` });
}

function checkPlaceholders(check: Validation, body: string): void {
  const unknown = unknownPlaceholders(body);
  if (unknown.length === 0) return;
  const names = unknown.map((name) => (name === "{" ? name : `{${name}}`)).join(", ");
  const known = [...replyPlaceholders, ...articlePlaceholders].map(({ name }) => name).join(", ");
  check.add("content.body", {
    zh: `未知的占位符：${names}。可用的占位符：${known}。`,
    en: `Unknown placeholders: ${names}. Those that there are: ${known}.`,
  });
}

function checkDirection(check: Validation, { direction }: KnowledgeContentInput, kind: KnowledgeKind): void {
  if ((kind === "DIRECTION") !== (direction != null)) {
    check.add("content.direction", {
      zh: "指引须填写 direction，其他类型不得填写。",
      en: "A DIRECTION needs its direction, and no other kind has one.",
    });
  }
  if (direction == null) return;
  const limits = knowledgeLimits;
  if (!matterPattern.test(direction.matter)) {
    check.add("content.direction.matter", {
      zh: "matter 应以大写字母开头，由大写字母、数字和下划线组成，最多 60 个字符。",
      en: "matter must open with a capital letter and hold capital letters, digits and underscores, at most 60.",
    });
  }
  check.text("content.direction.organisation", direction.organisation, limits.organisation, 1);
  check.text("content.direction.telephone", direction.telephone, limits.telephone);
  check.text("content.direction.hours", direction.hours, limits.hours);
}
