import type { GraphQLSchema } from "graphql";
import { Authorized, Extensions } from "type-graphql";
import { type Action, isAction } from "./actions.js";

/**
 * Declares which action a root field is. Ring one is checked before the resolver runs; rings two and three in the
 * command and in the database.
 */
export function Can(action: Action): MethodDecorator & PropertyDecorator {
  return (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => {
    Authorized<Action>(action)(target, key, descriptor as never);
    Extensions({ action })(target, key, descriptor as never);
  };
}

/**
 * The root fields that do not say which action they are. The server does not start while there is one.
 *
 * @returns names such as "Query.ticket", in the order of the schema
 */
export function undeclaredRootFields(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    root == null
      ? []
      : Object.values(root.getFields())
          .filter((field) => !isAction(field.extensions.action))
          .map((field) => `${root.name}.${field.name}`),
  );
}
