/** The events of webhooks; their payload holds codes. */
export const webhookEventTypes = {
  CREATED: "webhook.created",
  UPDATED: "webhook.updated",
  PAUSED: "webhook.paused",
  RESUMED: "webhook.resumed",
  SECRET_ROTATED: "webhook.secretRotated",
  REPLAYED: "webhook.replayed",
  REMOVED: "webhook.removed",
  /** The type of a test message; it stands in no log. */
  PING: "webhook.ping",
} as const;
