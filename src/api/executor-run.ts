import { type GraphQLError, type GraphQLResolveInfo, getArgumentValues } from "graphql";
import type { FieldPlan, Plan, VariableValues } from "./executor-plan.js";

/** Where in the answer a value stands; the same form as graphql-js gives to resolvers. */
export type Path = GraphQLResolveInfo["path"];

/** One operation under way. */
export interface Run {
  readonly plan: Plan;
  readonly variables: VariableValues;
  readonly context: unknown;
  readonly errors: GraphQLError[];
  /** The places that became null through an error; null while there is none. Undefined in it is the whole answer. */
  nulled: Set<Path | undefined> | null;
}

/** An object of the answer. */
export type Answered = Record<string, unknown>;

/**
 * Notes an error, unless the place where it stands, or one above it, is null already through another error: so that one
 * null has one reason (GraphQL, October 2021, section 6.4.4).
 */
export function noteError(run: Run, error: GraphQLError, path: Path | undefined): void {
  run.nulled ??= new Set();
  for (let place = path; place !== undefined; place = place.prev) if (run.nulled.has(place)) return;
  if (run.nulled.has(undefined)) return;
  run.nulled.add(path);
  run.errors.push(error);
}

const noArguments: Record<string, unknown> = Object.freeze({});

/** For functions that do not look at it. */
export const noInfo = Object.freeze({}) as GraphQLResolveInfo;

/** The arguments of a field, coerced by graphql-js; throws GraphQLError where a variable brought what does not fit. */
export function argumentsOf(run: Run, { definition, nodes }: FieldPlan): Record<string, unknown> {
  const [node] = nodes;
  return definition.args.length === 0 || node === undefined
    ? noArguments
    : getArgumentValues(definition, node, run.variables);
}

/** What a resolver is told of its place; made only for those that ask. */
export function infoOf(
  { plan, variables }: Run,
  { definition, nodes, parentType }: FieldPlan,
  path: Path,
): GraphQLResolveInfo {
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path,
    schema: plan.schema,
    fragments: plan.fragments,
    rootValue: undefined,
    operation: plan.operation,
    variableValues: variables,
  };
}

/** Whether a value is still to come. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

/** The place as an error of GraphQL names it. */
export function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let place: Path | undefined = path; place !== undefined; place = place.prev) keys.push(place.key);
  return keys.reverse();
}
