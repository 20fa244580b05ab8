import type { Variables } from "../../api.js";
import { complaint, consultation, register as registerAs, type TicketAnswer, take } from "../tickets/driving.js";
import type { OrderStage } from "./ordering.js";

export { take } from "../tickets/driving.js";

/** A complaint that the centre of the city A holds and has not dispatched yet. */
export function register({ as, world }: OrderStage, more: Variables = {}): Promise<TicketAnswer> {
  return registerAs(as("cityACentre.operator"), complaint(world, more));
}

/** A closed complaint of the county A1. */
export async function usualClosing({ as, ticketAt }: OrderStage): Promise<TicketAnswer> {
  const handler = as("countyA1.handler");
  let ticket = await ticketAt();
  ticket = await take(handler, "signTicket", ticket);
  for (const step of ["startCheck", "refuseComplaint", "closeTicket"] as const)
    ticket = await take(handler, step, ticket);
  return ticket;
}

/** Closes a complaint that the county A1 was sent. */
export async function close({ as }: OrderStage, sent: TicketAnswer): Promise<TicketAnswer> {
  const handler = as("countyA1.handler");
  let ticket = sent;
  for (const step of ["signTicket", "startCheck", "refuseComplaint", "closeTicket"] as const) {
    ticket = await take(handler, step, ticket);
  }
  return ticket;
}

/** A consultation that its operator answered at once. */
export function answered({ as }: OrderStage): Promise<TicketAnswer> {
  return registerAs(as("cityACentre.operator"), consultation({ answer: "请看公示" }));
}
