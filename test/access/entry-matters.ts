import type { Unit, World } from "../world.js";

/** The rule that a city sets itself; its sister sets another. */
export const ruleOf = (city: Unit): string => (city === "cityA" ? "NAME_FORM" : "IDENTITY_FORM");

/** A city checks entries by a rule in a way of its own. */
export async function addEntryRule(world: World, city: "cityA" | "cityB"): Promise<void> {
  const document = "mutation ($input: SetEntryRuleInput!) { setEntryRule(input: $input) { rules { rule } } }";
  await world.as(`${city}.head`).ask(document, { input: { rule: ruleOf(city), effect: "WARN" } });
}
