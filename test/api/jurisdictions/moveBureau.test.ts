import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import {
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

describe("moveBureau", () => {
  it("puts a county and all beneath it under the other city today", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB, countyA1, nation, province, streetA1 } = world.code;
    const reorganisation = await succeed(caller, moveBureau, { bureau: countyA1, newParent: cityB });
    expect(reorganisation).toMatchObject({ kind: "MOVE", state: "APPLIED", newParent: { code: cityB } });
    const county = await readBureau(caller, countyA1);
    expect(county.parent).toEqual({ code: cityB });
    expect(county.periods.map(({ parent }) => parent?.code)).toEqual([cityB, cityA]);
    const street = await readBureau(caller, streetA1);
    expect(street.ancestors).toEqual([nation, province, cityB, countyA1]);
    expect(street.version).toBe(1);
  });

  it("lets the rights follow: the new city sees the county's tickets, the old one only what it registered", async () => {
    const world = await makeProvince();
    const { cityACentre, cityB, countyA1, streetA1 } = world.code;
    const held = await insertTicket({ holder: streetA1, intake: countyA1 });
    const registered = await insertTicket({ holder: countyA1, intake: cityACentre, previous: cityACentre });
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    expect(await sees(world.as("cityB.supervisor"), held)).toBe(true);
    expect(await sees(world.as("cityB.supervisor"), registered)).toBe(true);
    expect(await sees(world.as("cityA.supervisor"), held)).toBe(false);
    expect(await sees(world.as("cityA.supervisor"), registered)).toBe(true);
    expect(await sees(world.as("countyA1.handler"), held)).toBe(true);
  });

  it("keeps the owner of its time in the ticket", async () => {
    const world = await makeProvince();
    const { cityB, countyA1 } = world.code;
    const ticket = await insertTicket({ holder: countyA1, intake: countyA1 });
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    expect(await ticket.read()).toMatchObject({ ownerAtDispatch: countyA1, city: cityB, county: countyA1 });
  });

  it("takes the people of the county along, who act under the new city at once", async () => {
    const world = await makeProvince();
    const { cityB, countyA1 } = world.code;
    await succeed(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB });
    const list = "{ people(first: 100) { nodes { bureau { code } } } }";
    interface Answer {
      people: { nodes: { bureau: { code: string } }[] };
    }
    const codesSeenBy = async (name: "cityA.administrator" | "cityB.administrator") =>
      (await world.as(name).ask<Answer>(list)).people.nodes.map(({ bureau }) => bureau.code);
    expect(await codesSeenBy("cityB.administrator")).toContain(countyA1);
    expect(await codesSeenBy("cityA.administrator")).not.toContain(countyA1);
  });

  it("puts a county directly under the administrator's own province", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { countyA1, nation, province, streetA1 } = world.code;
    await succeed(caller, moveBureau, { bureau: countyA1, newParent: province });
    expect((await readBureau(caller, streetA1)).ancestors).toEqual([nation, province, countyA1]);
  });

  it("changes nothing of the tree of today before its day", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB, countyA1 } = world.code;
    await succeed(caller, moveBureau, { bureau: countyA1, newParent: cityB, effectiveOn: dayFromToday(7) });
    const county = await readBureau(caller, countyA1);
    expect(county.parent).toEqual({ code: cityA });
    expect(county.periods.map(({ parent }) => parent?.code)).toEqual([cityB, cityA]);
  });

  it("is refused for a move across provinces, and says why", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const input = { bureau: world.code.countyA1, newParent: other.code.cityA };
    const error = expectCode(
      await send(world.as("nation.administrator"), moveBureau, input),
      "INVALID_INPUT",
      "newParent",
    );
    expect(error.message).toContain("part of the key of each ticket");
  });

  it.each([
    ["a cycle", "cityA", "countyA1"],
    ["a bureau under itself", "cityA", "cityA"],
    ["a county under a county", "countyA1", "countyA2"],
    ["a city under a county", "cityA", "countyB1"],
    ["the superior that it has", "countyA1", "cityA"],
    ["a department as the superior", "countyA1", "cityBPrice"],
  ] as const)("is refused for %s", async (_, bureau, newParent) => {
    const world = await makeProvince();
    const input = { bureau: world.code[bureau], newParent: world.code[newParent] };
    expectCode(await send(world.as("province.administrator"), moveBureau, input), "INVALID_INPUT", "newParent");
  });

  it("is refused for an unknown superior", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA1, newParent: "999999" };
    expectCode(await send(world.as("province.administrator"), moveBureau, input), "INVALID_INPUT", "newParent");
  });

  it("is refused under a bureau that will be no more on the day", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB, countyA1 } = world.code;
    await succeed(caller, mergeBureaus, { from: [cityB], into: cityA, effectiveOn: dayFromToday(3) });
    const input = { bureau: countyA1, newParent: cityB, effectiveOn: dayFromToday(5) };
    expectCode(await send(caller, moveBureau, input), "INVALID_INPUT", "newParent");
  });

  it("is refused when the new superior will end later, which would orphan the bureau", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB, countyA1 } = world.code;
    await succeed(caller, mergeBureaus, { from: [cityB], into: cityA, effectiveOn: dayFromToday(5) });
    const input = { bureau: countyA1, newParent: cityB, effectiveOn: dayFromToday(3) };
    const error = expectCode(await send(caller, moveBureau, input), "INVALID_INPUT", "bureau");
    expect(error.message).toContain("NO_PARENT");
  });

  it("is refused while another change is planned for the bureau", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityB, countyA1 } = world.code;
    await succeed(caller, renameBureau, { bureau: countyA1, name: "以后的名称", effectiveOn: dayFromToday(9) });
    expectCode(await send(caller, moveBureau, { bureau: countyA1, newParent: cityB }), "INVALID_INPUT", "bureau");
  });

  it("is FORBIDDEN when the new superior is not beneath the administrator's bureau", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA1, newParent: world.code.cityB };
    expectCode(await send(world.as("cityA.administrator"), moveBureau, input), "FORBIDDEN");
  });

  it("lets two administrators at once take turns: one wins, the other is told", async () => {
    const world = await makeProvince();
    const { cityB, countyA1, province } = world.code;
    const results = await Promise.all([
      send(world.as("province.administrator"), moveBureau, { bureau: countyA1, newParent: cityB }),
      send(world.as("nation.administrator"), moveBureau, { bureau: countyA1, newParent: province }),
    ]);
    const codes = results.map(({ errors }) => errors?.[0]?.extensions.code ?? "OK").sort();
    expect(codes).toEqual(["CONFLICT", "OK"]);
  });
});
