import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../api.js";
import { makeProvince, type World } from "../world.js";

interface TicketAnswer {
  id: string;
  version: number;
  state: string;
  number: string;
  permittedActions: string[];
}

const fields = "id version state number permittedActions recoveredLoss dueOn dueLimit";

const register = `mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { ${fields} } isRepeated } }`;

/** The document of a step on a ticket. */
const step = (mutation: string, input: string): string =>
  `mutation ($input: ${input}!) { ${mutation}(input: $input) { ticket { ${fields} } } }`;

describe("a complaint on overpriced masks", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  it("travels from the hotline to the county and back, and nobody else sees it", async () => {
    const operator = world.as("cityACentre.operator");
    const dispatcher = world.as("cityACentre.dispatcher");
    const handler = world.as("countyA1.handler");
    const { registerTicket } = await operator.ask<{ registerTicket: { ticket: TicketAnswer } }>(register, {
      input: {
        idempotencyKey: "masks-of-the-journey",
        channel: "PHONE",
        kind: "COMPLAINT",
        issueClass: "PRICE",
        contact: { name: "王小明", phone: "13812345678" },
        respondent: { name: "平安大药房", businessDivision: world.division.countyA1 },
        facts: "口罩价格太贵，一包卖 400 元，联系王小明 13812345678",
        request: "退还差价",
        disputedAmount: "400.00",
        submit: true,
      },
    });
    let ticket = registerTicket.ticket;
    expect(ticket.state).toBe("IN_REVIEW");
    const take = async (caller: typeof operator, mutation: string, input: string, more: object = {}) => {
      const data = await caller.ask<Record<string, { ticket: TicketAnswer }>>(step(mutation, input), {
        input: { ticketId: ticket.id, version: ticket.version, ...more },
      });
      ticket = data[mutation]?.ticket ?? ticket;
      return ticket;
    };
    const { ticket: read } = await dispatcher.ask<{ ticket: { competence: object; facts: string; contact: object } }>(
      `query ($id: ID!) { ticket(id: $id) { facts contact { name phone } competence { locality candidates { article because bureau { code } } } } }`,
      { id: ticket.id },
    );
    expect(read.competence).toMatchObject({
      locality: "WITHIN_REACH",
      candidates: [{ article: "13", bureau: { code: world.code.countyA1 } }],
    });
    expect(JSON.stringify(read)).not.toMatch(/王小明|13812345678/);
    await take(dispatcher, "dispatchTicket", "DispatchTicketInput", { bureau: world.code.countyA1 });
    await take(handler, "signTicket", "TicketStepInput");
    await take(handler, "startCheck", "TicketStepInput");
    await take(handler, "acceptComplaint", "AcceptComplaintInput");
    await take(handler, "startMediation", "TicketStepInput");
    await take(handler, "settleComplaint", "SettleComplaintInput", { method: "REFUND", recoveredLoss: "380.00" });
    await take(handler, "closeTicket", "CloseTicketInput");
    await take(handler, "giveFeedback", "GiveFeedbackInput", { method: "PHONE", explanation: "已电话告知王小明" });
    const archived = await take(handler, "archiveTicket", "TicketStepInput");
    expect(archived).toMatchObject({ state: "ARCHIVED", recoveredLoss: "380.00", permittedActions: [] });

    const see = `query ($id: ID!) { ticket(id: $id) { number timeline { verb text remark bureau { code } personName } } }`;
    const stranger = await world.as("cityBCentre.dispatcher").gql(see, { id: ticket.id });
    expectCode(stranger, "NOT_FOUND", "id");
    const superior = await world.as("province.supervisor").ask<{ ticket: { timeline: { verb: string }[] } }>(see, {
      id: ticket.id,
    });
    expect(superior.ticket.timeline.map(({ verb }) => verb)).toEqual([
      "REGISTER",
      "SUBMIT",
      "DISPATCH",
      "SIGN",
      "START_CHECK",
      "ACCEPT",
      "START_MEDIATION",
      "SETTLE",
      "CLOSE",
      "GIVE_FEEDBACK",
      "ARCHIVE",
    ]);
    expect(JSON.stringify(superior)).not.toMatch(/王小明|13812345678/);
  });
});
