import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { type TicketAnswer, ticketFields } from "../tickets/driving.js";

/** The fields of a handing over that tests look at. */
export const handoverFields = `id side handedOverAt provincesBefore explanation reason { code name }
  bureau { code } otherBureau { code } otherProvince { code } otherTicket { number state closedAt } ticket { id }`;

/** A handing over as tests read it. */
export interface HandoverAnswer {
  id: string;
  side: string;
  explanation: string;
  provincesBefore: string[];
  reason: { code: string; name: string };
  bureau: { code: string };
  otherBureau: { code: string };
  otherProvince: { code: string };
  otherTicket: { number: string; state: string; closedAt: string | null };
  ticket: { id: string } | null;
}

const document = `mutation ($input: HandOverTicketInput!) { handOverTicket(input: $input) {
  ticket { ${ticketFields} timeline { verb text remark } } handover { ${handoverFields} } } }`;

interface Answer {
  handOverTicket: {
    ticket: TicketAnswer & { timeline: { verb: string; text: string; remark: string | null }[] };
    handover: HandoverAnswer;
  };
}

/** How the citizen is told, where nothing else is wanted. */
export const told = { method: "PHONE", explanation: "已电话告知由外省办理" };

/** Sends a handing over, whatever comes of it. */
export const send = (
  caller: Caller,
  { id, version }: Pick<TicketAnswer, "id" | "version">,
  bureau: string,
  more: Variables = {},
): Promise<GraphqlResult<Answer>> =>
  caller.gql(document, {
    input: {
      ...{ ticketId: id, version, bureau, reason: "RESPONDENT_ELSEWHERE", explanation: "经营者在贵省", told },
      ...more,
    },
  });

/** Makes a handing over that must succeed. */
export async function handOver(caller: Caller, ticket: TicketAnswer, bureau: string, more: Variables = {}) {
  const { data, errors } = await send(caller, ticket, bureau, more);
  expect(errors).toBeUndefined();
  return data.handOverTicket;
}

/** The ticket that came to a bureau, by the number that the other province is shown. */
export async function arrived(caller: Caller, { otherTicket }: HandoverAnswer): Promise<TicketAnswer> {
  const { ticketsByNumber } = await caller.ask<{ ticketsByNumber: TicketAnswer[] }>(
    `query ($number: String!) { ticketsByNumber(number: $number) { ${ticketFields} } }`,
    { number: otherTicket.number },
  );
  return ticketsByNumber[0] ?? expect.fail("nothing arrived");
}

/** The handings over of a ticket. */
export async function handoversOf(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<HandoverAnswer[]> {
  const { ticket } = await caller.ask<{ ticket: { handovers: HandoverAnswer[] } }>(
    `query ($id: ID!) { ticket(id: $id) { handovers { ${handoverFields} } } }`,
    { id },
  );
  return ticket.handovers;
}

/** Reads the contact of a ticket in clear, whatever comes of it. */
export const reveal = (caller: Caller, { id }: Pick<TicketAnswer, "id">) =>
  caller.gql<{ revealContact: { contact: Variables; facts: string } }>(
    `mutation ($input: RevealContactInput!) { revealContact(input: $input) { contact { name phone } facts } }`,
    { input: { ticketId: id, purpose: "CALL_BACK" } },
  );
