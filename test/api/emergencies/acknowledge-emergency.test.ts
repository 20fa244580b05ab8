import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { latestPosition, relayNow } from "../../events.js";
import { openAs, refusalOf } from "../../sources.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { listed, masks, run, send, stepOn, told } from "./declaring.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-10-20");
});

beforeEach(async () => {
  world = await stage.makeProvince();
});

afterAll(() => stage.close());

describe("acknowledgeEmergency", () => {
  it("takes note for the region, so that the superior sees who has not yet", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    const beneath = [world.code.countyA1, world.code.countyA2, world.code.zoneA].sort();
    expect(await told(world.as("cityA.head"), declared.id)).toEqual(beneath.map((code) => [code, false]));

    const own = { view: "ABOVE" };
    const [seen] = await listed(world.as("countyA1.dispatcher"), own);
    expect(seen).toMatchObject({ isAcknowledged: false, permittedActions: ["ACKNOWLEDGE"] });
    // Which officer above declared it is not told beneath.
    expect([seen?.declaredByName, seen?.announcements[0]?.announcedByName]).toEqual([null, null]);
    await run(world.as("countyA1.dispatcher"), "acknowledgeEmergency", stepOn(declared));
    const [after] = await listed(world.as("countyA1.dispatcher"), own);
    expect(after).toMatchObject({ isAcknowledged: true, permittedActions: [] });

    expect(await told(world.as("cityA.head"), declared.id, true)).toEqual([[world.code.countyA1, true]]);
    const waiting = await told(world.as("cityACentre.operator"), declared.id, false);
    expect(waiting.map(([code]) => code)).toEqual(beneath.filter((code) => code !== world.code.countyA1));
    // A county learns nothing of its neighbours.
    expect(await told(world.as("countyA2.head"), declared.id)).toEqual([[world.code.countyA2, false]]);
  });

  it("changes nothing the second time", async () => {
    const declared = await run(world.as("province.head"), "declareEmergency", masks());
    const before = await latestPosition();
    await run(world.as("cityBCentre.shiftManager"), "acknowledgeEmergency", stepOn(declared));
    await run(world.as("cityB.head"), "acknowledgeEmergency", stepOn(declared));
    await relayNow();
    const changes = await openAs(
      world.as("province.head"),
      "subscription { emergencyChanges { eventType node { id } } }",
      {},
      { clock: stage.clock },
    );
    expect(await changes.tellAfter(before)).toMatchObject([
      { eventType: "emergency.declared" },
      { eventType: "emergency.acknowledged", node: { id: declared.id } },
    ]);
  });

  it("is asked anew for what is announced later", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    await run(world.as("zoneA.supervisor"), "acknowledgeEmergency", stepOn(declared));
    const changed = await run(world.as("cityA.head"), "changeEmergency", stepOn(declared, { level: "I" }));
    expectCode(await send(world.as("zoneA.supervisor"), "acknowledgeEmergency", stepOn(declared)), "CONFLICT");
    expect(await told(world.as("zoneA.supervisor"), declared.id)).toEqual([[world.code.zoneA, false]]);
    await run(world.as("zoneA.supervisor"), "acknowledgeEmergency", stepOn(changed));
    expect(await told(world.as("zoneA.supervisor"), declared.id)).toEqual([[world.code.zoneA, true]]);
  });

  it("is not for one's own region, one beneath, a department, or one that is not seen", async () => {
    const declared = await run(world.as("cityA.head"), "declareEmergency", masks());
    for (const name of ["cityACentre.head", "province.head", "cityAPrice.head", "streetA1.head"] as const) {
      expectCode(await send(world.as(name), "acknowledgeEmergency", stepOn(declared)), "FORBIDDEN");
    }
    expectCode(await send(world.as("cityB.head"), "acknowledgeEmergency", stepOn(declared)), "NOT_FOUND");
    expectCode(await send(world.as("countyA1.operator"), "acknowledgeEmergency", stepOn(declared)), "FORBIDDEN");
  });
});

describe("emergencyChanges", () => {
  const document = `subscription { emergencyChanges { eventType version isOutOfSight
    node { ... on Emergency { id level state } } } }`;

  it("tells subordinates at every level, and whoever stands above, as it happens", async () => {
    const clock = { clock: stage.clock };
    const before = await latestPosition();
    const open = (name: Parameters<World["as"]>[0]) => openAs(world.as(name), document, {}, clock);
    const county = await open("countyA1.handler");
    const city = await open("cityACentre.operator");
    const beside = await open("countyB1.handler");
    const declared = await run(world.as("province.head"), "declareEmergency", masks());
    const changed = await run(world.as("province.head"), "changeEmergency", stepOn(declared, { level: "I" }));
    await relayNow();
    const now = { id: declared.id, level: "I", state: "IN_FORCE" };
    const expected = [
      { eventType: "emergency.declared", version: 1, isOutOfSight: false, node: now },
      { eventType: "emergency.changed", version: changed.version, isOutOfSight: false, node: now },
    ];
    for (const reader of [county, city, beside]) expect(await reader.tellAfter(before)).toEqual(expected);
  });

  it("tells a neighbour nothing, and refuses whoever reads no emergencies", async () => {
    const clock = { clock: stage.clock };
    const before = await latestPosition();
    const beside = await openAs(world.as("countyB1.head"), document, {}, clock);
    await run(world.as("cityA.head"), "declareEmergency", masks());
    await relayNow();
    expect(await beside.tellAfter(before)).toEqual([]);
    expect(await refusalOf(openAs(world.as("cityA.auditor"), document, {}, clock))).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
