import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { register, report, staff, type TicketAnswer } from "../tickets/driving.js";
import { type HandoverAnswer, handOver, handoverFields } from "./handing-over.js";

const listDocument = `query ($view: HandoverView, $ticket: ID) { handovers(view: $view, ticket: $ticket) {
  totalCount nodes { ${handoverFields} } } }`;

interface ListAnswer {
  handovers: { totalCount: number; nodes: HandoverAnswer[] };
}

describe("handovers", () => {
  let from: World;
  let to: World;
  let sent: HandoverAnswer;
  let ticket: TicketAnswer;

  beforeAll(async () => {
    [from, to] = await Promise.all([makeProvince(), makeProvince()]);
    const { operator, dispatcher } = staff(from);
    const answer = await handOver(dispatcher, await register(operator, report(from)), to.code.countyA1);
    [sent, ticket] = [answer.handover, answer.ticket];
  });

  const list = (caller: Caller, variables: Variables = {}) =>
    caller.ask<ListAnswer>(listDocument, variables).then(({ handovers }) => handovers);

  it("lists what a bureau and those beneath it handed over", async () => {
    for (const name of ["cityACentre.dispatcher", "cityA.supervisor", "province.analyst"] as const) {
      expect(await list(from.as(name), { view: "SENT" })).toMatchObject({ totalCount: 1, nodes: [{ id: sent.id }] });
      expect(await list(from.as(name), { view: "RECEIVED" })).toMatchObject({ totalCount: 0, nodes: [] });
    }
    expect(await list(from.as("cityB.supervisor"))).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it("lists what they took over", async () => {
    for (const name of ["countyA1.dispatcher", "cityA.supervisor", "province.analyst"] as const) {
      expect(await list(to.as(name), { view: "RECEIVED" })).toMatchObject({
        totalCount: 1,
        nodes: [{ side: "TO", otherBureau: { code: from.code.cityACentre }, otherTicket: { number: ticket.number } }],
      });
    }
    expect(await list(to.as("countyA2.dispatcher"))).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it("is narrowed to a ticket, and refuses what is none", async () => {
    const caller = from.as("cityA.supervisor");
    expect(await list(caller, { ticket: ticket.id })).toMatchObject({ totalCount: 1 });
    expectCode(await caller.gql(listDocument, { ticket: "nothing" }), "NOT_FOUND", "ticket");
  });

  it("gives a node to those who see it, and nothing to anybody else", async () => {
    const node = (caller: Caller) =>
      caller.gql<{ node: { side: string } }>("query ($id: ID!) { node(id: $id) { ... on Handover { side } } }", {
        id: sent.id,
      });
    expect((await node(from.as("province.supervisor"))).data.node).toEqual({ side: "FROM" });
    for (const caller of [
      from.as("cityB.supervisor"),
      from.as("cityACentre.administrator"),
      to.as("countyA1.handler"),
    ]) {
      expectCode(await node(caller), "NOT_FOUND", "id");
    }
  });
});
