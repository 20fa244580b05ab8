import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { requireEntries } from "../dictionaries/index.js";

/** What a ticket is sorted by. */
export interface Classes {
  issueClass: string;
  goodsClass: string | null;
  topics: string[];
}

/** How many topics a ticket may have. */
export const mostTopics = 10;

/**
 * Checks the classes of a ticket against the dictionaries in force for the bureau, in one query.
 *
 * @param prefix where the classes stand in the input, such as "also."
 * @returns the classes, and the business line that the issue class belongs to
 * @throws INVALID_INPUT naming the first code that is not in force for this kind of ticket
 */
export async function classify(
  tx: Transaction,
  actor: Actor,
  on: string,
  kind: string,
  classes: Classes,
  prefix = "",
): Promise<Classes & { line: string | null }> {
  if (classes.topics.length > mostTopics || new Set(classes.topics).size < classes.topics.length) {
    throw invalidInput(`${prefix}topics`, {
      zh: `主题最多 ${mostTopics} 个，且不得重复。`,
      en: `There may be at most ${mostTopics} topics, each once.`,
    });
  }
  const [issueClass] = await requireEntries(tx, actor, [
    { dictionary: "ISSUE_CLASS", code: classes.issueClass, field: `${prefix}issueClass`, kind, on },
    ...(classes.goodsClass === null
      ? []
      : [{ dictionary: "GOODS_CLASS" as const, code: classes.goodsClass, field: `${prefix}goodsClass`, kind, on }]),
    ...classes.topics.map((code) => ({ dictionary: "TOPIC" as const, code, field: `${prefix}topics`, kind, on })),
  ]);
  return { ...classes, line: issueClass?.line ?? null };
}
