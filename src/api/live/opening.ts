import {
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { isAction, requireHolding } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { LiveSource, OpenLiveSource } from "../../platform/live-source.js";
import { conditionalSubscription, conditions } from "../conditional-subscription.js";
import type { OperationRequest } from "../executor.js";

/** A subscription's root field, as it was asked for. */
interface AskedField {
  definition: GraphQLField<unknown, unknown>;
  node: FieldNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * Opens what a subscription is told of: ring one at its root field, then the field's own checks of its arguments.
 *
 * @param after where to go on, in place of the argument `after`; null: as the argument says
 * @throws errors of the closed list
 */
export async function openSource(
  schema: GraphQLSchema,
  request: OperationRequest,
  context: RequestContext,
  after: string | null,
): Promise<LiveSource> {
  const { definition, node, variables } = askedField(schema, request);
  const { action, live } = definition.extensions;
  if (typeof action !== "string" || !isAction(action)) throw new Error(`${definition.name} declares no action`);
  if (typeof live !== "function") throw new Error(`${definition.name} is told of nothing`);
  requireHolding(actorOf(context), action);
  const given = getArgumentValues(definition, node, variables);
  const takesAfter = definition.args.some(({ name }) => name === "after");
  return (live as OpenLiveSource)(context, after !== null && takesAfter ? { ...given, after } : given);
}

function askedField(schema: GraphQLSchema, { document, operationName, variables }: OperationRequest): AskedField {
  const operation = getOperationAST(document, operationName);
  const root = schema.getSubscriptionType();
  if (operation == null || root == null) throw new Error("no subscription was accepted");
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors !== undefined) throw coerced.errors[0];
  const fragments = new Map(document.definitions.flatMap((one) => ("name" in one ? [[one.name?.value, one]] : [])));
  const fieldOf = ({ selections }: SelectionSetNode): FieldNode | null => {
    for (const selection of selections) {
      // SECURITY: what is left out when it is told must not be what was asked for when it was opened.
      if (selection.directives?.some(({ name }) => conditions.has(name.value)) === true)
        throw conditionalSubscription();
      if (selection.kind === Kind.FIELD) return selection;
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments.get(selection.name.value) ?? null);
      const found = inner !== null && "selectionSet" in inner ? fieldOf(inner.selectionSet as SelectionSetNode) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const node = fieldOf(operation.selectionSet);
  const definition = node === null ? undefined : root.getFields()[node.name.value];
  // The validation refuses what asks for none, or for its type alone (GraphQL, section 5.2.4.1).
  if (node === null || definition === undefined) throw new Error("a subscription without a field was accepted");
  return { definition, node, operation, variables: coerced.coerced };
}

/** Arguments of root fields that say where one subscriber begins, and nothing of what is told. */
const ofTheBeginning: ReadonlySet<string> = new Set(["after", "backfill"]);

const likenesses = new WeakMap<OperationDefinitionNode, { text: string; variables: readonly string[] }>();

/**
 * What an operation is like: the same text for two that are told the same, wherever each of them begins. Variables that
 * stand in the arguments of the beginning alone are left out.
 */
export function likenessOf(
  schema: GraphQLSchema,
  request: OperationRequest,
  source: LiveSource,
  locale: string,
): string {
  const { definition, operation, variables } = askedField(schema, request);
  const known = likenesses.get(operation) ?? readLikeness(schema, request, operation);
  likenesses.set(operation, known);
  // A variable that is not given is another thing than null: an argument has its default then.
  const values = known.variables.map((name) => (Object.hasOwn(variables, name) ? [name, variables[name]] : [name]));
  return JSON.stringify([definition.name, known.text, values, source.likeness, locale], written);
}

// Amounts of money are whole numbers of their own kind, which JSON has not.
const written = (_name: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

function readLikeness(schema: GraphQLSchema, { document }: OperationRequest, operation: OperationDefinitionNode) {
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  // Lists within what is told have an argument `after` of their own, which says what is told.
  const isOfTheBeginning = (name: string): boolean =>
    ofTheBeginning.has(name) && types.getParentType() === schema.getSubscriptionType();
  const cut = visit(
    document,
    visitWithTypeInfo(types, {
      Argument: ({ name }) => (isOfTheBeginning(name.value) ? null : undefined),
      OperationDefinition: (node) => (node === operation ? undefined : null),
      VariableDefinition: () => false,
    }),
  );
  visit(cut, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return { text: print(visit(cut, { VariableDefinition: () => null })), variables: [...names].sort() };
}
