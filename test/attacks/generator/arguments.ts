import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Frame } from "./meanings.js";
import { type Draft, plain, type Value } from "./plan.js";
import { valueFor } from "./values.js";
import { literal } from "./writing.js";

/** Arguments without which a field answers little, or refuses: how often they are given, in a hundred. */
const mostlyGiven: Readonly<Record<string, number>> = {
  "Query.person.id": 70,
  "Query.dueCounts.within": 70,
  "Query.callIntake.id": 92,
  "Query.callIntake.callId": 6,
  "Query.callIntake.source": 6,
  first: 60,
  after: 12,
};

/** A text for the arguments of a field, with its brackets; empty where none is given. */
export function argumentsFor(draft: Draft, owner: string, field: GraphQLField<unknown, unknown>): string {
  const frame: Frame = { rootField: field.name, subject: null, secret: null, confided: new Set() };
  const written = field.args.flatMap((argument) => {
    if (!isGiven(draft, owner, field, argument)) return [];
    const value = valueFor(draft, frame, argument.type, { owner: `${owner}.${field.name}`, name: argument.name });
    return [`${argument.name}: ${literal(hoisted(draft, argument.type, value, 55))}`];
  });
  return written.length === 0 ? "" : `(${written.join(", ")})`;
}

function isGiven(
  draft: Draft,
  owner: string,
  field: GraphQLField<unknown, unknown>,
  { name, type, defaultValue }: GraphQLArgument,
): boolean {
  const { choices, boldness } = draft;
  if (boldness === "WRONG" && choices.chance(2)) return false;
  if (isNonNullType(type) && defaultValue === undefined) return true;
  return choices.chance(mostlyGiven[`${owner}.${field.name}.${name}`] ?? mostlyGiven[name] ?? 30);
}

/** The value, of which the whole or some parts stand in variables. */
function hoisted(draft: Draft, type: GraphQLInputType, value: Value, percent: number): Value {
  if (draft.variables.length < 8 && draft.choices.chance(percent)) return variable(draft, type, value);
  const inner = isNonNullType(type) ? type.ofType : type;
  if (value.is === "list" && isListType(inner)) {
    return { is: "list", items: value.items.map((item) => hoisted(draft, inner.ofType, item, 10)) };
  }
  if (value.is === "object" && isInputObjectType(inner)) {
    const known = inner.getFields();
    const fields = value.fields.map(([name, field]): [string, Value] => {
      const of = known[name];
      return [name, Object.hasOwn(known, name) && of !== undefined ? hoisted(draft, of.type, field, 10) : field];
    });
    return { is: "object", fields };
  }
  return value;
}

function variable(draft: Draft, type: GraphQLInputType, value: Value): Value {
  const { choices, boldness } = draft;
  const name = choices.pick(["input", "value", "it", "v"]) + draft.variables.length;
  const isNull = value.is === "plain" && value.value === null;
  const isStricter = !isNonNullType(type) && !isNull && choices.chance(20);
  const hasFallback = !isNull && choices.chance(12);
  const isForgotten = hasFallback ? choices.chance(50) : boldness === "WRONG" && choices.chance(3);
  draft.variables.push({
    name,
    type: isStricter ? `${type}!` : `${type}`,
    sent: isForgotten ? null : value,
    fallback: hasFallback ? value : null,
  });
  return { is: "variable", name };
}

/** A text for a condition of @skip or @include: a literal, or a variable with or without a default. */
export function conditionFor(draft: Draft): string {
  const { choices } = draft;
  const value = plain(choices.chance(50));
  if (draft.variables.length >= 8 || choices.chance(30)) return literal(value);
  const name = `flag${draft.variables.length}`;
  const fallback = choices.chance(30) ? plain(choices.chance(50)) : null;
  const isLeftOut = fallback !== null && choices.chance(50);
  draft.variables.push({ name, type: "Boolean!", sent: isLeftOut ? null : value, fallback });
  return `$${name}`;
}
