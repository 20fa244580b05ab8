import type { Subscription } from "../live/subscriber.js";

/** What every subscriber of a bench asks for: the ticket as it is now, and the place in the log. */
export const ticketChanges: Subscription = {
  query: `subscription TicketChanges($after: String) {
    ticketChanges(after: $after) { cursor eventType at ticket { id number state version } }
  }`,
  variables: {},
};

/** What a server beside ours needs to be asked the same. */
export const peerSchema = `
  type Query { hello: String }
  type Subscription { ticketChanges(after: String): Change! }
  type Change { cursor: String! eventType: String! at: String! ticket: Ticket! }
  type Ticket { id: ID! number: String! state: String! version: Int! }
`;

/** The topic under which a server beside ours publishes. */
export const peerTopic = "ticketChanges";

/** A change as it is published by a server that has no database: as long as one of ours. */
export interface PeerChange {
  cursor: string;
  eventType: string;
  at: string;
  ticket: { id: string; number: string; state: string; version: number };
}

/** Calls back with so many changes, made from memory, when the runner orders a server to publish them. */
export function onPublish(publish: (change: PeerChange) => void): void {
  let position = 0;
  process.on("message", (order: unknown) => {
    if (typeof order !== "object" || order === null || !("publish" in order) || !("at" in order)) return;
    for (let count = 0; count < Number(order.publish); count += 1) {
      position += 1;
      publish(changeAt(position, String(order.at)));
    }
    process.send?.("published");
  });
}

function changeAt(position: number, at: string): PeerChange {
  const text = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString("base64url");
  return {
    cursor: text(["event-log", String(position), "320508"]),
    eventType: "ticket.registered",
    at,
    ticket: {
      id: text(["Ticket", "320000", `0198ad1f-4c07-7000-8000-${String(position).padStart(12, "0")}`]),
      number: `苏0508市监投〔2026〕第${position}号`,
      state: "REGISTERED",
      version: 1,
    },
  };
}
