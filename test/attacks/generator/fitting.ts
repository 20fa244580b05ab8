import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from "graphql";

/** What the data of an answer are compared with. */
export interface Reading {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  /** What does not fit, with its path. */
  problems: string[];
  /** The fields that were answered with a value, such as "Ticket.number". */
  reached: Set<string>;
  /** The values of all identifiers, but for those of bureaus and divisions, which are public. */
  identifiers: string[];
}

type Fields = Map<string, FieldNode[]>;

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  ID: (value) => typeof value === "string" && value !== "",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  Int: (value) => typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= 2 ** 31,
  Whole: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === "number" && Number.isFinite(value),
  DateTimeISO: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  LocalDate: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value),
  Yuan: (value) => typeof value === "string" && /^(0|[1-9]\d*)\.\d\d$/.test(value),
};

/** Compares the data of an answer with the types of the schema: every field asked for, nothing else, and null only where it may be. */
export function readData(reading: Reading, root: GraphQLObjectType, selections: SelectionSetNode, data: unknown): void {
  readObject(reading, root, [selections], data, root.name);
}

function readObject(
  reading: Reading,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  value: unknown,
  path: string,
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reading.problems.push(`${path} is no object`);
    return;
  }
  const fields: Fields = new Map();
  for (const selection of selections) collect(reading, type, selection, fields);
  const given = Object.keys(value);
  const wanted = [...fields.keys()];
  if (given.join() !== wanted.join()) {
    reading.problems.push(`${path} has the fields ${given.join()}, and should have ${wanted.join()}`);
  }
  for (const [label, nodes] of fields) {
    readField(reading, type, nodes, (value as Readonly<Record<string, unknown>>)[label], `${path}.${label}`);
  }
}

function readField(
  reading: Reading,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  value: unknown,
  path: string,
): void {
  const name = nodes[0]?.name.value ?? "";
  const field = name === "__typename" ? TypeNameMetaFieldDef : type.getFields()[name];
  // The schema about itself is public, and graphql-js's own.
  if (field === undefined) return;
  if (value !== null && value !== undefined) reading.reached.add(`${type.name}.${name}`);
  if (name === "id" && typeof value === "string" && type.name !== "Bureau" && type.name !== "Division") {
    reading.identifiers.push(value);
  }
  const inner = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
  readValue(reading, field.type, inner, value, path);
}

function readValue(
  reading: Reading,
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  value: unknown,
  path: string,
): void {
  if (value === null || value === undefined) {
    if (isNonNullType(type) || value === undefined) reading.problems.push(`${path} is ${value}`);
    return;
  }
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    if (!Array.isArray(value)) reading.problems.push(`${path} is no list`);
    else
      for (const [place, item] of value.entries())
        readValue(reading, inner.ofType, selections, item, `${path}.${place}`);
    return;
  }
  if (isLeafType(inner)) {
    const fits = isEnumType(inner) ? inner.getValue(String(value)) !== undefined : forms[inner.name]?.(value);
    if (fits !== true) reading.problems.push(`${path} is no ${inner.name}`);
    return;
  }
  const runtime = isAbstractType(inner) ? runtimeType(reading.schema, value) : inner;
  if (!isObjectType(runtime)) reading.problems.push(`${path} is of no known type`);
  else readObject(reading, runtime, selections, value, path);
}

// The generator asks for the name of the type wherever it asks for an interface.
function runtimeType(schema: GraphQLSchema, value: unknown): unknown {
  return schema.getType(String((value as { __typename?: unknown }).__typename));
}

function collect(reading: Reading, type: GraphQLObjectType, { selections }: SelectionSetNode, fields: Fields): void {
  for (const node of selections) {
    if (getDirectiveValues(GraphQLSkipDirective, node, { ...reading.variables })?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, node, { ...reading.variables })?.if === false) continue;
    if (node.kind === Kind.FIELD) {
      const label = node.alias?.value ?? node.name.value;
      fields.set(label, [...(fields.get(label) ?? []), node]);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(node.name.value) : node;
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    const isOf = condition === undefined || condition === type.name || isImplemented(type, condition);
    if (isOf) collect(reading, type, fragment.selectionSet, fields);
  }
}

function isImplemented(type: GraphQLObjectType, name: string): boolean {
  return type.getInterfaces().some((one) => one.name === name);
}
