import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import { GraphQLError, type GraphQLSchema, getOperationAST, OperationTypeNode } from "graphql";
import { type ApplicationError, invalidInput } from "../platform/errors.js";
import type { ApiContext } from "./context.js";
import type { Execute, OperationRequest } from "./executor.js";

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
      executor: async ({ context, document, request }) => {
        const operationName = request.operationName ?? null;
        const asked = { document, operationName, variables: request.variables ?? {}, context };
        const type = getOperationAST(document, operationName)?.operation;
        const { exchange, live } = context as ApiContext;
        if (type === OperationTypeNode.SUBSCRIPTION) return accept(asked, live);
        // Over HTTP the server itself refuses it (GraphQL over HTTP, GET); streams of events may be asked for by GET too.
        const isUnsafe = type === OperationTypeNode.MUTATION && live !== undefined && exchange.method === "GET";
        return isUnsafe ? refuse(byPost) : execute(asked);
      },
    }),
    stop: async () => {},
  };
}

/** A subscription has passed all checks: whoever opened it takes it from here. Over HTTP alone nobody does. */
function accept(asked: OperationRequest, live: ApiContext["live"]) {
  if (live === undefined) return refuse(notHere);
  live.accepted = asked;
  return { data: null };
}

function refuse(error: ApplicationError) {
  return { errors: [new GraphQLError(error.message, { originalError: error })] };
}

const byPost = invalidInput("method", {
  zh: "变更操作不能用 GET 请求。",
  en: "Mutations are not taken by GET.",
});

const notHere = invalidInput("operation", {
  zh: "订阅请使用 WebSocket（graphql-transport-ws）或 Server-Sent Events（/graphql/stream）。",
  en: "Subscriptions are served over WebSocket (graphql-transport-ws) or Server-Sent Events (/graphql/stream).",
});
