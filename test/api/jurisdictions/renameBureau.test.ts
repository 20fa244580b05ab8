import { describe, expect, inject, it } from "vitest";
import { expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { makeProvince } from "../../world.js";
import { dayFromToday, readBureau, renameBureau, send, succeed } from "./reorganising.js";

describe("renameBureau", () => {
  it("gives a bureau its new name today, and keeps the old one in its history", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const bureau = world.code.countyA1;
    const reorganisation = await succeed(caller, renameBureau, { bureau, name: "新名市场监督管理局" });
    expect(reorganisation).toMatchObject({
      kind: "RENAME",
      state: "APPLIED",
      newName: "新名市场监督管理局",
      bureau: { code: bureau, name: "新名市场监督管理局" },
      mergedBureaus: [],
      newBureaus: [],
    });
    const read = await readBureau(caller, bureau);
    const parent = { code: world.code.cityA };
    const today = dayFromToday();
    expect(read).toMatchObject({ name: "新名市场监督管理局", version: 2 });
    expect(read.periods).toEqual([
      { name: "新名市场监督管理局", parent, validFrom: today, validTo: null },
      { name: `${world.mark}countyA1`, parent, validFrom: "2000-01-01", validTo: today },
    ]);
  });

  it("plans a new name for a later day, and shows it in the history only", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const bureau = world.code.cityB;
    const effectiveOn = dayFromToday(30);
    const reorganisation = await succeed(caller, renameBureau, { bureau, name: "以后的名称", effectiveOn });
    expect(reorganisation).toMatchObject({ state: "PLANNED", appliedAt: null, effectiveOn });
    const read = await readBureau(caller, bureau);
    expect(read).toMatchObject({ name: `${world.mark}cityB`, version: 1 });
    expect(read.periods[0]).toMatchObject({ name: "以后的名称", validFrom: effectiveOn });
  });

  it("can be done twice on one day", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const bureau = world.code.countyA1;
    await succeed(caller, renameBureau, { bureau, name: "第一名称" });
    await succeed(caller, renameBureau, { bureau, name: "第二名称", version: 2 });
    const read = await readBureau(caller, bureau);
    expect(read.periods.map(({ name }) => name)).toEqual(["第二名称", `${world.mark}countyA1`]);
  });

  it("is written to the audit and told to others in the same transaction", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    await succeed(caller, renameBureau, { bureau: world.code.countyA1, name: "新名市场监督管理局" });
    const [entries, events] = await asSuperuser(inject("adminUrl"), async (sql) => [
      await sql`SELECT action, person, bureau, detail FROM audit_entries WHERE province = ${world.code.province}
        AND subject_type = 'Reorganisation'`,
      await sql`SELECT type, bureau, payload FROM told_events WHERE province = ${world.code.province}
        AND subject_type = 'Reorganisation' ORDER BY id`,
    ]);
    const codes = { kind: "RENAME", effectiveOn: dayFromToday(), bureau: world.code.countyA1 };
    expect(entries).toEqual([
      {
        action: "bureau.reorganise",
        person: caller.id,
        bureau: world.code.cityA,
        detail: { ...codes, state: "APPLIED" },
      },
    ]);
    expect(events).toEqual([
      { type: "reorganisation.planned", bureau: world.code.countyA1, payload: codes },
      { type: "reorganisation.applied", bureau: world.code.countyA1, payload: codes },
    ]);
  });

  it("is refused for a day that is past, and says why", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA1, name: "新名市场监督管理局", effectiveOn: dayFromToday(-1) };
    const error = expectCode(
      await send(world.as("cityA.administrator"), renameBureau, input),
      "INVALID_INPUT",
      "effectiveOn",
    );
    expect(error.message).toContain("past days");
  });

  it.each([
    ["too short", "名"],
    ["too long", "名".repeat(101)],
    ["with a control character", "新\u0000名"],
  ])("is refused for a name that is %s", async (_, name) => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA1, name };
    expectCode(await send(world.as("cityA.administrator"), renameBureau, input), "INVALID_INPUT", "name");
  });

  it("is refused for the name that the bureau has", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA1, name: `${world.mark}countyA1` };
    expectCode(await send(world.as("cityA.administrator"), renameBureau, input), "INVALID_INPUT", "name");
  });

  it("is refused for an unknown bureau", async () => {
    const world = await makeProvince();
    const input = { bureau: "999999", name: "新名市场监督管理局" };
    expectCode(await send(world.as("cityA.administrator"), renameBureau, input), "INVALID_INPUT", "bureau");
  });

  it("answers CONFLICT with the version of now for a stale one", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const bureau = world.code.countyA1;
    await succeed(caller, renameBureau, { bureau, name: "第一名称" });
    const error = expectCode(await send(caller, renameBureau, { bureau, name: "第二名称" }), "CONFLICT");
    expect(error.extensions.currentVersion).toBe(2);
  });

  it("is refused while another change is planned for the bureau", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const bureau = world.code.countyA1;
    await succeed(caller, renameBureau, { bureau, name: "以后的名称", effectiveOn: dayFromToday(9) });
    expectCode(await send(caller, renameBureau, { bureau, name: "现在的名称" }), "INVALID_INPUT", "bureau");
  });

  it.each([
    ["an administrator of the bureau itself", "countyA1.administrator"],
    ["an administrator of the sister city", "cityB.administrator"],
    ["an administrator beneath the bureau", "streetA1.administrator"],
    ["an administrator beside the bureau", "countyA2.administrator"],
    ["a supervisor above the bureau", "cityA.supervisor"],
  ] as const)("is FORBIDDEN for %s", async (_, name) => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA1, name: "新名市场监督管理局" };
    expectCode(await send(world.as(name), renameBureau, input), "FORBIDDEN");
  });

  it("is FORBIDDEN for an administrator of another province", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const input = { bureau: world.code.countyA1, name: "新名市场监督管理局" };
    expectCode(await send(other.as("province.administrator"), renameBureau, input), "FORBIDDEN");
  });

  it("is FORBIDDEN for the administrator of a centre, of its authority and of the units beside it", async () => {
    const world = await makeProvince();
    const caller = world.as("cityACentre.administrator");
    for (const bureau of [world.code.cityA, world.code.cityAPrice]) {
      expectCode(await send(caller, renameBureau, { bureau, name: "新名市场监督管理局" }), "FORBIDDEN");
    }
  });

  it("is FORBIDDEN for the nation's own bureau, also for its administrator", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.nation, name: "新名市场监督管理局" };
    expectCode(await send(world.as("nation.administrator"), renameBureau, input), "FORBIDDEN");
  });
});
