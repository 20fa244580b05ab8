import type { Actor, BilingualText } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInputs } from "../../platform/errors.js";
import { check } from "./checks.js";
import type { CheckedEntry, EntryRuleName, RuleEffect } from "./entry.js";
import { rulesInForce, rulesOfPath } from "./rules-in-force.js";

/** What a rule found of an entry. */
export interface Finding {
  rule: EntryRuleName;
  effect: Exclude<RuleEffect, "OFF">;
  /** The field of the input. */
  field: string;
  message: BilingualText;
}

/** Checks an entry by the rules of the actor's bureau and those above it. It changes nothing. */
export async function findingsOf(tx: Transaction, actor: Actor, entry: CheckedEntry): Promise<Finding[]> {
  const rows = await rulesOfPath(tx, actor);
  return rulesInForce(rows, entry.kind, entry.issueClass).flatMap((rule) =>
    check(entry, rule).map(({ field, message }) => ({
      rule: rule.rule,
      effect: rule.effect === "BLOCK" ? "BLOCK" : "WARN",
      field,
      message,
    })),
  );
}

/**
 * Keeps an entry from being passed on while a rule blocks it.
 *
 * @param prefix where the entry stands in the input, such as "also."
 * @throws INVALID_INPUT with all fields at fault
 */
export function refuseBlocked(findings: readonly Finding[], prefix = ""): void {
  const [first, ...others] = findings
    .filter(({ effect }) => effect === "BLOCK")
    .map(({ field, message }) => ({ field: `${prefix}${field}`, message }));
  if (first !== undefined) throw invalidInputs([first, ...others]);
}
