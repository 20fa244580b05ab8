import { startValidation } from "../../platform/validation.js";
import { type Drafted, type KnowledgeChange, type Told, writeKnowledge } from "./knowledge.change.js";
import { type DocumentRow, documentUpdate, type VersionRow, versionUpdate } from "./knowledge.store.js";
import { knowledgeLimits } from "./knowledge.words.js";

/** What a step changes of drafts and of their entries. */
export interface DraftStep {
  version: Partial<VersionRow>;
  /** What it changes of every entry. */
  document?: Partial<DocumentRow>;
  /** What it changes besides of entries of which nothing was published yet. */
  unpublished: Partial<DocumentRow>;
  told: Told;
}

/** Takes a step upon drafts that go together; the first of them is the entry that was asked about. */
export async function stepDrafts(
  change: KnowledgeChange,
  drafted: readonly Drafted[],
  { document: changes = {}, told, unpublished, version }: DraftStep,
): Promise<DocumentRow> {
  const steps = drafted.map(({ document, draft }) => {
    const all = { ...changes, ...(document.lastPublished === null ? unpublished : {}), changedAt: change.at };
    return { document, draft, all, after: { ...document, ...all, version: document.version + 1 } };
  });
  const writings = steps.flatMap(({ all, document, draft }) => [
    documentUpdate(document, all),
    versionUpdate(draft, version),
  ]);
  const after = steps.map((step) => step.after);
  await writeKnowledge(change, writings, after, told);
  return after[0] ?? change.document;
}

/**
 * Checks the words that explain a step.
 *
 * @throws INVALID_INPUT at `reason`
 */
export function checkReasonGiven(reason: string): string {
  const check = startValidation();
  check.text("reason", reason, knowledgeLimits.reason, 2);
  check.finish();
  return reason;
}
