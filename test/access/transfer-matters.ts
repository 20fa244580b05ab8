import { handovers, referrals, ticketCopies } from "../../schema/index.js";
import type { Place } from "../../src/platform/actor.js";
import { systemClock } from "../../src/platform/clock.js";
import type { Database } from "../../src/platform/database.js";
import { newId, toGlobalId } from "../../src/platform/ids.js";

/**
 * Puts a copy, a referral and a handing over on a ticket, and answers their global identifiers.
 *
 * @param ticket the global identifier of the ticket, which stands on both sides of the handing over
 * @param holder the bureau that sends the copy, refers and hands over
 * @param receiver the bureau that gets the copy
 * @param marker a text that stands in their words
 * @param database where the ticket is
 */
export async function addTransferMatters(
  ticket: string,
  holder: Place,
  receiver: Place,
  marker: string,
  database: Database,
): Promise<{ copy: string; referral: string; handover: string }> {
  const [, province = "", ticketId = ""] = Buffer.from(ticket, "base64url").toString().split(":");
  const at = systemClock.now();
  const [copy, referral, handover] = [newId(at), newId(at), newId(at)];
  const parties = {
    ...{ sender: holder.bureau, senderCity: holder.city, senderCounty: holder.county },
    ...{ receiver: receiver.bureau, receiverCity: receiver.city, receiverCounty: receiver.county },
  };
  const going = { side: "FROM", otherProvince: province, otherTicket: ticketId, otherBureau: receiver.bureau };
  await database.asSystem("put matters on a ticket for a test", async (tx) => {
    const shown = { parts: ["FACTS", "STATE"], remark: `${marker}备注`, state: "SENT", sentAt: at };
    await tx.insert(ticketCopies).values({ province, ticketId, id: copy, ...parties, ...shown });
    const referred = { target: "POLICE", ground: "FRAUD", explanation: `${marker}说明`, state: "SENT", referredAt: at };
    await tx.insert(referrals).values({ ...holder, ticketId, id: referral, ...referred });
    const reasons = { reason: "OTHER", explanation: `${marker}说明`, handedOverAt: at, provincesBefore: [province] };
    await tx.insert(handovers).values({ ...holder, ticketId, id: handover, ...going, ...reasons });
  });
  return {
    copy: toGlobalId("Copy", province, copy),
    referral: toGlobalId("Referral", province, referral),
    handover: toGlobalId("Handover", province, handover),
  };
}
