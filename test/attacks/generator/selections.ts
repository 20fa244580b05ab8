import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from "graphql";
import { argumentsFor, conditionFor } from "./arguments.js";
import { fieldToward, isList } from "./goals.js";
import type { Draft } from "./plan.js";

type Field = GraphQLField<unknown, unknown>;

const isLeaf = ({ type }: Field): boolean => isLeafType(getNamedType(type));

/** How many levels of objects lie under a root field at most. */
export const deepest = 6;

/**
 * A field with its arguments and what is selected of it.
 *
 * @param label the name that it has in the answer; its own where it is left out
 */
export function fieldText(
  draft: Draft,
  schema: GraphQLSchema,
  owner: string,
  field: Field,
  depth: number,
  label?: string,
): string {
  draft.left.fields -= 1;
  const given = argumentsFor(draft, owner, field);
  const inner = isLeaf(field) ? "" : ` ${selectionText(draft, schema, field, depth)}`;
  const alias = label ?? aliasFor(draft, field.name);
  return `${alias === null ? "" : `${alias}: `}${field.name}${given}${directiveFor(draft)}${inner}`;
}

function aliasFor(draft: Draft, name: string): string | null {
  if (draft.left.aliases <= 0 || !draft.choices.chance(5)) return null;
  draft.left.aliases -= 1;
  return `${draft.choices.pick(["a", "_", "A9", "__x"].map((start) => `${start}_${name}`))}_${draft.left.aliases}`;
}

function directiveFor(draft: Draft): string {
  const { choices, left } = draft;
  if (left.directives <= 0 || !choices.chance(4)) return "";
  left.directives -= 1;
  // Fields are mostly kept: what is left out is not tried.
  return ` @${choices.pick(["include", "skip"])}(if: ${conditionFor(draft)})`;
}

function selectionText(draft: Draft, schema: GraphQLSchema, field: Field, depth: number): string {
  const type = getNamedType(field.type);
  if (isInterfaceType(type)) {
    // Fields of two types may share no name unless they share their types too: so of one of them all, of another its id.
    const types = schema.getPossibleTypes(type);
    const [one, other] = [draft.choices.pick(types), draft.choices.pick(types)];
    const inOther = one === other ? "" : ` ... on ${other.name} { id }`;
    return `{ __typename id ... on ${one.name} ${objectText(draft, schema, one, depth - 1)}${inOther} }`;
  }
  if (!isObjectType(type)) throw new Error(`nothing can be selected of ${type}`);
  return objectText(draft, schema, type, depth - 1);
}

function objectText(draft: Draft, schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string {
  // What leads to the goal is chosen first, so that the way there is whole before anything beside it is chosen.
  if (type.name === draft.goal) draft.goal = null;
  const parts = chosenFields(draft, schema, type, depth).map((field) =>
    fieldText(draft, schema, type.name, field, isList(field) ? depth - 1 : depth),
  );
  if (parts.length === 0 || draft.choices.chance(6)) parts.push("__typename");
  return `{ ${inFragments(draft, type, parts).join(" ")} }`;
}

const waysTo = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/** How many fields of a schema lead to each type of objects. */
function waysIn(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const known = waysTo.get(schema);
  if (known !== undefined) return known;
  const ways = new Map<string, number>();
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const { name } = getNamedType(field.type);
      ways.set(name, (ways.get(name) ?? 0) + 1);
    }
  }
  waysTo.set(schema, ways);
  return ways;
}

// Where one or two fields alone lead to a type, they are chosen much more often: else the type is hardly ever seen.
const weighed = (schema: GraphQLSchema, fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => {
    const ways = waysIn(schema).get(getNamedType(field.type).name) ?? 0;
    const times = ways <= 2 ? 6 : 1;
    return Array.from({ length: times }, () => field);
  });

function chosenFields(draft: Draft, schema: GraphQLSchema, type: GraphQLObjectType, depth: number): Field[] {
  const { choices, left } = draft;
  const fields = Object.values(type.getFields());
  const leaves = fields.filter(isLeaf);
  const objects = depth > 0 && left.fields > 4 ? weighed(schema, fields).filter((field) => !isLeaf(field)) : [];
  // One number decides on sixteen fields: a field costs a bit of it.
  const start = choices.below(leaves.length || 1);
  const some = choices.pick([2, 1, 4, 8, 30]);
  const toward = draft.goal === null ? null : fieldToward(schema, type, draft.goal, depth);
  const chosen = new Set(toward === null ? [] : [toward]);
  for (const leaf of [...leaves, ...leaves].slice(start, start + Math.min(some, leaves.length))) chosen.add(leaf);
  const inside = choices.pick([0, 1, 1, 2, 2, 3]);
  const isPage = type.name.endsWith("Connection");
  for (let round = 0; objects.length > 0 && round < (isPage ? Math.max(inside, 1) : inside); round += 1) {
    chosen.add(choices.pick(objects));
  }
  if (chosen.size === 0 && objects.length > 0) chosen.add(choices.pick(objects));
  return [...chosen].slice(0, Math.max(left.fields, 1));
}

// Some of the parts go into a fragment: inline with or without a type, or named.
function inFragments(draft: Draft, type: GraphQLObjectType, parts: readonly string[]): string[] {
  const { choices } = draft;
  if (!choices.chance(12)) return [...parts];
  const cut = choices.below(parts.length);
  const [outside, inside] = [parts.slice(0, cut), parts.slice(cut).join(" ")];
  const form = choices.pick(["INLINE", "UNTYPED", "NAMED", "NAMED", "NODE"]);
  if (form === "UNTYPED") return [...outside, `...${directiveFor(draft)} { ${inside} }`];
  if (form === "INLINE") return [...outside, `... on ${type.name}${directiveFor(draft)} { ${inside} }`];
  if (form === "NODE" && type.getInterfaces().length > 0) return [...outside, inside, "... on Node { id }"];
  const name = `Part${draft.fragments.length}`;
  draft.fragments.push(`fragment ${name} on ${type.name} { ${inside} }`);
  const spread = `...${name}${directiveFor(draft)}`;
  return choices.chance(20) ? [...outside, spread, spread] : [...outside, spread];
}
