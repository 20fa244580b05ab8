import { beforeAll, describe, expect, it } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { concernsScope, readLog } from "../../../src/modules/events/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { scopeOf } from "../../../src/platform/scope.js";
import { expectCode, type Variables } from "../../api.js";
import { relayNow } from "../../events.js";
import { actorNamed } from "../../sources.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, staff, type TicketAnswer, take } from "../tickets/driving.js";
import { caseAt, deskOf, run, send } from "./pricing.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const orderOver = (tickets: readonly Pick<TicketAnswer, "id">[], more: Variables = {}): Variables => ({
  tickets: tickets.map(({ id }) => id),
  kind: "ORDINARY",
  ground: "MAJOR_MATTER",
  requirement: "请核查王小明反映的口罩价格",
  replyBy: addWorkingDays(chinaDay(systemClock.now()), 5).due,
  ...more,
});

interface Order {
  id: string;
  state: string;
  issuer: { code: string };
  receiver: { code: string };
  through: { code: string };
  issuedByName: string;
  requirement: string;
  tickets: { nodes: { id: string }[] };
}

const listDocument = `query ($view: SupervisionView!) { supervisionOrders(view: $view) { totalCount nodes {
  id state answer issuer { code } through { code } permittedActions } } }`;

interface List {
  supervisionOrders: {
    totalCount: number;
    nodes: { id: string; state: string; answer: string | null; permittedActions: string[] }[];
  };
}

