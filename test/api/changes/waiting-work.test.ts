import { beforeAll, describe, expect, it } from "vitest";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { give, open, takeOnTask } from "../investigations/investigating.js";
import { complaint, register, staff, take } from "../tickets/driving.js";
import { dispute } from "../transfers/dispute-driving.js";
import { type Following, follow, following, inShort } from "./following.js";

const document = following("waitingWork", "(after: $after)", "($after: String)");

describe("waitingWork", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  const followed = (name: PersonName): Promise<Following> => follow(world.as(name), document);

  it("tells a dispatcher of what waits for review, and that it was dispatched", async () => {
    const { dispatcher, operator } = staff(world);
    const work = await followed("cityACentre.dispatcher");
    const ticket = await register(operator, complaint(world));
    expect(inShort(await work.told(), ticket)).toEqual(["ticket.registered", "ticket.submitted"]);
    await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(inShort(await work.told(), ticket)).toEqual(["ticket.dispatched over"]);
  });

  it("tells a handler of what was dispatched to his bureau, of his own tickets, and not of what others do", async () => {
    const { dispatcher, handler, operator } = staff(world);
    const [work, elsewhere] = [await followed("countyA1.handler"), await followed("countyA2.handler")];
    const registered = await register(operator, complaint(world));
    const sent = await take(dispatcher, "dispatchTicket", registered, { bureau: world.code.countyA1 });
    expect(inShort(await work.told(), sent)).toEqual(["ticket.dispatched"]);
    const signed = await take(handler, "signTicket", sent);
    expect(inShort(await work.told(), sent)).toEqual(["ticket.signed"]);
    await take(handler, "returnTicketToCentre", signed);
    expect(inShort(await work.told(), sent)).toEqual(["ticket.returned over"]);
    expect(await elsewhere.told()).toEqual([]);
  });

  it("is what the view WAITING_FOR_ME lists, ticket by ticket", async () => {
    const { dispatcher, handler, operator } = staff(world);
    const work = await followed("countyA1.handler");
    const listed = new Set<string>();
    const compare = async (): Promise<void> => {
      for (const { stillMatches, subjectId, ticket } of await work.told()) {
        if (ticket !== null && stillMatches) listed.add(subjectId);
        else listed.delete(subjectId);
      }
      const { tickets } = await handler.ask<{ tickets: { nodes: { id: string }[] } }>(
        "{ tickets(view: WAITING_FOR_ME, first: 100) { nodes { id } } }",
      );
      const known = new Set(made);
      expect(
        tickets.nodes
          .map(({ id }) => id)
          .filter((id) => known.has(id))
          .sort(),
      ).toEqual([...listed].sort());
    };
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const registered = await register(operator, complaint(world));
      made.push(registered.id);
      const sent = await take(dispatcher, "dispatchTicket", registered, { bureau: world.code.countyA1 });
      await compare();
      const signed = await take(handler, "signTicket", sent);
      await compare();
      const checked = await take(handler, "startCheck", signed);
      await compare();
      if (count > 0) await take(handler, "refuseComplaint", checked);
      await compare();
    }
    expect(listed.size).toBeGreaterThan(0);
  });

  it("tells of tasks, and that they are withdrawn", async () => {
    const { operator } = staff(world);
    const ticket = await register(operator, complaint(world));
    const lead = world.as("cityACentre.dispatcher");
    const investigation = await open(lead, [ticket]);
    const work = await followed("cityB.handler");
    const task = await give(lead, investigation, { partner: { bureau: world.code.cityB } });
    expect(inShort(await work.told())).toEqual(["investigationTask.given InvestigationTask"]);
    await takeOnTask(lead, "withdrawInvestigationTask", task);
    expect(inShort(await work.told())).toEqual(["investigationTask.withdrawn InvestigationTask over"]);
  });

  it("tells the bureau that is named in a dispute, and of that only who may answer", async () => {
    const [handler, operator] = [await followed("countyA2.handler"), await followed("countyA2.operator")];
    const { raised } = await dispute(world);
    const told = (await handler.told()).filter(({ subjectId }) => subjectId === raised.id);
    expect(inShort(told)).toEqual(["dispute.raised Dispute"]);
    expect((await operator.told()).filter(({ subjectId }) => subjectId === raised.id)).toEqual([]);
  });

  it("is personal: colleagues with equal rights follow work of their own", async () => {
    const [one, other] = await Promise.all([followed("countyA1.handler"), followed("countyA1.operator")]);
    expect(one.opened.source.likeness).not.toBe(other.opened.source.likeness);
    expect(one.opened.source.likeness).toContain(world.as("countyA1.handler").id);
  });
});
