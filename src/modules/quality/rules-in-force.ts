import { type Actor, pathOf } from "../../platform/actor.js";
import { afterCommit, asSystemWithin, identityOf, type Transaction } from "../../platform/database.js";
import { createMemory } from "../../platform/loaders.js";
import type { TicketKind } from "../dictionaries/index.js";
import { type EntryRule, type EntryRuleName, entryRuleNames, type RequirableField, type RuleEffect } from "./entry.js";
import { findRulesOf, type RuleRow } from "./rule.store.js";
import { shippedRule } from "./shipped-rules.js";

/** How long a process goes on with the rules that it knows, in milliseconds. */
const rulesLifetime = 2000;

const memory = createMemory<readonly RuleRow[]>(10_000, rulesLifetime);

/**
 * What the bureaus of the actor's path have set, from the nation down. It is remembered of each bureau, so that an entry
 * needs no statement.
 *
 * SECURITY: widened sight: a rule of a superior is in force beneath it, and says nothing of anybody. It is read as the
 * platform, so nothing else may run in the transaction meanwhile.
 */
export async function rulesOfPath(tx: Transaction, actor: Actor): Promise<readonly RuleRow[]> {
  const path = pathOf(actor.bureau);
  const identity = identityOf(tx);
  const held = memory.of(identity);
  const missing = path.filter((code) => !held.values.has(code));
  if (missing.length === 0) return path.flatMap((code) => held.values.get(code) ?? []);
  const { generation } = held;
  const rows = await asSystemWithin(tx, actor, "rules of entries hold beneath whoever sets them", () =>
    findRulesOf(tx, missing),
  );
  const found = new Map(missing.map((code) => [code, rows.filter(({ bureau }) => bureau === code)]));
  const all = path.flatMap((code) => held.values.get(code) ?? found.get(code) ?? []);
  const remembered = memory.of(identity);
  if (remembered.generation === generation) for (const [code, of] of found) remembered.values.set(code, of);
  return all;
}

/** To be called by whoever writes rules: this process reads them anew when the change has committed. */
export function forgetRulesAfter(tx: Transaction): void {
  afterCommit(tx, (database) => memory.forget(database));
}

/**
 * The rules that hold for an entry: of each the one that the nearest bureau has set for its kind and class, the most special
 * first; or else as shipped. Pure.
 *
 * @param rows what the bureaus of a path have set, from the nation down
 */
export function rulesInForce(rows: readonly RuleRow[], kind: TicketKind, issueClass: string): EntryRule[] {
  return entryRuleNames.map((rule) => {
    const fitting = rows.filter(
      (row) =>
        row.rule === rule &&
        (row.ticketKind === "" || row.ticketKind === kind) &&
        (row.issueClass === "" || row.issueClass === issueClass),
    );
    const nearest = fitting.at(-1)?.bureau;
    const [set] = fitting
      .filter(({ bureau }) => bureau === nearest)
      .sort((one, other) => specialityOf(other) - specialityOf(one));
    const shipped = shippedRule(rule, kind, issueClass);
    return set === undefined ? shipped : withSet(shipped, set);
  });
}

const specialityOf = ({ issueClass, ticketKind }: RuleRow): number =>
  (issueClass === "" ? 0 : 2) + (ticketKind === "" ? 0 : 1);

function withSet(shipped: EntryRule, { effect, fields, least, words, rule }: RuleRow): EntryRule {
  return {
    rule: rule as EntryRuleName,
    effect: effect as RuleEffect,
    least: least ?? shipped.least,
    words: words ?? shipped.words,
    fields: (fields as RequirableField[] | null) ?? shipped.fields,
  };
}
