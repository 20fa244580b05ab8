import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  isObjectType,
  locatedError,
} from "graphql";
import { type FieldPlan, type SelectionPlan, type Shape, selectionOf } from "./executor-plan.js";
import {
  type Answered,
  argumentsOf,
  infoOf,
  isPromise,
  keysOf,
  noInfo,
  noteError,
  type Path,
  type Run,
} from "./executor-run.js";

type Eventual<Value> = Value | PromiseLike<Value>;

/** Executes the fields of an object, those that wait for something all at once. */
export function executeFields(
  run: Run,
  selection: SelectionPlan,
  source: unknown,
  parent: Path | undefined,
): Eventual<Answered> {
  const answered = selection.start();
  let waiting: Waiting | null = null;
  try {
    for (const field of selection.fields) {
      let value = quickValue(field, source);
      if (value === undefined) value = executeField(run, field, source, parent);
      // The place is taken at once, for the order of the answer.
      answered[field.responseName] = value;
      if (!isPromise(value)) continue;
      waiting ??= { names: [], values: [] };
      waiting.names.push(field.responseName);
      waiting.values.push(value);
    }
  } catch (error) {
    if (waiting === null) throw error;
    // Those that wait may fail too, and must find somebody who listens.
    return Promise.all(waiting.values).finally(() => {
      throw error;
    }) as never;
  }
  return waiting === null ? answered : fillIn(answered, waiting);
}

/** Fields whose values are still to come. */
interface Waiting {
  readonly names: string[];
  readonly values: PromiseLike<unknown>[];
}

function fillIn(answered: Answered, { names, values }: Waiting): PromiseLike<Answered> {
  const [name, ...others] = names;
  const [value] = values;
  if (name !== undefined && value !== undefined && others.length === 0) {
    return value.then((come) => {
      answered[name] = come;
      return answered;
    });
  }
  return Promise.all(values).then((all) => {
    for (let index = 0; index < names.length; index += 1) answered[names[index] ?? ""] = all[index];
    return answered;
  });
}

/** Executes the fields of an object one after the other; a field that fails and may not be null ends it. */
export async function executeFieldsInTurn(run: Run, selection: SelectionPlan, source: unknown): Promise<Answered> {
  const answered = selection.start();
  for (const field of selection.fields) {
    answered[field.responseName] = await executeField(run, field, source, undefined);
  }
  return answered;
}

function quickValue({ definition, quick }: FieldPlan, source: unknown): unknown {
  return quick === undefined || source === null || typeof source !== "object"
    ? undefined
    : quick((source as Record<string, unknown>)[definition.name]);
}

function executeField(run: Run, field: FieldPlan, source: unknown, parent: Path | undefined): unknown {
  const path: Path = { prev: parent, key: field.responseName, typename: field.parentType.name };
  try {
    const value = resolve(run, field, source, path);
    return isPromise(value)
      ? completeLater(run, field, field.shape, path, value)
      : settle(run, field, field.shape, path, complete(run, field, field.shape, path, value));
  } catch (error) {
    return fail(run, field, field.shape, path, error);
  }
}

/** The value of a field: its resolver's, or the property of the same name, which is called when it is a function. */
function resolve(run: Run, field: FieldPlan, source: unknown, path: Path): unknown {
  const { definition } = field;
  if (definition.resolve !== undefined) {
    const { resolve } = definition;
    // A function that names one to three parameters does not look at the fourth, which is dear to make.
    const info = resolve.length > 0 && resolve.length < 4 ? noInfo : infoOf(run, field, path);
    return resolve(source, argumentsOf(run, field), run.context, info);
  }
  if (source === null || (typeof source !== "object" && typeof source !== "function")) return undefined;
  const holder = source as Record<string, unknown>;
  const property = holder[definition.name];
  if (typeof property !== "function") {
    // Arguments of a property have no effect, but they may be wrong.
    if (definition.args.length > 0) argumentsOf(run, field);
    return property;
  }
  return property.call(holder, argumentsOf(run, field), run.context, infoOf(run, field, path));
}

