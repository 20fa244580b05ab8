import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
} from "graphql";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { fromGlobalId } from "../../src/platform/ids.js";
import type { Variables } from "../api.js";

/** The root types of the schema. */
type Root = "Query" | "Mutation" | "Subscription";

/** A root field of the schema, such as "Mutation.signTicket". */
export type RootFieldName = `${Root}.${string}`;

const operationOf = { Query: "query", Mutation: "mutation", Subscription: "subscription" } as const;

function rootType(schema: GraphQLSchema, root: Root): GraphQLObjectType {
  const type = {
    Query: schema.getQueryType(),
    Mutation: schema.getMutationType(),
    Subscription: schema.getSubscriptionType(),
  }[root];
  if (type == null) throw new Error(`the schema has no type ${root}`);
  return type;
}

/**
 * Every root field of the schema that is asked over HTTP, so that a test over all of them cannot forget a new one.
 *
 * @param roots of which types
 */
export function rootFieldNames(roots: readonly Root[] = ["Query", "Mutation"]): RootFieldName[] {
  const schema = buildLianxinSchema();
  return roots.flatMap((root) =>
    Object.keys(rootType(schema, root).getFields()).map((name): RootFieldName => `${root}.${name}`),
  );
}

/** The root field of a name. */
export function rootField(name: RootFieldName): GraphQLField<unknown, unknown> {
  const [root, field = ""] = name.split(".") as [Root, string];
  const found = rootType(buildLianxinSchema(), root).getFields()[field];
  if (found === undefined) throw new Error(`there is no field ${name}`);
  return found;
}

const isOptional = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.every(({ type }) => !isNonNullType(type));

function selectField(field: GraphQLField<unknown, unknown>, depth: number): string[] {
  if (!isOptional(field)) return [];
  if (isLeafType(getNamedType(field.type))) return [field.name];
  // What may be any of the types is read by its own root field.
  if (isInterfaceType(getNamedType(field.type))) return [`${field.name} { __typename id }`];
  const inner = selectionOf(field.type, depth);
  const isPaged = field.args.some(({ name }) => name === "first");
  return inner === "" ? [] : [`${field.name}${isPaged ? "(first: 5)" : ""} ${inner}`];
}

/**
 * Every field of a type and of the types beneath it, down to a depth. Connections cost no depth: what is read of them is
 * their nodes. Of an interface all types are read, and a field under a name of its own where another type has one of
 * another kind.
 *
 * @param types the types that are read of an interface, where not all of them are
 */
export function selectionOf(output: GraphQLOutputType, depth: number, types: readonly string[] = []): string {
  const type = getNamedType(output);
  if (!isCompositeType(type) || depth === 0) return "";
  if (isInterfaceType(type)) {
    const possible = buildLianxinSchema()
      .getPossibleTypes(type)
      .filter(({ name }) => types.length === 0 || types.includes(name));
    const isOneKind = (name: string) =>
      new Set(possible.flatMap((one) => one.getFields()[name]?.type ?? []).map(String)).size < 2;
    const parts = possible.map((one) => {
      const selected = Object.values(one.getFields()).flatMap((field) =>
        selectField(field, depth - 1).map((text) => (isOneKind(field.name) ? text : `${one.name}_${aliased(text)}`)),
      );
      return `... on ${one.name} { ${selected.join(" ")} }`;
    });
    return `{ __typename id ${parts.join(" ")} }`;
  }
  if (!("getFields" in type)) return "";
  if (type.name.endsWith("Connection")) {
    const nodes = type.getFields().nodes;
    const inner = nodes === undefined ? "" : selectionOf(nodes.type, depth);
    return `{ ${pageOf(type)} nodes ${inner} }`;
  }
  const selected = Object.values(type.getFields()).flatMap((field) => selectField(field, depth - 1));
  return selected.length === 0 ? "" : `{ ${selected.join(" ")} }`;
}

/** What is read of a page besides its items; of what has no end nobody counts the items. */
const pageOf = (connection: { getFields(): object }): string =>
  `${"totalCount" in connection.getFields() ? "totalCount " : ""}pageInfo { endCursor hasNextPage } edges { cursor }`;

