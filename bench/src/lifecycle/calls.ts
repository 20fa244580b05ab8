import { randomUUID } from "node:crypto";
import type { Client, Reply } from "../client.js";
import type { Desk } from "./desks.js";

/** The four calls of a lifecycle, in their order. */
export const callNames = ["registerTicket", "dispatchTicket", "acceptComplaint", "closeTicket"] as const;

/** The name of a call. */
export type CallName = (typeof callNames)[number];

const documents: Readonly<Record<CallName, string>> = {
  registerTicket: `mutation Register($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id number version state } } }`,
  dispatchTicket: `mutation Dispatch($input: DispatchTicketInput!) { dispatchTicket(input: $input) { ticket { id version state } } }`,
  acceptComplaint: `mutation Accept($input: AcceptComplaintInput!) { acceptComplaint(input: $input) { ticket { id version state dueOn } } }`,
  closeTicket: `mutation Close($input: CloseTicketInput!) { closeTicket(input: $input) { ticket { id version state recoveredLoss } } }`,
};

interface TicketSeen {
  id: string;
  version: number;
  state: string;
}

/** A call that was refused, or answered otherwise than it must be. */
export class CallFailed extends Error {}

/** The input of a complaint at a desk: the price at the till was above that on the shelf. */
export function complaintAt({ county, serial }: Pick<Desk, "county"> & { serial: number }): object {
  return {
    idempotencyKey: `bench-${randomUUID()}`,
    channel: "PHONE",
    kind: "COMPLAINT",
    issueClass: "PRICE",
    goodsClass: "GOODS_GENERAL_FOOD",
    contact: { name: "王小明", phone: `138${String(serial % 100_000_000).padStart(8, "0")}` },
    respondent: { name: "永兴超市", businessDivision: county },
    facts: "2026年11月20日在永兴超市购买食用油一桶，货架标价59.9元，结算时收取69.9元，要求退还差价被拒绝。",
    request: "退还差价并按规定赔偿",
    disputedAmount: "10.00",
    submit: true,
  };
}

async function call(client: Client, name: CallName, token: string, input: object, took: Took): Promise<TicketSeen> {
  const reply = await client.post(token, JSON.stringify({ query: documents[name], variables: { input } }));
  took(name, reply);
  const ticket = ticketOf(reply, name);
  if (ticket === null) throw new CallFailed(`${name}: ${reply.status} ${reply.body.slice(0, 500)}`);
  return ticket;
}

function ticketOf({ status, body }: Reply, name: CallName): TicketSeen | null {
  if (status !== 200) return null;
  const { data } = JSON.parse(body) as { data?: Record<string, { ticket: TicketSeen } | null> };
  return data?.[name]?.ticket ?? null;
}

/** Is told how long each call took. */
export type Took = (name: CallName, reply: Reply) => void;

/**
 * Leads one complaint through its life: the operator of a centre registers it, the dispatcher sends it to a county, whose
 * handler signs, checks and accepts it, then mediates, settles and closes it. Every step stands in timeline and audit.
 *
 * @throws CallFailed with the answer of the call that did not do what it should
 */
export async function leadLifecycle(client: Client, desk: Desk, serial: number, took: Took): Promise<void> {
  const input = complaintAt({ county: desk.county, serial });
  const registered = await call(client, "registerTicket", desk.operator, input, took);
  const next = ({ id, version }: TicketSeen) => ({ ticketId: id, version });
  const target = { ...next(registered), bureau: desk.county };
  const dispatched = await call(client, "dispatchTicket", desk.dispatcher, target, took);
  const accepting = { ...next(dispatched), withSigning: true, withCheck: true };
  const accepted = await call(client, "acceptComplaint", desk.handler, accepting, took);
  const settlement = { withMediation: true, method: "REFUND", recoveredLoss: "10.00" };
  const closed = await call(client, "closeTicket", desk.handler, { ...next(accepted), settlement }, took);
  if (closed.state !== "CLOSED") throw new CallFailed(`closeTicket left the ticket in state ${closed.state}`);
}
