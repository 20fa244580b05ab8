import type { GraphQLSchema } from "graphql";
import type { Doorbell } from "../../platform/doorbell.js";
import { isPassingFault } from "../errors.js";
import { createToldExecutor } from "../executor.js";
import type { DeliveryParts } from "./delivery.js";
import { type Hub, startHub } from "./hub.js";
import type { LiveDoor } from "./live.js";
import type { CheckOperation } from "./operation-check.js";
import { errorsInWords, openSubscription, type Served } from "./subscription.js";

/** What a door needs. */
export interface DoorOptions extends Omit<DeliveryParts, "execute"> {
  schema: GraphQLSchema;
  /** Checks operations as over HTTP, and executes queries and mutations. */
  check: CheckOperation;
  doorbell: Doorbell;
}

/** The door, and how much goes through it. */
export interface OpenedDoor extends LiveDoor {
  load: Hub["load"];
}

/** Opens the way from the protocols of subscriptions to the schema. */
export function openDoor({ check, doorbell, schema, ...rest }: DoorOptions): OpenedDoor {
  const parts: DeliveryParts = { ...rest, execute: createToldExecutor(schema) };
  // Nothing is followed before somebody listens.
  let hub: Hub | undefined;
  const serve = (): Served => {
    hub ??= startHub(parts, doorbell);
    return { schema, parts, hub };
  };
  return {
    open: async (exchange, parameters, sink, after) => {
      const checked = await check(exchange, parameters);
      if (checked.kind !== "accepted") return checked;
      try {
        const subscription = await openSubscription(serve(), exchange, checked.operation, sink, after);
        return { kind: "live", subscription };
      } catch (error) {
        // The connection is closed for it, and clients come again by themselves.
        if (isPassingFault(error)) throw error;
        return { kind: "refused", errors: errorsInWords(error, exchange, parts) };
      }
    },
    load: () => hub?.load() ?? { groups: 0, members: 0, position: 0 },
    stop: async () => hub?.stop(),
  };
}
