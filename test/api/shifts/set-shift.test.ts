import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { night, personId, run, type ShiftAnswer, send, setShiftStage, shiftFields } from "./shifting.js";

describe("shifts", () => {
  const stage = setShiftStage();
  const manager = () => stage.as("cityACentre.shiftManager");
  const shiftsOf = async (on: string | null, bureau: string | null = null, caller = manager()) => {
    const { shifts } = await caller.ask<{ shifts: ShiftAnswer[] }>(
      `query ($on: LocalDate, $bureau: String) { shifts(on: $on, bureau: $bureau) { ${shiftFields} } }`,
      { on, bureau },
    );
    return shifts;
  };

  it("are day, evening, night and office hours where a bureau defined none", async () => {
    expect(await shiftsOf(null)).toMatchObject([
      { code: "DAY", startTime: "08:00", endTime: "16:00", isDefault: true, version: null, validFrom: null },
      { code: "OFFICE", startTime: "08:30", endTime: "17:30", onWorkingDays: true, onHolidays: false, weekdays: [] },
      { code: "EVENING", startTime: "16:00", endTime: "22:00", endsNextDay: false },
      { code: "NIGHT", startTime: "22:00", endTime: "08:00", endsNextDay: true, lengthMinutes: 600 },
    ]);
  });

  it("that are not sound are refused with all that is wrong", async () => {
    const refused = async (more: Parameters<typeof night>[0], field: string) =>
      expectCode(await send(manager(), "setShift", night(more)), "INVALID_INPUT", field);
    await refused({ endTime: "20:00", endsNextDay: false }, "endTime");
    await refused({ endTime: "19:59", endsNextDay: false }, "endTime");
    await refused({ endTime: "20:01" }, "endTime");
    await refused({ startTime: "24:00" }, "startTime");
    await refused({ startTime: "8:00" }, "startTime");
    await refused({ weekdays: [0] }, "weekdays");
    await refused({ weekdays: [8] }, "weekdays");
    await refused({ weekdays: [], onHolidays: false }, "weekdays");
    await refused({ breakMinutes: 720 }, "breakMinutes");
    await refused({ plannedHeads: 501 }, "plannedHeads");
    await refused({ code: "night" }, "code");
    await refused({ name: "" }, "name");
    await refused({ validFrom: "2026-09-06" }, "validFrom");
    const { errors } = await send(manager(), "setShift", night({ code: "", name: "", startTime: "", weekdays: [9] }));
    expect(errors?.[0]?.extensions.problems?.map(({ field }) => field)).toEqual([
      ...["code", "name", "startTime", "weekdays"],
    ]);
  });

  it("may last 24 hours, as that of a county's duty person", async () => {
    const { shift } = await run(stage.as("countyA1.head"), "setShift", night({ startTime: "08:00" }));
    expect(shift).toMatchObject({ startTime: "08:00", endTime: "08:00", endsNextDay: true, lengthMinutes: 1440 });
  });

  it("follow one another, and what was stays as history", async () => {
    const first = await run(manager(), "setShift", night());
    expect(first.shift).toMatchObject({ validFrom: "2026-09-07", validTo: null, version: 1, isDefault: false });
    expectCode(await send(manager(), "setShift", night({ validFrom: "2026-10-01" })), "CONFLICT");
    stage.stage.tick();
    const second = await run(manager(), "setShift", night({ startTime: "21:00", validFrom: "2026-10-01", version: 1 }));
    expect(second.shift).toMatchObject({ startTime: "21:00", validFrom: "2026-10-01", version: 2 });
    expectCode(
      await send(manager(), "setShift", night({ validFrom: "2026-09-20", version: 2 })),
      "INVALID_INPUT",
      "validFrom",
    );
    expect((await shiftsOf("2026-09-30")).map(({ startTime }) => startTime)).toEqual(["20:00"]);
    expect((await shiftsOf("2026-10-01")).map(({ startTime }) => startTime)).toEqual(["21:00"]);
    // Before the first of its own, those that are shipped hold.
    expect(await shiftsOf("2026-09-06")).toHaveLength(4);
    const anew = await run(manager(), "setShift", night({ startTime: "22:00", validFrom: "2026-10-01", version: 2 }));
    expect(anew.shift).toMatchObject({ startTime: "22:00", validFrom: "2026-10-01", version: 3 });
    const { shiftVersions } = await manager().ask<{ shiftVersions: { nodes: ShiftAnswer[]; totalCount: number } }>(
      '{ shiftVersions(code: "NIGHT") { totalCount nodes { startTime validFrom validTo version } } }',
    );
    expect(shiftVersions).toMatchObject({
      totalCount: 2,
      nodes: [
        { startTime: "22:00", validFrom: "2026-10-01", validTo: null, version: 3 },
        { startTime: "20:00", validFrom: "2026-09-07", validTo: "2026-10-01", version: 2 },
      ],
    });
  });

  it("end on a day after today, and can be set again", async () => {
    const [one] = await shiftsOf("2026-12-01");
    expectCode(
      await send(manager(), "endShift", { code: "NIGHT", validTo: "2026-09-07", version: one?.version }),
      "INVALID_INPUT",
      "validTo",
    );
    expectCode(
      await send(manager(), "endShift", { code: "DAY", validTo: "2026-12-01", version: 1 }),
      "NOT_FOUND",
      "code",
    );
    expectCode(await send(manager(), "endShift", { code: "NIGHT", validTo: "2026-12-01", version: 9 }), "CONFLICT");
    await run(manager(), "endShift", { code: "NIGHT", validTo: "2026-12-01", version: one?.version });
    expect(await shiftsOf("2026-12-01")).toEqual([]);
    const last = (one?.version ?? 0) + 1;
    await run(manager(), "setShift", night({ validFrom: "2027-01-01", version: last }));
    expect((await shiftsOf("2026-12-31")).length + (await shiftsOf("2027-01-01")).length).toBe(1);
  });

  it("are not changed under people who are assigned to their hours", async () => {
    const head = stage.as("cityB.head");
    const { shift } = await run(head, "setShift", night());
    const people = [personId(stage.as("cityB.handler"))];
    await run(head, "assignShift", { shift: "NIGHT", days: ["2026-09-10"], people });
    expectCode(
      await send(head, "setShift", night({ startTime: "21:00", validFrom: "2026-09-10", version: shift.version })),
      "INVALID_INPUT",
      "validFrom",
    );
    expectCode(
      await send(head, "endShift", { code: "NIGHT", validTo: "2026-09-10", version: shift.version }),
      "INVALID_INPUT",
      "validTo",
    );
    await run(head, "setShift", night({ plannedHeads: 3, validFrom: "2026-09-09", version: shift.version }));
    await run(head, "endShift", { code: "NIGHT", validTo: "2026-09-11", version: 2 });
  });

  it("are set by whoever leads them, for his own bureau, and read in the region that a bureau acts for", async () => {
    expectCode(await send(stage.as("cityACentre.operator"), "setShift", night()), "FORBIDDEN");
    const { code } = stage.world;
    expect(await shiftsOf(null, code.countyA1, stage.as("cityACentre.dispatcher"))).toMatchObject([{ code: "NIGHT" }]);
    for (const bureau of [code.cityBCentre, code.province, "nothing", "a' OR '1'='1"]) {
      expectCode(
        await manager().gql("query ($bureau: String) { shifts(bureau: $bureau) { code } }", { bureau }),
        "NOT_FOUND",
        "bureau",
      );
    }
    expectCode(await manager().gql('{ shifts(on: "1999-12-31") { code } }'), "INVALID_INPUT", "on");
  });

  it("come with rules for rosters, of which each bureau sets its own", async () => {
    const head = stage.as("cityA.head");
    const read = () =>
      head.ask("{ rosterRules { leastRestMinutes mostWeekHours isRefused acknowledgeMinutes version } }");
    const usual = { leastRestMinutes: 480, mostWeekHours: 60, isRefused: false, acknowledgeMinutes: 15 };
    expect(await read()).toEqual({ rosterRules: { ...usual, version: null } });
    const own = { leastRestMinutes: 600, mostWeekHours: 48, isRefused: true, acknowledgeMinutes: 5 };
    expectCode(
      await send(head, "setRosterRules", { ...own, acknowledgeMinutes: 0 }),
      "INVALID_INPUT",
      "acknowledgeMinutes",
    );
    expect((await run(head, "setRosterRules", own)).rules).toEqual({ ...own, version: 1 });
    expectCode(await send(head, "setRosterRules", usual), "CONFLICT");
    expect((await run(head, "setRosterRules", { ...usual, version: 1 })).rules).toEqual({ ...usual, version: 2 });
  });
});