describe("superviseFromDesk", () => {
  it("issues in the name of the authority above the department, by the person of the department, to the county", async () => {
    const ticket = await caseAt(world);
    const order = await run<Order>(deskOf(world), "superviseFromDesk", orderOver([ticket]));
    expect(order).toMatchObject({
      state: "ISSUED",
      issuer: { code: world.code.cityA },
      receiver: { code: world.code.countyA1 },
      through: { code: world.code.cityAPrice },
      issuedByName: `${world.mark}cityAPrice.priceSupervisor`,
      requirement: "请核查***反映的口罩价格",
      tickets: { nodes: [{ id: ticket.id }] },
    });
    const { supervisionOrders } = await world.as("cityA.supervisor").ask<List>(listDocument, { view: "ISSUED_BY_US" });
    expect(supervisionOrders.nodes.map(({ id }) => id)).toContain(order.id);
  });

  it("is answered by the county and decided by the authority; the desk reads it and decides nothing", async () => {
    const ticket = await caseAt(world, "countyA2");
    const order = await run<Order>(deskOf(world), "superviseFromDesk", orderOver([ticket]));
    const answer = { orderId: order.id, version: 1, answer: "已责令改正" };
    await world
      .as("countyA2.head")
      .ask(
        "mutation ($input: AnswerSupervisionOrderInput!) { answerSupervisionOrder(input: $input) { order { id } } }",
        { input: answer },
      );
    const { supervisionOrders } = await deskOf(world).ask<List>(listDocument, { view: "ISSUED_THROUGH_US" });
    expect(supervisionOrders.nodes[0]).toMatchObject({
      ...{ id: order.id, state: "ANSWERED", answer: "已责令改正", permittedActions: [] },
    });
    const accept =
      "mutation ($input: AcceptSupervisionAnswerInput!) { acceptSupervisionAnswer(input: $input) { order { id } } }";
    const input = { orderId: order.id, version: 2 };
    expectCode(await world.as("cityAPrice.head").gql(accept, { input }), "FORBIDDEN");
    await world.as("cityA.head").ask(accept, { input });
  });

  it("tells the desk of each step upon the order, by the log", async () => {
    const order = await run<Order>(deskOf(world), "superviseFromDesk", orderOver([await caseAt(world)]));
    await world
      .as("countyA1.head")
      .ask(
        "mutation ($input: SupervisionOrderStepInput!) { confirmSupervisionOrder(input: $input) { order { id } } }",
        {
          input: { orderId: order.id, version: 1 },
        },
      );
    await relayNow();
    const bureau = (await actorNamed(deskOf(world))).bureau;
    const events = await world.database.asSystem("look at the log for a test", (tx) =>
      readLog(tx, { after: 0, limit: 100_000 }),
    );
    const told = events.filter((event) => event.subjectId === order.id && concernsScope(event, scopeOf(bureau)));
    expect(told.map(({ type }) => type)).toEqual(["supervisionOrder.issued", "supervisionOrder.received"]);
  });

  it("is not there for the desk of another city", async () => {
    const order = await run<Order>(deskOf(world), "superviseFromDesk", orderOver([await caseAt(world)]));
    const foreign = world.as("cityBPrice.priceSupervisor");
    const { supervisionOrders } = await foreign.ask<List>(listDocument, { view: "ISSUED_THROUGH_US" });
    expect(supervisionOrders).toMatchObject({ totalCount: 0, nodes: [] });
    expectCode(
      await foreign.gql("query ($id: ID!) { supervisionOrder(id: $id) { id } }", { id: order.id }),
      "NOT_FOUND",
      "id",
    );
  });

  it("goes to whoever holds the case where no county does, and from an authority that watches by itself", async () => {
    const early = await register(staff(world).operator, complaint(world));
    const order = await run<Order>(deskOf(world), "superviseFromDesk", orderOver([early]));
    expect(order.receiver.code).toBe(world.code.cityACentre);
    const own = await run<Order>(world.as("cityA.priceSupervisor"), "superviseFromDesk", orderOver([early]));
    expect(own).toMatchObject({ issuer: { code: world.code.cityA }, through: null });
    const street = await take(world.as("countyA1.dispatcher"), "dispatchTicket", await caseAt(world), {
      bureau: world.code.streetA1,
    });
    expect((await run<Order>(deskOf(world), "superviseFromDesk", orderOver([street]))).receiver.code).toBe(
      world.code.countyA1,
    );
    const county = await run<Order>(world.as("countyA1.priceSupervisor"), "superviseFromDesk", orderOver([street]));
    expect(county.receiver.code).toBe(world.code.streetA1);
  });

  it("takes several cases of one county, and refuses those of two", async () => {
    const [one, other, elsewhere] = [await caseAt(world), await caseAt(world), await caseAt(world, "countyA2")];
    const order = await run<Order>(deskOf(world), "superviseFromDesk", orderOver([one, other]));
    expect(order.tickets.nodes).toHaveLength(2);
    expectCode(await send(deskOf(world), "superviseFromDesk", orderOver([one, elsewhere])), "INVALID_INPUT", "tickets");
  });

  it("is refused over no case, a closed one, an unknown ground and a day that is off", async () => {
    const desk = deskOf(world);
    const ticket = await caseAt(world);
    expectCode(await send(desk, "superviseFromDesk", orderOver([])), "INVALID_INPUT", "tickets");
    const closed = await complaintIn(world, "CLOSED");
    expectCode(await send(desk, "superviseFromDesk", orderOver([closed])), "INVALID_INPUT", "tickets");
    expectCode(await send(desk, "superviseFromDesk", orderOver([ticket], { ground: "X" })), "INVALID_INPUT", "ground");
    const past = orderOver([ticket], { replyBy: "2020-01-02" });
    expectCode(await send(desk, "superviseFromDesk", past), "INVALID_INPUT", "replyBy");
  });

  it("is NOT_FOUND over a case of a sister city, and FORBIDDEN to those who work at no desk", async () => {
    const ticket = await caseAt(world);
    const foreign = await send(world.as("cityBPrice.priceSupervisor"), "superviseFromDesk", orderOver([ticket]));
    expectCode(foreign, "NOT_FOUND", "tickets");
    for (const person of ["cityACentre.supervisor", "cityAPrice.handler", "countyA1.head"] as const) {
      expectCode(await send(world.as(person), "superviseFromDesk", orderOver([ticket])), "FORBIDDEN");
    }
  });
});