// "name { .. }" and "name" become "name: name { .. }" and "name: name", to be put behind a prefix.
const aliased = (selection: string): string => `${/^\w+/.exec(selection)?.[0] ?? ""}: ${selection}`;

/** The types of the objects that variables name by their global identifiers. */
function typesNamed({ id, ids }: Variables): string[] {
  const named = [id, ids].flat().map((text) => (typeof text === "string" ? fromGlobalId(text)?.type : undefined));
  return named.filter((type) => type !== undefined);
}

/** How many tokens a part of a selection may have: a document of one part and its root field is small enough. */
const mostTokens = 1200;

const tokensOf = (text: string): number => text.match(/\.\.\.|\w+|[^\s\w,]/g)?.length ?? 0;

/** Selections put together in order, as many as fit into one part. */
function inParts(selected: readonly string[]): string[] {
  const parts: string[] = [];
  for (const one of selected) {
    const last = parts.at(-1);
    if (last !== undefined && tokensOf(last) + tokensOf(one) <= mostTokens) parts[parts.length - 1] = `${last} ${one}`;
    else parts.push(one);
  }
  return parts;
}

/** What `selectionOf` selects, in parts that are small enough for a document each. */
function selectionsOf(output: GraphQLOutputType, depth: number, types: readonly string[]): string[] {
  const type = getNamedType(output);
  const whole = selectionOf(output, depth, types);
  if (tokensOf(whole) <= mostTokens || !isCompositeType(type) || !("getFields" in type)) return [whole];
  if (isInterfaceType(type)) {
    return buildLianxinSchema()
      .getPossibleTypes(type)
      .filter(({ name }) => types.length === 0 || types.includes(name))
      .flatMap((one) => selectionsOf(one, depth, []).map((part) => `{ __typename id ... on ${one.name} ${part} }`));
  }
  const nodes = type.getFields().nodes;
  if (type.name.endsWith("Connection") && nodes !== undefined) {
    return selectionsOf(nodes.type, depth, []).map((part) => `{ ${pageOf(type)} nodes ${part} }`);
  }
  const fields = Object.values(type.getFields()).flatMap((field) => selectField(field, depth - 1));
  return inParts(fields).map((part) => `{ ${part} }`);
}

/**
 * The documents that ask one root field with all its given variables: one, or several where everything that is read of the
 * answer is too much for one.
 *
 * @param depth how deep the answer is read; see `selectionOf`
 * @param first how many items of a list are asked for
 */
export function documentsFor(name: RootFieldName, variables: Variables, depth: number, first = 20): string[] {
  const types = typesNamed(variables);
  const selections = selectedOnce(["parts", name, depth, types], () =>
    selectionsOf(rootField(name).type, depth, types),
  );
  return selections.map((selection) => documentOf(name, variables, selection, first));
}

/**
 * The document that asks one root field with all its given variables.
 *
 * @param depth how deep the answer is read; see `selectionOf`
 * @param first how many items of a list are asked for
 */
export function documentFor(name: RootFieldName, variables: Variables, depth: number, first = 20): string {
  const types = typesNamed(variables);
  const [selection = ""] = selectedOnce(["whole", name, depth, types], () => [
    selectionOf(rootField(name).type, depth, types),
  ]);
  return documentOf(name, variables, selection, first);
}

const selected = new Map<string, string[]>();

/** What was selected for the same purpose before: a test asks the same of many people, and to write it takes as long as to answer it. */
function selectedOnce(purpose: readonly unknown[], select: () => string[]): string[] {
  const key = JSON.stringify(purpose);
  const known = selected.get(key) ?? select();
  selected.set(key, known);
  return known;
}

function documentOf(name: RootFieldName, variables: Variables, selection: string, first: number): string {
  const [root, fieldName] = name.split(".") as [Root, string];
  const field = rootField(name);
  const given = field.args.filter((argument) => argument.name in variables);
  const declared = given.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const [outer, inner] = given.length === 0 ? ["", ""] : [`(${declared})`, `(${passed})`];
  const page = field.args.some(({ name: argument }) => argument === "first") && !("first" in variables);
  const withPage = page ? (inner === "" ? `(first: ${first})` : inner.replace(/\)$/, `, first: ${first})`)) : inner;
  return `${operationOf[root]} Tried${outer} { ${fieldName}${withPage} ${selection} }`;
}
