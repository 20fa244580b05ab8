import { beforeAll, describe, expect, it } from "vitest";
import { makeProvince, type World } from "../../world.js";
import { mergeBureaus, succeed } from "../jurisdictions/reorganising.js";
import { take } from "../tickets/driving.js";
import { caseAt, caseOf, overpriced, run, suggest, suggestionOn } from "./pricing.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("where two bureaus with price desks merge", () => {
  it("the one that goes on has the marks of both; upon the same case its own stays", async () => {
    const [leaving, staying] = [world.as("countyA1.priceSupervisor"), world.as("countyA2.priceSupervisor")];
    const dispatcher = world.as("cityACentre.dispatcher");
    const both = await caseAt(world);
    await run(leaving, "markPriceCase", { ticketId: both.id, version: 0, state: "KEY" });
    const returned = await take(world.as("countyA1.handler"), "returnTicketToCentre", both);
    await take(dispatcher, "dispatchTicket", returned, { bureau: world.code.countyA2, reason: "改派" });
    await run(staying, "markPriceCase", { ticketId: both.id, version: 0, state: "DONE" });
    const one = await caseAt(world);
    await run(leaving, "markPriceCase", { ticketId: one.id, version: 0, state: "KEY" });
    await run(leaving, "setPriceDesk", { version: 0, digestHour: 8 });
    await run(staying, "setPriceDesk", { version: 0, digestHour: 9 });
    const suggested = await overpriced(world);
    await suggest(world);
    await take(dispatcher, "dispatchTicket", suggested, { bureau: world.code.countyA1, reason: "分派" });
    await suggest(world);

    await succeed(world.as("cityA.administrator"), mergeBureaus, {
      from: [world.code.countyA1],
      into: world.code.countyA2,
    });

    expect(await caseOf(staying, both)).toMatchObject({ state: "DONE", version: 1 });
    expect(await caseOf(staying, one)).toMatchObject({ state: "KEY", version: 1 });
    expect(await staying.ask("{ priceDesk { digestHour } }")).toEqual({ priceDesk: { digestHour: 9 } });
    expect(await suggestionOn(staying, suggested)).toMatchObject({ bureau: { code: world.code.countyA2 } });
  });
});
