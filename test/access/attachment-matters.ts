import { attachments } from "../../schema/index.js";
import { systemClock } from "../../src/platform/clock.js";
import type { Database } from "../../src/platform/database.js";
import { newId, toGlobalId } from "../../src/platform/ids.js";
import { newObjectKey } from "../../src/platform/object-store.js";

/**
 * Puts a file on a ticket, as if it had been brought, and answers its global identifier.
 *
 * @param ticket the global identifier of the ticket
 * @param bureau the bureau that added it
 * @param marker a text that stands in its name
 * @param database where the ticket is
 */
export async function addAttachment(
  ticket: string,
  bureau: string,
  marker: string,
  database: Database,
): Promise<string> {
  const [, province = "", ticketId = ""] = Buffer.from(ticket, "base64url").toString().split(":");
  const at = systemClock.now();
  const id = newId(at);
  await database.asSystem("put a file on a ticket for a test", (tx) =>
    tx.insert(attachments).values({
      ...{ province, ticketId, id, part: "FACTS", fileName: `${marker}小票.jpg`, mediaType: "image/jpeg" },
      ...{ state: "STORED", addedBureau: bureau, addedAt: at, announcedBytes: 10, expiresAt: at },
      ...{ objectKey: newObjectKey("attachments"), bytes: 10, sha256: "0".repeat(64), storedSha256: "0".repeat(64) },
      ...{ storedAt: at, scan: "UNSCANNED", removalReason: `${marker}理由` },
    }),
  );
  return toGlobalId("Attachment", province, ticketId, id);
}
