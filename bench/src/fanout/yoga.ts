import { createServer } from "node:http";
import { useServer } from "graphql-ws/use/ws";
import { createPubSub, createSchema, createYoga } from "graphql-yoga";
import { WebSocketServer } from "ws";
import { announce } from "../contestants/settings.js";
import { onPublish, type PeerChange, peerSchema, peerTopic } from "./document.js";

/** GraphQL Yoga with its own pubsub, over graphql-ws and ws, set up as its documentation has it. */
const pubSub = createPubSub<{ [peerTopic]: [PeerChange] }>();

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: peerSchema,
    resolvers: {
      Query: { hello: () => "hello" },
      Subscription: {
        ticketChanges: {
          subscribe: () => pubSub.subscribe(peerTopic),
          resolve: (change: PeerChange) => change,
        },
      },
    },
  }),
});

interface Enveloped {
  execute: (args: unknown) => unknown;
  subscribe: (args: unknown) => unknown;
}

const server = createServer(yoga);
const sockets = new WebSocketServer({ server, path: yoga.graphqlEndpoint });

useServer(
  {
    // What graphql-ws hands over are the arguments that onSubscribe made.
    execute: (args) => (args as unknown as Enveloped).execute(args) as never,
    subscribe: (args) => (args as unknown as Enveloped).subscribe(args) as never,
    onSubscribe: async (context, _, parameters) => {
      const { contextFactory, execute, parse, schema, subscribe, validate } = yoga.getEnveloped({
        ...context,
        req: context.extra.request,
        socket: context.extra.socket,
        params: parameters,
      });
      const args = {
        schema,
        operationName: parameters.operationName,
        document: parse(parameters.query),
        variableValues: parameters.variables,
        contextValue: await contextFactory(),
        execute,
        subscribe,
      };
      const errors = validate(args.schema, args.document);
      return errors.length > 0 ? errors : (args as never);
    },
  },
  sockets,
);

onPublish((change) => pubSub.publish(peerTopic, change));
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => announce(server));
