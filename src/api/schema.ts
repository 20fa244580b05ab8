import { type GraphQLSchema, isInterfaceType } from "graphql";
import { type AuthChecker, buildSchemaSync } from "type-graphql";
import { isAction, requireHolding, undeclaredRootFields } from "../access/index.js";
import { actorOf, type RequestContext } from "../platform/context.js";
import { errorCodes } from "../platform/errors.js";
import { neverSubscribed } from "../platform/live-source.js";
import { resolveDirectly } from "./direct-resolvers.js";
import { limitsDescription } from "./limits/description.js";
import { moduleResolvers } from "./modules.js";
import { NodeResolver } from "./node.resolver.js";
import { typeOfNode } from "./nodes.js";

/** Ring one, before a root field's resolver runs: throws FORBIDDEN unless a role of the actor holds the action. */
const checkHolding: AuthChecker<RequestContext, string> = ({ context }, actions) => {
  for (const action of actions) {
    if (!isAction(action)) return false;
    requireHolding(actorOf(context), action);
  }
  return true;
};

let built: GraphQLSchema | undefined;

/**
 * The one schema of the process, built at the first call.
 *
 * @throws when a root field does not say which action it is: the server does not start with a door that nobody guards
 */
export function buildLianxinSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [NodeResolver, ...moduleResolvers],
    validate: false,
    authChecker: checkHolding,
    // Every subscription says itself that it is served from the log; the generator wants somebody to publish all the same.
    pubSub: { publish: neverSubscribed, subscribe: neverSubscribed },
    // The emitted file is checked by a test; the check here would introspect the whole schema at each start.
    skipCheck: true,
  });
  const undeclared = undeclaredRootFields(schema);
  if (undeclared.length > 0) throw new Error(`these root fields declare no action: ${undeclared.join(", ")}`);
  resolveDirectly(schema);
  resolveNodeTypes(schema);
  describeRoots(schema);
  return schema;
}

/** What a developer of a client needs to know of every reading: the errors stand nowhere else in the schema. */
const queryDescription = `Reading (查询): it changes nothing, and shows only what the bureau in which you act (所在单位) may see.

The header Lianxin-Bureau names that bureau by its code, and must be one at which you hold a role today (岗位), or the error is UNAUTHENTICATED; without it the bureau of the token counts, then your home bureau. Texts are Chinese (中文) unless the header Accept-Language prefers English.

An error carries in \`extensions\` its \`code\`, a code of this closed list (错误码), and the \`requestId\` (请求编号):

${Object.entries(errorCodes)
  .map(([code, sentence]) => `- ${code}: ${sentence}`)
  .join("\n")}

${limitsDescription}`;

const mutationDescription = `Changing (变更): each field takes one \`input\` (请求参数) and answers with one payload (结果). Of one field either everything is done or nothing. Several fields of one document are done in their order, each by itself: what was done stays, even when a later one fails and \`data\` is null.

Where an input has a \`version\` (版本号), it is the one that you read: when the object changed since then, the error is CONFLICT with its \`currentVersion\`, and nothing is done. A registration has an idempotency key (幂等键) of the bureau's own choice: sent again with the same input, it answers with the same ticket; with another input the error is IDEMPOTENCY_MISMATCH.

Errors, the language and the header Lianxin-Bureau are as for Query.`;

const subscriptionDescription = `Being told (订阅): what happens in your sight, over WebSocket (graphql-transport-ws) at /graphql, or as Server-Sent Events at /graphql/stream. What is told is read again under what you may see at that moment.

Every answer carries a \`cursor\` (游标): who subscribes again with it as \`after\` (for streams also by the header Last-Event-ID) is told everything that came after it, once and in order. One cursor serves all subscriptions, webhooks (事件推送) and \`changes\`. Events are kept for 90 days; an older cursor is CURSOR_EXPIRED, with \`resumeAfter\`.

A subscription asks for one field. What is wrong is told when it is opened, by the protocol's own error. A connection lasts as long as its token; a fresh one goes along in the payload of a ping, or in \`extensions.authorization\` of any operation.`;

/** Describes the root types, which the decorators of TypeGraphQL cannot reach. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation, subscription] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];
  if (query != null) query.description = queryDescription;
  if (mutation != null) mutation.description = mutationDescription;
  if (subscription != null) subscription.description = subscriptionDescription;
}

/** Objects of readers need not be instances of their type's class: the identifier that found them names the type. */
function resolveNodeTypes(schema: GraphQLSchema): void {
  const node = schema.getType("Node");
  if (!isInterfaceType(node)) return;
  const byClass = node.resolveType;
  node.resolveType = (value: object, ...rest) => {
    const named = "__typename" in value && typeof value.__typename === "string" ? value.__typename : typeOfNode(value);
    return named ?? byClass?.(value, ...rest);
  };
}
