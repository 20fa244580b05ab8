import { beforeAll, describe, expect, it } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { callbackEventTypes } from "../../../src/modules/callbacks/callback.events.js";
import { escalatedTicketEvents, escalationEvents, workEvents } from "../../../src/modules/changes/matters.js";
import { extensionEventTypes } from "../../../src/modules/extensions/extension.events.js";
import { taskEventTypes } from "../../../src/modules/investigations/investigation.events.js";
import { reportEventTypes } from "../../../src/modules/reports/report.events.js";
import { supervisionEventTypes } from "../../../src/modules/supervision/supervision.events.js";
import { ticketEventTypes } from "../../../src/modules/tickets/ticket.events.js";
import { disputeEventTypes } from "../../../src/modules/transfers/dispute.events.js";
import { elevationEventTypes } from "../../../src/modules/transfers/elevation.events.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { askFor, decide } from "../extensions/asking.js";
import { run, stepOn } from "../supervision/ordering.js";
import { complaintIn, reportInVerification } from "../tickets/driving.js";
import { act, dispute, upon } from "../transfers/dispute-driving.js";
import { type Following, follow, following, inShort } from "./following.js";

const document = following("escalations", "(after: $after)", "($after: String)");

describe("the events of matters", () => {
  it("are events that there are", () => {
    const known = new Set<string>([
      ...Object.values(disputeEventTypes),
      ...Object.values(elevationEventTypes),
      ...Object.values(callbackEventTypes),
      ...Object.values(extensionEventTypes),
      ...Object.values(taskEventTypes),
      ...Object.values(reportEventTypes),
      ...Object.values(supervisionEventTypes),
      ...Object.values(ticketEventTypes),
      "copy.sent",
      "copy.withdrawn",
    ]);
    const told = [...Object.keys(escalationEvents), ...escalatedTicketEvents, ...Object.keys(workEvents)];
    expect(told.filter((type) => !known.has(type))).toEqual([]);
  });
});

describe("escalations", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  const followed = (name: PersonName): Promise<Following> => follow(world.as(name), document);

  it("tells the bureau that has to answer of an order and of what becomes of it, and nobody else", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    const county = await followed("countyA1.handler");
    const others = await Promise.all([followed("cityA.supervisor"), followed("countyA2.handler")]);
    const supervisor = world.as("cityA.supervisor");
    const replyBy = addWorkingDays(chinaDay(systemClock.now()), 5).due;
    const order = await run(supervisor, "issueSupervisionOrder", {
      ...{ tickets: [ticket.id], receiver: world.code.countyA1, kind: "ORDINARY", ground: "OTHER" },
      ...{ requirement: "请答复", replyBy },
    });
    const [issued] = await county.told();
    expect(issued).toMatchObject({
      eventType: "supervisionOrder.issued",
      subjectType: "SupervisionOrder",
      subjectId: order.id,
      stillMatches: true,
      ticket: null,
      node: { __typename: "SupervisionOrder", id: order.id },
    });
    await run(supervisor, "closeSupervisionOrder", stepOn(order, { remark: "已办结" }));
    expect(inShort(await county.told())).toEqual(["supervisionOrder.closed SupervisionOrder over"]);
    for (const other of others) expect(await other.told()).toEqual([]);
  });

  it("tells the handling bureau of reminders", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    const county = await followed("countyA1.handler");
    const above = await followed("cityA.supervisor");
    await world
      .as("cityACentre.dispatcher")
      .ask("mutation ($input: RemindTicketInput!) { remindTicket(input: $input) { ticket { id } } }", {
        input: { ticketId: ticket.id },
      });
    expect(inShort(await county.told(), ticket)).toEqual(["ticket.reminded"]);
    expect(await above.told()).toEqual([]);
  });

  it("tells whoever designates of a dispute that comes before the superior", async () => {
    const { raised } = await dispute(world);
    const [head, dispatcher] = [await followed("cityA.head"), await followed("cityA.dispatcher")];
    const contested = await act(world.as("countyA2.handler"), "contestDispute", upon(raised, { answer: "不属我局" }));
    await act(world.as("countyA2.handler"), "referDispute", upon(contested));
    const [told] = await head.told();
    expect(told).toMatchObject({
      eventType: "dispute.referred",
      subjectId: raised.id,
      node: { __typename: "Dispute", id: raised.id },
    });
    expect(await dispatcher.told(), "he designates nobody").toEqual([]);
  });

  it("tells the head of requests to extend, and that they are decided", async () => {
    const ticket = await reportInVerification(world);
    const head = await followed("countyA1.head");
    const handler = await followed("countyA1.handler");
    const request = await askFor(world.as("countyA1.handler"), ticket);
    expect(inShort(await head.told())).toEqual(["extension.requested ExtensionRequest"]);
    await decide(world.as("countyA1.head"), "refuseExtension", request, { remark: "不同意" });
    expect(inShort(await head.told())).toEqual(["extension.refused ExtensionRequest over"]);
    expect(await handler.told()).toEqual([]);
  });
});
