import { WebhookChangesResolver } from "./webhook.changes.resolver.js";
import { WebhookResolver } from "./webhook.resolver.js";

export { createDeliveryPass, type DeliveryOptions } from "./delivery/pass.js";
export { deliveryRetention } from "./delivery/retention.js";
export { createSender } from "./sending/sender.js";
export { webhookNodeReaders } from "./webhook.view.js";

/** The resolvers of this module. */
export const webhookResolvers = [WebhookResolver, WebhookChangesResolver] as const;
