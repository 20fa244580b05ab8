import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  TypeMetaFieldDef,
  typeFromAST,
  type ValueNode,
  valueFromASTUntyped,
} from "graphql";
import { largestPage, usualPage } from "../../platform/pagination.js";
import { costOfField, type FullFieldCost, usualCosts } from "./field-costs.js";
import { add, type Cost, constant, evaluate, times, type Variables } from "./formula.js";

/** What a selection costs: once, and for each item of the page where it selects from a connection. */
interface SelectionCost {
  once: Cost;
  forEachItem: Cost;
}

const nothing: SelectionCost = { once: constant(0), forEachItem: constant(0) };

/** What one operation needs while its cost is worked out. */
interface Reading {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The cost of each fragment, worked out once however often it is spread. */
  known: Map<string, SelectionCost>;
}

/**
 * Makes the function that tells what an operation costs: the sum over its fields of what each costs, times the sizes of
 * the lists around it. A page has the size that `first` asks for, whether it will be full or not. Fields that `@skip` or
 * `@include` leave out count, and of the types of an interface all.
 *
 * All that does not hang on variables is worked out here, once a document; documents must have passed validation.
 */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  if (root == null) return () => 0;
  const reading: Reading = { schema, fragments, known: new Map() };
  const { once } = costOfSelections(reading, root, operation.selectionSet.selections);
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue !== undefined) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  // Beyond this a number is not exact any more; it is far beyond every limit.
  return (variables) => Math.min(Math.ceil(evaluate(once, { ...defaults, ...variables })), Number.MAX_SAFE_INTEGER);
}

function costOfSelections(
  reading: Reading,
  parent: GraphQLCompositeType,
  selections: readonly SelectionNode[],
): SelectionCost {
  const parts = selections.map((selection) => costOfSelection(reading, parent, selection));
  return {
    once: add(parts.map(({ once }) => once)),
    forEachItem: add(parts.map(({ forEachItem }) => forEachItem)),
  };
}

function costOfSelection(reading: Reading, parent: GraphQLCompositeType, selection: SelectionNode): SelectionCost {
  if (selection.kind === Kind.FIELD) return costOfNode(reading, parent, selection);
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    const named = selection.typeCondition && typeFromAST(reading.schema, selection.typeCondition);
    return costOfSelections(reading, isCompositeType(named) ? named : parent, selection.selectionSet.selections);
  }
  const name = selection.name.value;
  const known = reading.known.get(name);
  if (known !== undefined) return known;
  reading.known.set(name, nothing);
  const fragment = reading.fragments.get(name);
  const type = fragment && typeFromAST(reading.schema, fragment.typeCondition);
  const cost =
    fragment && isCompositeType(type) ? costOfSelections(reading, type, fragment.selectionSet.selections) : nothing;
  reading.known.set(name, cost);
  return cost;
}

function costOfNode(reading: Reading, parent: GraphQLCompositeType, node: FieldNode): SelectionCost {
  const field = fieldOf(reading.schema, parent, node.name.value);
  // What is left is `__typename`.
  if (field === undefined) return { once: constant(usualCosts.leaf), forEachItem: constant(0) };
  const cost = costOfField(reading.schema, parent.name, field);
  const type = getNamedType(field.type);
  const inside = isCompositeType(type) ? costOfSelections(reading, type, node.selectionSet?.selections ?? []) : nothing;
  const own = add([constant(cost.weight), ...costsOfArguments(cost, node)]);
  const value = add([constant(cost.each), inside.once]);
  // The items of a page are counted by the connection around them, which knows the page's size.
  if (isItemsOfConnection(parent, field)) return { once: own, forEachItem: value };
  const all = cost.isList
    ? times(sizeOfList(cost, node), value)
    : add([value, times(cost.isConnection ? sizeOfPage(node) : constant(1), inside.forEachItem)]);
  return { once: add([own, all]), forEachItem: constant(0) };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isItemsOfConnection(parent: GraphQLCompositeType, { name }: GraphQLField<unknown, unknown>): boolean {
  return parent.name.endsWith("Connection") && (name === "edges" || name === "nodes");
}

function sizeOfPage(node: FieldNode): Cost {
  const first = argumentOf(node, "first");
  // A size out of bounds is refused with an error of its own, after nothing was read.
  return first === undefined ? constant(usualPage) : sized(first, (value) => boundedSize(value, usualPage));
}

function sizeOfList(cost: FullFieldCost, node: FieldNode): Cost {
  const list = cost.itemsOf === undefined ? undefined : argumentOf(node, cost.itemsOf);
  if (list === undefined) return constant(cost.items);
  return sized(list, (value) => boundedSize(Array.isArray(value) ? value.length : 1, 1));
}

function boundedSize(value: unknown, otherwise: number): number {
  if (typeof value !== "number" || !Number.isInteger(value)) return otherwise;
  return Math.min(Math.max(value, 1), largestPage);
}

/** What the arguments that are given add to the cost of a field. */
function costsOfArguments(cost: FullFieldCost, node: FieldNode): Cost[] {
  return Object.entries(cost.arguments ?? {}).flatMap(([path, weight]) => {
    const [name = "", ...inner] = path.split(".");
    const given = argumentOf(node, name);
    if (given === undefined) return [];
    return [sized(given, (value) => weight * timesGiven(value, inner))];
  });
}

// Once, or once for each item of a list.
function timesGiven(value: unknown, path: readonly string[]): number {
  let found = value;
  for (const name of path) found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  if (Array.isArray(found)) return found.length;
  return found === undefined || found === null ? 0 : 1;
}

function argumentOf(node: FieldNode, name: string): ValueNode | undefined {
  return node.arguments?.find((argument) => argument.name.value === name)?.value;
}

/** The number that comes of a value, at once where no variable stands in it. */
function sized(node: ValueNode, measure: (value: unknown) => number): Cost {
  const of = (variables: Variables) => measure(valueFromASTUntyped(node, variables));
  return holdsVariable(node) ? { kind: "value", of } : constant(of({}));
}

function holdsVariable(node: ValueNode): boolean {
  if (node.kind === Kind.VARIABLE) return true;
  if (node.kind === Kind.LIST) return node.values.some(holdsVariable);
  return node.kind === Kind.OBJECT && node.fields.some(({ value }) => holdsVariable(value));
}
