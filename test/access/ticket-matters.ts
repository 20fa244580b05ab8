import { callbacks, corrections, extensionRequests, ticketDeadlines } from "../../schema/index.js";
import { systemClock } from "../../src/platform/clock.js";
import type { Database } from "../../src/platform/database.js";
import { newId, toGlobalId } from "../../src/platform/ids.js";

/**
 * Puts a callback and a request to extend on a ticket, as if it had been closed and verified, and answers their global
 * identifiers.
 *
 * @param ticket the global identifier of the ticket
 * @param bureau the bureau whose matters they are
 * @param marker a text that stands in their words
 * @param database where the ticket is
 */
export async function addTicketMatters(
  ticket: string,
  bureau: string,
  marker: string,
  database: Database,
): Promise<{ callback: string; extensionRequest: string; correction: string }> {
  const [, province = "", ticketId = ""] = Buffer.from(ticket, "base64url").toString().split(":");
  const at = systemClock.now();
  const [callback, request, correction] = [newId(at), newId(at), newId(at)];
  const of = { province, ticketId, bureau };
  // A limit that has ended, so that it changes nothing on the ticket.
  const deadline = {
    ...{ ...of, sequence: 99, limit: "VERIFICATION", rule: "ORDER_121.VERIFICATION", days: 15, unit: "WORKING" },
    ...{
      startedFrom: "COMPETENT_RECEIPT",
      startedAt: at,
      dueOn: "2099-01-01",
      isProvisional: true,
      state: "CANCELLED",
    },
  };
  const asked = { deadline: 99, reason: "OTHER", explanation: `${marker}说明`, days: 15, state: "PENDING" };
  await database.asSystem("put matters on a ticket for a test", async (tx) => {
    await tx.insert(ticketDeadlines).values(deadline);
    await tx.insert(extensionRequests).values({ ...of, ...asked, id: request, askedAt: at, dueBefore: "2099-01-01" });
    const planned = { round: 1, state: "PLANNED", plannedAt: at, dueOn: "2099-01-01", remark: `${marker}备注` };
    await tx.insert(callbacks).values({ ...of, ...planned, id: callback });
    const wrong = { asker: bureau, fields: ["FACTS"], reason: `${marker}理由`, state: "REQUESTED", askedAt: at };
    await tx.insert(corrections).values({ ...of, ...wrong, id: correction });
  });
  return {
    correction: toGlobalId("Correction", province, ticketId, correction),
    callback: toGlobalId("Callback", province, ticketId, callback),
    extensionRequest: toGlobalId("ExtensionRequest", province, ticketId, request),
  };
}
