import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  GraphQLBoolean,
  type GraphQLField,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";

/** Values of variables, as graphql-js has coerced them. */
export type VariableValues = Record<string, unknown>;

/** What a field's value must become: the type, unfolded once, so that no row asks again. */
export type Shape = { readonly isNonNull: boolean } & (
  | { readonly kind: "leaf"; readonly write: (value: unknown) => unknown }
  | { readonly kind: "list"; readonly item: Shape }
  | { readonly kind: "object"; readonly type: GraphQLObjectType }
  | { readonly kind: "abstract"; readonly type: GraphQLAbstractType }
);

/** One field of the answer: everything about it that is the same for every row and every request. */
export interface FieldPlan {
  readonly responseName: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly shape: Shape;
  /**
   * For a field that is a property without arguments: what is answered for a value of the usual kind, and undefined for
   * every other value, which is then looked at in full.
   */
  readonly quick: ((value: unknown) => unknown) | undefined;
  /** The fields beneath, by the type of the object, as far as objects of that type have come. */
  readonly selections: Map<GraphQLObjectType, SelectionPlan>;
}

/** The fields of one object, in the order of the answer. */
export interface SelectionPlan {
  readonly fields: readonly FieldPlan[];
  /** Makes an object of the answer, without its fields. */
  readonly start: () => Record<string, unknown>;
}

/** An operation under one set of values for the variables of its @skip and @include. */
export interface Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** The values of those variables, and of no others: a plan outlives the request that it was made for. */
  readonly conditions: VariableValues;
  root: SelectionPlan | undefined;
}

/** An operation of a document, with its plans. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  /** The plan for the values of a request's variables. */
  planFor(variables: VariableValues): Plan;
}

// So many plans of one operation are kept: with the variables of many conditions a client could ask for thousands.
const mostPlans = 16;

/**
 * Reads an operation of a document.
 *
 * @param operationName its name; null when the document has one operation alone
 * @returns null when there is no such operation
 */
export function readOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): PlannedOperation | null {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const named =
    operationName === null ? operations : operations.filter(({ name }) => name?.value === operationName).slice(-1);
  const [operation, ...others] = named;
  if (operation === undefined || others.length > 0) return null;
  const names = namesOfConditions(document);
  const plans = new Map<string, Plan>();
  return {
    operation,
    planFor: (variables) => {
      const key = names.map((name) => String(variables[name])).join();
      const known = plans.get(key);
      if (known !== undefined) return known;
      const given = names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]);
      const plan = { schema, operation, fragments, conditions: Object.fromEntries(given), root: undefined };
      if (plans.size < mostPlans) plans.set(key, plan);
      return plan;
    },
  };
}

/** The variables that decide by @skip and @include which fields there are. */
function namesOfConditions(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** The fields of the operation's root; worked out at the first call. */
export function rootSelection(plan: Plan, rootType: GraphQLObjectType): SelectionPlan {
  plan.root ??= planSelection(
    plan,
    rootType,
    collectFields(plan.schema, plan.fragments, plan.conditions, rootType, plan.operation.selectionSet),
  );
  return plan.root;
}

/** The fields beneath a field for an object of a type; worked out when the first such object comes. */
export function selectionOf(plan: Plan, field: FieldPlan, type: GraphQLObjectType): SelectionPlan {
  let selection = field.selections.get(type);
  if (selection === undefined) {
    const collected = collectSubfields(plan.schema, plan.fragments, plan.conditions, type, field.nodes);
    selection = planSelection(plan, type, collected);
    field.selections.set(type, selection);
  }
  return selection;
}

function planSelection(
  plan: Plan,
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): SelectionPlan {
  const fields: FieldPlan[] = [];
  for (const [responseName, nodes] of collected) {
    const definition = definitionOf(plan.schema, parentType, nodes[0]?.name.value ?? "");
    // As graphql-js does: a document that was not validated may ask for what is not there.
    if (definition === undefined) continue;
    const isProperty = definition.resolve === undefined && definition.args.length === 0;
    const quick = isProperty ? quickWriterOf(definition.type) : undefined;
    const shape = shapeOf(definition.type);
    fields.push({ responseName, parentType, definition, nodes, shape, quick, selections: new Map() });
  }
  return { fields, start: collected.has("__proto__") ? () => Object.create(null) : startOf() };
}

/**
 * How to make the objects of one selection. They have a constructor of their own: after the first few of them V8 knows
 * how many fields they get, and makes room for all of them at once.
 */
function startOf(): () => Record<string, unknown> {
  function Answered(): void {}
  // Without a prototype of its own it makes objects of the usual prototype.
  Answered.prototype = null;
  const Constructor = Answered as unknown as new () => Record<string, unknown>;
  return () => new Constructor();
}

function definitionOf(
  schema: GraphQLSchema,
  parentType: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parentType === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parentType.getFields()[name];
}

const shapes = new WeakMap<GraphQLOutputType, Shape>();

function shapeOf(type: GraphQLOutputType): Shape {
  let shape = shapes.get(type);
  if (shape === undefined) {
    shape = unfold(type);
    shapes.set(type, shape);
  }
  return shape;
}

function unfold(type: GraphQLOutputType): Shape {
  const isNonNull = isNonNullType(type);
  const inner = type instanceof GraphQLNonNull ? type.ofType : type;
  if (isListType(inner)) return { kind: "list", isNonNull, item: shapeOf(inner.ofType) };
  if (isLeafType(inner)) return { kind: "leaf", isNonNull, write: writerOf(inner) };
  return isObjectType(inner)
    ? { kind: "object", isNonNull, type: inner }
    : { kind: "abstract", isNonNull, type: inner };
}

function writerOf(type: GraphQLLeafType): (value: unknown) => unknown {
  return (value) => {
    const written: unknown = type.serialize(value);
    if (written == null) throw new Error(`The type ${type.name} has written nothing for a value.`);
    return written;
  };
}

/** How the usual values of a type are written without asking it: they are answered as they are. */
function quickWriterOf(type: GraphQLOutputType): FieldPlan["quick"] {
  const isNullable = !isNonNullType(type);
  const isUsual = usualValuesOf(type instanceof GraphQLNonNull ? type.ofType : type);
  if (isUsual === undefined) return undefined;
  return (value) => (isUsual(value) || (isNullable && value === null) ? value : undefined);
}

function usualValuesOf(type: GraphQLOutputType): ((value: unknown) => boolean) | undefined {
  if (type === GraphQLString || type === GraphQLID) return (value) => typeof value === "string";
  if (type === GraphQLBoolean) return (value) => typeof value === "boolean";
  if (type === GraphQLInt) return (value) => typeof value === "number" && (value | 0) === value;
  if (!isEnumType(type)) return undefined;
  const names = new Set<unknown>(type.getValues().flatMap(({ name, value }) => (name === value ? [name] : [])));
  return (value) => names.has(value);
}
