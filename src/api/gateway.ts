import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Execute } from "./executor.js";

/** The public option by which Apollo Server lets somebody else execute what it has parsed and validated. */
export type Gateway = ApolloServerOptionsWithGateway<BaseContext>["gateway"];

/** Makes the gateway that gives Apollo Server a schema and executes its operations by an executor of ours. */
export function createGateway(schema: GraphQLSchema, execute: Execute): Gateway {
  return {
    onSchemaLoadOrUpdate: (load) => {
      load({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => {};
    },
    load: async () => ({
      executor: ({ context, document, request }) =>
        execute({
          document,
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
          context,
        }),
    }),
    stop: async () => {},
  };
}
