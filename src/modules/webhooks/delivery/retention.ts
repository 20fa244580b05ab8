import { definePass } from "../../jobs/index.js";
import { deleteDeliveries } from "../webhook.deliveries.store.js";
import { deliveriesKept } from "../webhook.states.js";

const batchSize = 5000;

/** Throws away what became of tries when it is 30 days old, a batch in each transaction. */
export const deliveryRetention = definePass({
  name: "webhook-deliveries",
  everyMilliseconds: 600_000,
  run: async ({ clock, database, isStopped }) => {
    const before = new Date(clock.now().getTime() - deliveriesKept);
    for (let isMore = true; isMore && !isStopped(); ) {
      const deleted = await database.asSystem("throw old deliveries away", (tx) =>
        deleteDeliveries(tx, before, batchSize),
      );
      isMore = deleted === batchSize;
    }
  },
});
