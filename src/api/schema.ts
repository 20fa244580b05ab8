import { type GraphQLSchema, isInterfaceType } from "graphql";
import { type AuthChecker, buildSchemaSync } from "type-graphql";
import { isAction, requireHolding, undeclaredRootFields } from "../access/index.js";
import { actorOf, type RequestContext } from "../platform/context.js";
import { moduleResolvers } from "./modules.js";
import { NodeResolver, typeOfNode } from "./node.resolver.js";

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
    // The emitted file is checked by a test; the check here would introspect the whole schema at each start.
    skipCheck: true,
  });
  const undeclared = undeclaredRootFields(schema);
  if (undeclared.length > 0) throw new Error(`these root fields declare no action: ${undeclared.join(", ")}`);
  resolveNodeTypes(schema);
  return schema;
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
