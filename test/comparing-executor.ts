import { isDeepStrictEqual } from "node:util";
import {
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  responsePathAsArray,
} from "graphql";
import { createGraphqlJsExecutor, createPlannedExecutor, type Execute } from "../src/api/executor.js";
import { noteDifference } from "./executor-differences.js";

/** What one call of a resolver was given, and what came of it. */
interface Call {
  field: string;
  args: unknown;
  outcome: { value: unknown } | { thrown: unknown };
}

/** The calls of one operation, by their place in the answer. */
type Recording = Map<string, Call>;

const recorded = new WeakMap<object, Recording>();
const replayed = new WeakMap<object, Recording>();
const wrapped = new WeakSet<GraphQLSchema>();

/**
 * Makes an executor that runs each operation through the planned executor and through graphql-js, and fails where the
 * answers are not equal, to the order of the fields.
 *
 * The resolvers run once, under the planned executor; graphql-js gets what they gave, by the place in the answer. So a
 * change is made once, and neither the clock nor what others do meanwhile can make a difference. The arguments of each
 * call are compared too.
 */
export function createComparingExecutor(schema: GraphQLSchema): Execute {
  return compareWithGraphqlJs(schema, createPlannedExecutor(schema));
}

/** Makes the executor that compares a given one with graphql-js. */
export function compareWithGraphqlJs(schema: GraphQLSchema, planned: Execute): Execute {
  if (!wrapped.has(schema)) wrapResolvers(schema);
  wrapped.add(schema);
  const byGraphqlJs = createGraphqlJsExecutor(schema);
  return async (request) => {
    const recording: Recording = new Map();
    recorded.set(request.context, recording);
    const result = await planned(request);
    const context = Object.assign(Object.create(Object.getPrototypeOf(request.context)), request.context);
    replayed.set(context, recording);
    const expected = await byGraphqlJs({ ...request, context });
    const [ours, theirs] = [describe(result), describe(expected)];
    if (ours === theirs || failedTogether(result, expected)) return result;
    const difference = `planned:    ${ours}\ngraphql-js: ${theirs}`;
    noteDifference(difference);
    throw new Error(`The executors answer differently:\n${difference}`);
  };
}

function wrapResolvers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      // Plain properties are read by each executor itself.
      if (field.resolve !== undefined) field.resolve = recordOrReplay(field.resolve);
    }
  }
}

function recordOrReplay(resolve: GraphQLFieldResolver<unknown, object>): GraphQLFieldResolver<unknown, object> {
  return (source, args, context, info) => {
    const earlier = replayed.get(context);
    if (earlier !== undefined) return replay(earlier, args, info);
    const recording = recorded.get(context);
    if (recording === undefined) return resolve(source, args, context, info);
    const call = { field: nameOf(info), args: structuredClone(args) };
    try {
      const value = resolve(source, args, context, info);
      recording.set(placeOf(info), { ...call, outcome: { value } });
      return value;
    } catch (thrown) {
      recording.set(placeOf(info), { ...call, outcome: { thrown } });
      throw thrown;
    }
  };
}

function replay(recording: Recording, args: unknown, info: GraphQLResolveInfo): unknown {
  const call = recording.get(placeOf(info));
  if (call === undefined) throw new Error(`the planned executor has not called the resolver of ${placeOf(info)}`);
  if (call.field !== nameOf(info)) throw new Error(`${placeOf(info)} is ${nameOf(info)}, and not ${call.field}`);
  if (!isDeepStrictEqual(call.args, structuredClone(args))) throw new Error(`the arguments of ${placeOf(info)} differ`);
  if ("thrown" in call.outcome) throw call.outcome.thrown;
  return call.outcome.value;
}

function placeOf(info: GraphQLResolveInfo): string {
  return responsePathAsArray(info.path).join(".");
}

function nameOf({ fieldName, fieldNodes, parentType, returnType }: GraphQLResolveInfo): string {
  return `${parentType.name}.${fieldName}: ${returnType} of ${fieldNodes.length}`;
}

/**
 * Whether several fields failed at once and the answers differ in nothing else: what fails at the same time is told in the
 * order in which it fails, which replayed resolvers do not keep, and of two reasons for one null either may be told
 * (GraphQL, October 2021, section 6.4.4).
 */
function failedTogether(ours: ExecutionResult, theirs: ExecutionResult): boolean {
  const [first] = ours.errors ?? [];
  const [other] = theirs.errors ?? [];
  const most = Math.max(ours.errors?.length ?? 0, theirs.errors?.length ?? 0);
  const areOfDifferentFields = first !== undefined && other !== undefined && !isDeepStrictEqual(first.path, other.path);
  return (
    (most > 1 || areOfDifferentFields) &&
    JSON.stringify(ours.data) === JSON.stringify(theirs.data) &&
    isDeepStrictEqual(nulledPlaces(ours), nulledPlaces(theirs))
  );
}

/** The places that are null through errors: for each error the outermost null on its way. */
function nulledPlaces({ data, errors = [] }: ExecutionResult): Set<string> {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data;
    let depth = 0;
    while (value != null && depth < path.length) {
      value = (value as Readonly<Record<string, unknown>>)[String(path[depth])];
      depth += 1;
    }
    return path.slice(0, depth).join(".");
  });
  return new Set(places.sort());
}

function describe({ data, errors }: ExecutionResult): string {
  const told = errors?.map((error) => {
    const { originalError, path, locations, message, nodes } = error;
    return { message, path, locations, nodes: nodes?.map(({ kind }) => kind), cause: originalError?.name };
  });
  return JSON.stringify({ data, errors: told });
}
