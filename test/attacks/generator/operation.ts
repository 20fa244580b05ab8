import { buildLianxinSchema } from "../../../src/api/schema.js";
import { type RootFieldName, rootField, rootFieldNames } from "../../access/documents.js";
import { ableActors, actorNames } from "./actors.js";
import { type Choices, choicesOf } from "./choices.js";
import { bent } from "./faults.js";
import { goalsOf } from "./goals.js";
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
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.callsBehind"),
  ...Array.from({ length: 8 }, (): RootFieldName => "Query.ticket"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.viewer"),
  ...Array.from({ length: 3 }, (): RootFieldName => "Query.surgeAlert"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.staffingAdvice"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.entryQuality"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.import"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.knowledgeDocument"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Mutation.recordCalls"),
  ...Array.from({ length: 2 }, (): RootFieldName => "Query.priceDigests"),
  "Mutation.mergeBureaus",
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
    goal: null,
    left: { fields: choices.pick([30, 12, 60, 90]), aliases: choices.pick([2, 0, 5]), directives: 3 },
  };
}

// A prime, which has no divisor in common with the number of root fields: all are taken before one comes again.
const stride = 7919;

/**
 * One root field, and now and then others of the same operation beside it. The places of a run take all of them in turn, so
 * that each is asked for equally often.
 */
function chosenRoots(choices: Choices, place: number): RootFieldName[] {
  const first = rootChoices[(place * stride) % rootChoices.length] ?? "Query.viewer";
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
    const goals = goalsOf(schema, name);
    draft.goal = goals.length > 0 && draft.choices.chance(60) ? draft.choices.pick(goals) : null;
    // Two root fields of one name need two names in the answer.
    const label = place === 0 ? undefined : `more${place}`;
    return fieldText(draft, schema, owner, field, deepest, label);
  });
  const kind = (roots[0] ?? "Query").startsWith("Mutation") ? "mutation" : "query";
  const named = draft.choices.chance(70) ? " Generated" : "";
  return `${kind}${named}${declarations(draft.variables)} { ${parts.join(" ")} } ${draft.fragments.join(" ")}`.trim();
}

/**
 * Builds a request out of a sequence of choices: equal sequences at equal places give equal requests, but for what is looked up.
 *
 * @param place the number of the request among those of its run
 */
export function planFrom(sequence: readonly number[], place: number): Plan {
  const choices = choicesOf(sequence);
  const draft = newDraft(choices);
  const roots = chosenRoots(choices, place);
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
