import Fastify from "fastify";
import mercurius from "mercurius";
import { announce } from "../contestants/settings.js";
import { onPublish, peerSchema, peerTopic } from "./document.js";

/** Mercurius with jit and its own pubsub, an mqemitter in memory. */
const app = Fastify();
app.register(mercurius, {
  schema: peerSchema,
  jit: 1,
  subscription: true,
  resolvers: {
    Query: { hello: () => "hello" },
    Subscription: {
      ticketChanges: {
        subscribe: (_: unknown, __: unknown, { pubsub }: { pubsub: mercurius.PubSub }) => pubsub.subscribe(peerTopic),
      },
    },
  },
});
await app.listen({ port: 0, host: "127.0.0.1", backlog: 4096 });

onPublish((ticketChanges) => app.graphql.pubsub.publish({ topic: peerTopic, payload: { ticketChanges } }));
announce(app.server);
