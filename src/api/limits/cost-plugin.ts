import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { GraphQLError, type OperationDefinitionNode } from "graphql";
import { monotonicMilliseconds } from "../../platform/clock.js";
import { actorOf } from "../../platform/context.js";
import { type ApplicationError, rateLimited, tooCostly } from "../../platform/errors.js";
import type { ApiContext } from "../context.js";
import { compileCost } from "./cost.js";
import type { Variables } from "./formula.js";
import type { Rates } from "./rates.js";
import { headOfRefusal } from "./refusal.js";

/** What `extensions.cost` of an answer says. */
export interface ToldCost {
  /** What the operation cost. */
  requested: number;
  /** What one operation may cost. */
  limit: number;
  /** What the caller has left for this minute; null where there is no rate limit. */
  remaining: number | null;
}

/**
 * Makes the plugin that refuses what costs too much before it runs, takes the cost of the rest from the caller's rate, and
 * says in each answer what it was.
 *
 * @param mostCost the greatest cost of one operation
 */
export function createCostPlugin(mostCost: number, rates: Rates): ApolloServerPlugin<ApiContext> {
  // Documents stay the same object while Apollo's store keeps them, and so do their operations.
  const compiled = new WeakMap<OperationDefinitionNode, (variables: Variables) => number>();
  return {
    requestDidStart: async () => {
      let told: ToldCost | undefined;
      return {
        didResolveOperation: async ({ contextValue, document, operation, request, schema }) => {
          // A name that no operation has is refused by the server itself.
          if (operation === undefined) return;
          let costOf = compiled.get(operation);
          if (costOf === undefined) {
            costOf = compileCost(schema, document, operation);
            compiled.set(operation, costOf);
          }
          const requested = costOf(request.variables ?? {});
          const isTooCostly = requested > mostCost;
          const actor = actorOf(contextValue);
          const { retryAfter, remaining } = rates.take(actor, isTooCostly ? 0 : requested, monotonicMilliseconds());
          told = { requested, limit: mostCost, remaining };
          if (isTooCostly) throw refusal(tooCostly(requested, mostCost));
          if (retryAfter > 0) throw refusal(rateLimited(retryAfter));
        },
        willSendResponse: async ({ response: { body } }) => {
          if (told === undefined || body.kind !== "single") return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: told };
        },
      };
    },
  };
}

function refusal(error: ApplicationError): GraphQLError {
  const { status, headers } = headOfRefusal(error);
  const lowered = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status, headers: new HeaderMap(lowered) } },
  });
}
