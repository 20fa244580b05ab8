import { inject } from "vitest";
import { asSuperuser } from "../../database.js";
import type { TicketAnswer } from "./driving.js";

type Row = Readonly<Record<string, unknown>>;

/** All that the database keeps of one ticket. */
export interface Kept {
  ticket: Row;
  details: Row;
  contact: Row[];
  timeline: Row[];
  dispatches: Row[];
  audit: Row[];
  events: Row[];
}

/** The UUID of a ticket from its global identifier. */
export function uuidOf({ id }: Pick<TicketAnswer, "id">): string {
  return Buffer.from(id, "base64url").toString().split(":")[2] ?? "";
}

/** Everything that is kept of a ticket, behind the API's back, in the order in which it is read. */
export async function everythingOf(ticket: Pick<TicketAnswer, "id">): Promise<Kept> {
  const uuid = uuidOf(ticket);
  return asSuperuser(inject("adminUrl"), async (sql) => {
    const [row = {}] = await sql<Row[]>`SELECT * FROM tickets WHERE id = ${uuid}`;
    const [details = {}] = await sql<Row[]>`SELECT * FROM ticket_details WHERE ticket_id = ${uuid}`;
    return {
      ticket: row,
      details,
      contact: [...(await sql<Row[]>`SELECT key_id FROM ticket_contacts WHERE ticket_id = ${uuid}`)],
      timeline: [...(await sql<Row[]>`SELECT * FROM timeline_entries WHERE ticket_id = ${uuid} ORDER BY sequence`)],
      dispatches: [...(await sql<Row[]>`SELECT * FROM dispatches WHERE ticket_id = ${uuid} ORDER BY sequence`)],
      audit: [
        ...(await sql<Row[]>`SELECT id, province, city, county, bureau, at, person, client, action, subject_type,
          subject_version, request_id, detail, transaction::text FROM audit_entries WHERE subject_id = ${ticket.id}
          ORDER BY at, id`),
      ],
      events: [
        ...(await sql<Row[]>`SELECT province, city, county, bureau, at, type, subject_type, subject_version, line,
          payload, transaction::text FROM told_events WHERE subject_id = ${ticket.id} ORDER BY told_events.transaction, id`),
      ],
    };
  });
}
