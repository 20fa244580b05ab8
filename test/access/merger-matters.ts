import type { Variables } from "../api.js";
import type { World } from "../world.js";

const document = `mutation ($register: RegisterTicketInput!) { registerTicket(input: $register) { ticket { id } } }`;
const linkDocument = "mutation ($input: LinkTicketsInput!) { linkTickets(input: $input) { ticket { id } } }";

/** Links the ticket of a centre with another, which is registered for that; answers the other's identifier. */
export async function addLinked(
  world: World,
  centre: "cityACentre" | "cityBCentre",
  { marker, registration, ticket }: { marker: string; registration: Variables; ticket: string },
): Promise<string> {
  const register = { ...registration, idempotencyKey: `${String(registration.idempotencyKey)}-linked` };
  const { registerTicket } = await world
    .as(`${centre}.operator`)
    .ask<{ registerTicket: { ticket: { id: string } } }>(document, { register });
  const otherId = registerTicket.ticket.id;
  const input = { ticketId: ticket, otherId, kind: "RELATED", remark: `${marker}关联` };
  await world.as(`${centre}.dispatcher`).ask(linkDocument, { input });
  return otherId;
}