/** An error of a value that may not be null passes on to what holds it. */
function fail(run: Run, field: FieldPlan, shape: Shape, path: Path, error: unknown): null {
  const located = locatedError(error, field.nodes, keysOf(path));
  if (shape.isNonNull) throw located;
  noteError(run, located, path);
  return null;
}

function settle(run: Run, field: FieldPlan, shape: Shape, path: Path, completed: unknown): unknown {
  return isPromise(completed)
    ? completed.then(undefined, (error: unknown) => fail(run, field, shape, path, error))
    : completed;
}

function completeLater(run: Run, field: FieldPlan, shape: Shape, path: Path, value: PromiseLike<unknown>): unknown {
  return value.then(
    (found) => {
      try {
        return settle(run, field, shape, path, complete(run, field, shape, path, found));
      } catch (error) {
        return fail(run, field, shape, path, error);
      }
    },
    (error: unknown) => fail(run, field, shape, path, error),
  );
}

function complete(run: Run, field: FieldPlan, shape: Shape, path: Path, value: unknown): unknown {
  if (value == null) {
    if (!shape.isNonNull) return null;
    const { definition, parentType } = field;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
  }
  if (value instanceof Error) throw value;
  switch (shape.kind) {
    case "leaf":
      return shape.write(value);
    case "list":
      return completeList(run, field, shape.item, path, value);
    case "object":
      return completeObject(run, field, shape.type, path, value);
    case "abstract":
      return completeAbstract(run, field, shape.type, path, value);
  }
}

function completeList(run: Run, field: FieldPlan, item: Shape, path: Path, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(Symbol.iterator in value)) {
    const { definition, parentType } = field;
    const place = `${parentType.name}.${definition.name}`;
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${place}".`);
  }
  const completed: unknown[] = [];
  let isWaiting = false;
  try {
    for (const element of value as Iterable<unknown>) {
      const one = completeItem(run, field, item, { prev: path, key: completed.length, typename: undefined }, element);
      isWaiting ||= isPromise(one);
      completed.push(one);
    }
  } catch (error) {
    // The items before may fail too, and must find somebody who listens.
    for (const one of completed) if (isPromise(one)) one.then(undefined, () => {});
    throw error;
  }
  return isWaiting ? Promise.all(completed) : completed;
}

function completeItem(run: Run, field: FieldPlan, shape: Shape, path: Path, value: unknown): unknown {
  try {
    return isPromise(value)
      ? completeLater(run, field, shape, path, value)
      : settle(run, field, shape, path, complete(run, field, shape, path, value));
  } catch (error) {
    return fail(run, field, shape, path, error);
  }
}

function completeObject(run: Run, field: FieldPlan, type: GraphQLObjectType, path: Path, value: unknown): unknown {
  const selection = selectionOf(run.plan, field, type);
  if (type.isTypeOf == null) return executeFields(run, selection, value, path);
  const check = (isOfType: boolean): Eventual<Answered> => {
    if (isOfType) return executeFields(run, selection, value, path);
    throw new GraphQLError(`A value of type "${type.name}" was expected.`, { nodes: field.nodes });
  };
  const isOfType = type.isTypeOf(value, run.context, infoOf(run, field, path));
  return isPromise(isOfType) ? isOfType.then(check) : check(isOfType);
}

function completeAbstract(run: Run, field: FieldPlan, type: GraphQLAbstractType, path: Path, value: unknown): unknown {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const named = resolveType(value, run.context, infoOf(run, field, path), type);
  const completeAs = (name: unknown) => completeObject(run, field, concreteType(run, field, type, name), path, value);
  return isPromise(named) ? named.then(completeAs) : completeAs(named);
}

function concreteType(run: Run, { nodes }: FieldPlan, type: GraphQLAbstractType, name: unknown): GraphQLObjectType {
  const found = typeof name === "string" ? run.plan.schema.getType(name) : undefined;
  if (isObjectType(found) && run.plan.schema.isSubType(type, found)) return found;
  throw new GraphQLError(`A value of "${type.name}" is of no type that can stand there.`, { nodes });
}
