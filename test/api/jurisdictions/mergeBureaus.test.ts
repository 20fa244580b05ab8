import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import {
  competentOn,
  dayFromToday,
  insertTicket,
  mergeBureaus,
  moveBureau,
  readBureau,
  renameBureau,
  sees,
  send,
  succeed,
} from "./reorganising.js";

describe("mergeBureaus", () => {
  it("ends the merged bureau today and gives its children and divisions to the one that goes on", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const { countyA1, countyA2, streetA1 } = world.code;
    const reorganisation = await succeed(caller, mergeBureaus, { from: [countyA1], into: countyA2 });
    expect(reorganisation).toMatchObject({
      kind: "MERGE",
      state: "APPLIED",
      bureau: { code: countyA2 },
      mergedBureaus: [{ code: countyA1 }],
    });
    expect(await readBureau(caller, countyA1)).toMatchObject({ validTo: dayFromToday(), coverage: [] });
    expect(await readBureau(caller, countyA2)).toMatchObject({
      children: [streetA1],
      coverage: [world.division.countyA1, world.division.countyA2].sort(),
    });
  });

  it("answers who was competent on any day", async () => {
    const world = await makeProvince();
    const { countyA1, countyA2 } = world.code;
    await succeed(world.as("cityA.administrator"), mergeBureaus, { from: [countyA1], into: countyA2 });
    const caller = world.as("cityB.dispatcher");
    expect(await competentOn(caller, world.division.countyA1, dayFromToday(-1))).toBe(countyA1);
    expect(await competentOn(caller, world.division.countyA1, dayFromToday())).toBe(countyA2);
  });

  it("loses no ticket from sight: those held, registered and handed on are the other bureau's now", async () => {
    const world = await makeProvince();
    const { cityACentre, countyA1, countyA2, streetA1 } = world.code;
    const held = await insertTicket({ holder: countyA1, intake: cityACentre });
    const registered = await insertTicket({ holder: cityACentre, intake: countyA1 });
    const handedOn = await insertTicket({ holder: cityACentre, intake: cityACentre, previous: countyA1 });
    const ofChild = await insertTicket({ holder: streetA1, intake: streetA1 });
    await succeed(world.as("cityA.administrator"), mergeBureaus, { from: [countyA1], into: countyA2 });
    for (const ticket of [held, registered, handedOn, ofChild]) {
      expect(await sees(world.as("countyA2.supervisor"), ticket)).toBe(true);
      expect(await sees(world.as("cityA.supervisor"), ticket)).toBe(true);
    }
    expect(await held.read()).toMatchObject({ holder: countyA2, county: countyA2, ownerAtDispatch: countyA1 });
    expect(await registered.read()).toMatchObject({ intakeBureau: countyA2, intakeCounty: countyA2 });
    expect(await handedOn.read()).toMatchObject({ previousHolder: countyA2, previousCounty: countyA2 });
    expect(await ofChild.read()).toMatchObject({ holder: streetA1, county: countyA2 });
  });

  it("takes the people of the merged bureau over with their roles", async () => {
    const world = await makeProvince();
    const { countyA1, countyA2 } = world.code;
    const handler = world.as("countyA1.handler");
    await succeed(world.as("cityA.administrator"), mergeBureaus, { from: [countyA1], into: countyA2 });
    const ticket = await insertTicket({ holder: countyA2, intake: countyA2 });
    const { viewer } = await handler.ask<{ viewer: object }>(
      "{ viewer { roles bureau { code } person { bureau { code } } } }",
    );
    expect(viewer).toEqual({
      roles: ["HANDLER"],
      bureau: { code: countyA2 },
      person: { bureau: { code: countyA2 } },
    });
    expect(await sees(handler, ticket)).toBe(true);
  });

  it("leaves a person who held one role at both bureaus with one", async () => {
    const world = await makeProvince();
    const { countyA1, countyA2 } = world.code;
    const caller = world.as("cityA.administrator");
    const grant = `mutation ($input: GrantRoleInput!) { grantRole(input: $input) { roleHolding { id } } }`;
    const people = `query ($bureau: String!) { people(bureau: $bureau, first: 100) { nodes { id login } } }`;
    const { people: found } = await caller.ask<{ people: { nodes: { id: string; login: string }[] } }>(people, {
      bureau: countyA1,
    });
    const handler = world.as("countyA1.handler");
    const person = found.nodes.find(({ login }) => login === handler.login)?.id;
    await caller.ask(grant, { input: { person, role: "HANDLER", bureau: countyA2 } });
    await succeed(caller, mergeBureaus, { from: [countyA1], into: countyA2 });
    const { viewer } = await handler.ask<{ viewer: { holdings: object[] } }>(
      "{ viewer { holdings { role bureau { code } } } }",
    );
    expect(viewer.holdings).toEqual([{ role: "HANDLER", bureau: { code: countyA2 } }]);
  });

  it("merges two cities with all their counties", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB, cityBCentre, countyB1, nation, province } = world.code;
    const ticket = await insertTicket({ holder: countyB1, intake: cityBCentre });
    await succeed(caller, mergeBureaus, { from: [cityB], into: cityA });
    expect((await readBureau(caller, countyB1)).ancestors).toEqual([nation, province, cityA]);
    expect(await ticket.read()).toMatchObject({ city: cityA, county: countyB1, intakeCity: cityA });
    expect(await sees(world.as("cityA.supervisor"), ticket)).toBe(true);
  });

  it.each([
    ["a city into a county", ["cityB"], "countyA1", "from"],
    ["a department into a centre", ["cityAPrice"], "cityACentre", "from"],
    ["a bureau into itself", ["countyA1"], "countyA1", "from"],
    ["a bureau named twice", ["countyA1", "countyA1"], "countyA2", "from"],
    ["no bureau at all", [], "countyA2", "from"],
  ] as const)("is refused for %s", async (_, from, into, field) => {
    const world = await makeProvince();
    const input = { from: from.map((unit) => world.code[unit]), into: world.code[into] };
    expectCode(await send(world.as("province.administrator"), mergeBureaus, input), "INVALID_INPUT", field);
  });

  it("is refused across provinces", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const input = { from: [world.code.cityA], into: other.code.cityA };
    expectCode(await send(world.as("nation.administrator"), mergeBureaus, input), "INVALID_INPUT", "from");
  });

  it("is refused for an unknown bureau on either side", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { countyA1 } = world.code;
    expectCode(await send(caller, mergeBureaus, { from: ["999999"], into: countyA1 }), "INVALID_INPUT", "from");
    expectCode(await send(caller, mergeBureaus, { from: [countyA1], into: "999999" }), "INVALID_INPUT", "into");
  });

  it("is refused for a bureau that is no more", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { countyA1, countyA2, countyB1 } = world.code;
    await succeed(caller, mergeBureaus, { from: [countyA1], into: countyA2 });
    expectCode(await send(caller, mergeBureaus, { from: [countyA1], into: countyB1 }), "INVALID_INPUT", "from");
  });

  it("is refused when a bureau is to move under the merged one later, which would orphan it", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB, countyA1 } = world.code;
    await succeed(caller, moveBureau, { bureau: countyA1, newParent: cityB, effectiveOn: dayFromToday(9) });
    const input = { from: [cityB], into: cityA, effectiveOn: dayFromToday(5) };
    expectCode(await send(caller, mergeBureaus, input), "INVALID_INPUT", "from");
  });

  it("is refused while a change is planned for a bureau beneath the merged one", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { countyA1, countyA2, streetA1 } = world.code;
    await succeed(caller, renameBureau, { bureau: streetA1, name: "以后的名称", effectiveOn: dayFromToday(9) });
    expectCode(await send(caller, mergeBureaus, { from: [countyA1], into: countyA2 }), "INVALID_INPUT", "from");
  });

  it("is refused for a past day", async () => {
    const world = await makeProvince();
    const input = { from: [world.code.countyA1], into: world.code.countyA2, effectiveOn: dayFromToday(-1) };
    expectCode(await send(world.as("cityA.administrator"), mergeBureaus, input), "INVALID_INPUT", "effectiveOn");
  });

  it("refuses more than 20 bureaus at once", async () => {
    const world = await makeProvince();
    const input = { from: Array.from({ length: 21 }, () => world.code.countyA1), into: world.code.countyA2 };
    expectCode(await send(world.as("cityA.administrator"), mergeBureaus, input), "TOO_LARGE", "from");
  });

  it("is FORBIDDEN when one of the bureaus is not beneath the administrator's", async () => {
    const world = await makeProvince();
    const input = { from: [world.code.countyB1], into: world.code.countyA2 };
    expectCode(await send(world.as("cityA.administrator"), mergeBureaus, input), "FORBIDDEN");
  });
});
