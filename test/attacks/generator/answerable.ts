import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from "graphql";

/** The names of the types of objects that a query or a mutation may be answered with: others come of subscriptions alone. */
export function answerableTypes(schema: GraphQLSchema): string[] {
  const names = new Set<string>();
  const visit = (type: GraphQLNamedType): void => {
    if (isInterfaceType(type)) for (const one of schema.getPossibleTypes(type)) visit(one);
    if (!isObjectType(type) || names.has(type.name)) return;
    names.add(type.name);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root != null) visit(root);
  return [...names];
}
