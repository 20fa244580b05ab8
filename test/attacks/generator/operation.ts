import { buildLianxinSchema } from "../../../src/api/schema.js";
import { type RootFieldName, rootField, rootFieldNames } from "../../access/documents.js";
import { ableActors, actorNames } from "./actors.js";
import { type Choices, choicesOf } from "./choices.js";
import { bent } from "./faults.js";
import type { Boldness, Draft, Plan, Transport } from "./plan.js";
import { deepest, fieldText } from "./selections.js";
import { declarations, variablesJson } from "./writing.js";

const rootNames = rootFieldNames();

// A question to the statistics has more forms than most fields have together, and its answer more types; most other types
// hang on tickets, few of those who ask are programs, and few splits have shares that fit.
const rootChoices: readonly RootFieldName[] = [
  ...rootNames,
  ...Array.from({ length: 8 }, (): RootFieldName => "Query.statistics"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.regionRanking"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.ticketsBehind"),
  ...Array.from({ length: 4 }, (): RootFieldName => "Query.ticket"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.viewer"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.surgeAlert"),
  "Mutation.splitBureau",
];

function newDraft(choices: Choices): Draft {
  const boldness: Boldness = choices.chance(12) ? "WRONG" : choices.chance(25) ? "ODD" : "FITTING";
  return {
    choices,
    boldness,
    variables: [],
    subjects: [],
    references: [],
    secrets: 0,
    fragments: [],
    left: { fields: choices.pick([30, 12, 60, 90]), aliases: choices.pick([2, 0, 5]), directives: 3 },
  };
}

/** One root field, and now and then others of the same operation beside it. */
function chosenRoots(choices: Choices): RootFieldName[] {
  const first = choices.pick(rootChoices);
  const alike = rootNames.filter((name) => name.split(".")[0] === first.split(".")[0]);
  const more = choices.chance(12) ? choices.pick([1, 1, 2]) : 0;
  return [first, ...Array.from({ length: more }, () => choices.pick(alike))];
}

function actorsFor(choices: Choices, roots: readonly RootFieldName[]): Pick<Plan, "actor" | "standIns"> {
  if (choices.chance(15)) return { actor: choices.pick(actorNames), standIns: [] };
  const able = ableActors(roots[0] ?? "Query.viewer");
  const actor = choices.pick(able);
  return { actor, standIns: choices.chance(75) ? [...new Set(able)] : [] };
}

function transportFor(choices: Choices): Transport {
  if (!choices.chance(9)) return "POST";
  return choices.pick(["GET", "GET", "GET", "EXTRA_PARTS", "EXTRA_PARTS", "WRONG_TYPE", "BROKEN_JSON", "BATCH"]);
}

function documentText(draft: Draft, roots: readonly RootFieldName[]): string {
  const schema = buildLianxinSchema();
  const parts = roots.map((name, place) => {
    const [owner = ""] = name.split(".");
    const field = rootField(name);
    // Two root fields of one name need two names in the answer.
    const label = place === 0 ? undefined : `more${place}`;
    return fieldText(draft, schema, owner, field, deepest, label);
  });
  const kind = (roots[0] ?? "Query").startsWith("Mutation") ? "mutation" : "query";
  const named = draft.choices.chance(70) ? " Generated" : "";
  return `${kind}${named}${declarations(draft.variables)} { ${parts.join(" ")} } ${draft.fragments.join(" ")}`.trim();
}

/** Builds a request out of a sequence of choices: equal sequences give equal requests, but for what is looked up. */
export function planFrom(sequence: readonly number[]): Plan {
  const choices = choicesOf(sequence);
  const draft = newDraft(choices);
  const roots = chosenRoots(choices);
  const actors = actorsFor(choices, roots);
  const transport = transportFor(choices);
  const isEnglish = choices.chance(50);
  const document = documentText(draft, roots);
  return {
    ...actors,
    transport,
    isEnglish,
    document: draft.boldness === "WRONG" && choices.chance(60) ? bent(draft, document) : document,
    variables: variablesJson(draft.variables),
    subjects: draft.subjects,
    references: draft.references,
    secrets: draft.secrets,
  };
}
