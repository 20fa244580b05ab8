import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";

type Storage = ReturnType<typeof getMetadataStorage>;
type FieldMetadata = Storage["fields"][number];
type ResolverMetadata = Storage["fieldResolvers"][number];
type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Puts the methods of field resolvers into the schema themselves, in place of TypeGraphQL's wrappers, which look up the
 * class, sort the parameters and go through the middlewares again for each field of each row. A field that is a property
 * gets no resolver at all. Fields with arguments or middlewares keep their wrapper.
 *
 * SECURITY: a wrapper also asks whether a role holds the field's action. Only root fields declare actions, and they keep
 * their wrapper; that nothing beneath declares one is checked here.
 *
 * @throws when a field of an object declares an action
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  for (const { fields = [], name } of objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const metadata of fields) {
      const resolver = fieldResolvers.find(
        ({ getObjectType, methodName }) => getObjectType?.() === metadata.target && methodName === metadata.name,
      );
      if (metadata.roles != null || resolver?.roles != null) {
        throw new Error(`the field ${name}.${metadata.schemaName} declares an action: only root fields may`);
      }
      const field = type.getFields()[metadata.schemaName];
      if (field !== undefined) resolveFieldDirectly(field, metadata, resolver);
    }
  }
}

function resolveFieldDirectly(
  field: GraphQLField<unknown, unknown>,
  metadata: FieldMetadata,
  resolver: ResolverMetadata | undefined,
): void {
  const hasMiddlewares = [metadata, resolver].some((one) => (one?.middlewares ?? []).length > 0);
  if (hasMiddlewares || field.args.length > 0) return;
  if (resolver === undefined) {
    if (metadata.name === metadata.schemaName) delete field.resolve;
    return;
  }
  const direct = directResolver(resolver);
  if (direct !== null) field.resolve = direct;
}

/** The method of a resolver as a resolver of GraphQL; null when its parameters are other than the object and the context. */
function directResolver({ kind, methodName, params = [], target }: ResolverMetadata): Resolver | null {
  const method: Method = target.prototype[methodName];
  const ordered = params.toSorted((one, other) => one.index - other.index);
  const kinds = ordered.map((param) => (isWhole(param) ? param.kind : "other")).join();
  const holder = kind === "internal" ? asInstance(target) : always(Reflect.construct(target, []));
  switch (kinds) {
    case "":
      return (source) => method.call(holder(source));
    case "root":
      return (source) => method.call(holder(source), source);
    case "context":
      return (source, _args, context) => method.call(holder(source), context);
    case "root,context":
      return (source, _args, context) => method.call(holder(source), source, context);
    case "context,root":
      return (source, _args, context) => method.call(holder(source), context, source);
    default:
      return null;
  }
}

/** Whether a parameter is the object or the context as they are: no part of them, and not made into another class. */
function isWhole(param: NonNullable<ResolverMetadata["params"]>[number]): boolean {
  if (param.kind === "context") return param.propertyName === undefined;
  return param.kind === "root" && param.propertyName === undefined && param.getType === undefined;
}

function always(instance: unknown): (source: unknown) => unknown {
  return () => instance;
}

/** Methods of a type's own class find themselves in an instance of it, whatever the value was made of. */
function asInstance(target: ResolverMetadata["target"]): (source: unknown) => unknown {
  return (source) => (source instanceof target ? source : Object.assign(Reflect.construct(target, []), source));
}
