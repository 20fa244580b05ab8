import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/**
 * Refuses an operation of a type that the schema does not have, such as a subscription (GraphQL, section 5.2.1.1).
 * graphql-js notices it only when it executes the operation, and then it would count as a fault of ours.
 */
export function knownOperationTypes(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  return {
    OperationDefinition: (node) => {
      if (schema.getRootType(node.operation) != null) return;
      context.reportError(new GraphQLError(`The schema has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
