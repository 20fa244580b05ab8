import type { ApolloServerPlugin } from "@apollo/server";
import { LRUCache } from "lru-cache";
import { monotonicMilliseconds } from "../../platform/clock.js";
import { ApplicationError, rateLimited } from "../../platform/errors.js";
import { sha256 } from "../../platform/ids.js";
import type { RequestLimits } from "../../platform/request-limits.js";
import type { Answer } from "../answer.js";
import type { ApiContext, Exchange } from "../context.js";
import { createAdmission, type Load, type Place } from "./admission.js";
import { createCostPlugin } from "./cost-plugin.js";
import { createGate, type RawRequest } from "./gate.js";
import { watchLag } from "./lag.js";
import { createRates } from "./rates.js";
import { refuse } from "./refusal.js";

/** What keeps the GraphQL endpoint from being asked for more than it can do. */
export interface Guard {
  /** Refuses a request that has just come, where there will be no place for it; null: it may go on. */
  refuseEarly(exchange: Exchange): Answer | null;
  /**
   * Answers the request of somebody who is signed in: refuses what is too large, waits for a place, and holds it while the
   * work goes on.
   *
   * @param request as it was read
   */
  answer(exchange: Exchange, request: RawRequest, work: () => Promise<Answer>): Promise<Answer>;
  /** Refuses what costs too much, and says in each answer what it cost. */
  readonly plugin: ApolloServerPlugin<ApiContext>;
  load(): Load;
  stop(): void;
}

// As many as have called lately.
const mostRemembered = 20_000;

const callerKey = Symbol("caller");

/** What tells callers apart before they are known: the token and the bureau that they name. Worked out once. */
function callerOf(exchange: Exchange & { [callerKey]?: string }): string {
  exchange[callerKey] ??= hashOfCaller(exchange);
  return exchange[callerKey];
}

function hashOfCaller({ request }: Exchange): string {
  const { authorization = "", "lianxin-bureau": bureau = "" } = request.headers;
  return sha256(`${authorization}\n${String(bureau)}`);
}

/** Makes the guard of one API. */
export function createGuard(limits: RequestLimits): Guard {
  const gate = createGate();
  const rates = createRates(limits);
  const lag = watchLag();
  const admission = createAdmission({ mostInFlight: limits.mostInFlight, isLate: lag.isLate });
  // SECURITY: whose bureau a token was last let in for says only whom to refuse early; it gives no right.
  const bureaus = new LRUCache<string, string>({ max: mostRemembered });
  const charge = ({ actor }: Exchange, cost: number): ApplicationError | null => {
    if (actor === null) return null;
    const { retryAfter } = rates.take(actor, cost, monotonicMilliseconds());
    return retryAfter > 0 ? rateLimited(retryAfter) : null;
  };
  return {
    refuseEarly: (exchange) => {
      const refusal = admission.refusal(bureaus.get(callerOf(exchange)));
      return refusal === null ? null : refuse(exchange, refusal);
    },
    answer: async (exchange, request, work) => {
      const refusal = gate.refusalOf(request, (cost) => charge(exchange, cost));
      if (refusal !== null) return refuse(exchange, refusal);
      const bureau = exchange.actor?.bureau.bureau ?? "";
      bureaus.set(callerOf(exchange), bureau);
      let place: Place;
      try {
        place = await admission.enter(bureau);
      } catch (error) {
        if (error instanceof ApplicationError) return refuse(exchange, error);
        throw error;
      }
      try {
        return await work();
      } finally {
        place.leave();
      }
    },
    plugin: createCostPlugin(limits.mostCost, rates),
    load: admission.load,
    stop: lag.stop,
  };
}
