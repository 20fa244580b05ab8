import { describe, expect, it } from "vitest";
import { seatsByHalfHour, shiftsOn } from "../../../src/modules/shifts/index.js";
import { expectCode } from "../../api.js";
import { entryOf, night, personId, rosterOf, run, send, setShiftStage, turnOf } from "./shifting.js";

describe("a roster", () => {
  const stage = setShiftStage();
  const manager = () => stage.as("cityACentre.shiftManager");
  const operator = () => stage.as("cityACentre.operator");
  const dispatcher = () => stage.as("cityACentre.dispatcher");

  it("is made for days or a whole period, seen by others once it is published, with what is wrong with it", async () => {
    await run(manager(), "setShift", night({ plannedHeads: 2 }));
    const { count, roster } = await run(manager(), "assignShift", {
      ...{ shift: "NIGHT", period: { from: "2026-09-08", to: "2026-09-12" } },
      people: [personId(operator())],
    });
    expect(count).toBe(5);
    expect(entryOf(roster, "2026-09-08", "NIGHT")).toMatchObject({
      ...{ startsAt: "2026-09-08T12:00:00.000Z", endsAt: "2026-09-09T00:00:00.000Z", plannedHeads: 2, presentHeads: 1 },
      ...{ holes: 1, isProvisional: false, warnings: ["NO_LEADER", "BELOW_PLAN"] },
      people: [{ isPublished: false, isLeader: false, isStrained: false, version: 1 }],
    });
    const seen = () => rosterOf(operator(), "2026-09-08", "2026-09-12");
    expect((await seen()).entries.flatMap(({ people }) => people)).toEqual([]);
    await run(manager(), "assignShift", {
      ...{ shift: "NIGHT", days: ["2026-09-08"], people: [personId(manager())], isLeader: true },
    });
    const published = await run(manager(), "publishRoster", { from: "2026-09-08", to: "2026-09-12" });
    expect(published.count).toBe(6);
    expect(entryOf(await seen(), "2026-09-08", "NIGHT")).toMatchObject({
      ...{ presentHeads: 1, holes: 1, warnings: ["BELOW_PLAN"] },
    });
    const { myShifts } = await operator().ask<{ myShifts: { day: string; bureau: { code: string } }[] }>(
      '{ myShifts(from: "2026-09-08") { day shift isLeader bureau { code } } }',
    );
    expect(myShifts.map(({ day }) => day)).toEqual([
      ...["2026-09-08", "2026-09-09", "2026-09-10", "2026-09-11", "2026-09-12"],
    ]);
    expect(myShifts[0]?.bureau.code).toBe(stage.world.code.cityACentre);
  });

  it("once published is changed with a reason alone, and who did it and why is kept", async () => {
    const people = [personId(dispatcher())];
    const wanted = { shift: "NIGHT", days: ["2026-09-10"], people };
    expectCode(await send(manager(), "assignShift", wanted), "INVALID_INPUT", "reason");
    const { roster } = await run(manager(), "assignShift", { ...wanted, reason: "临时加强" });
    const turn = turnOf(roster, "2026-09-10", "NIGHT", dispatcher());
    expect(turn.isPublished).toBe(true);
    const off = { assignments: [{ assignmentId: turn.assignmentId, version: turn.version }] };
    expectCode(await send(manager(), "unassignShift", off), "INVALID_INPUT", "reason");
    expectCode(
      await send(manager(), "unassignShift", {
        assignments: [{ assignmentId: turn.assignmentId, version: 9 }],
        reason: "错排",
      }),
      "CONFLICT",
    );
    stage.stage.tick();
    await run(manager(), "unassignShift", { ...off, reason: "撤回加强" });
    const { rosterChanges } = await manager().ask<{ rosterChanges: { nodes: object[]; totalCount: number } }>(
      `{ rosterChanges(from: "2026-09-08", to: "2026-09-12") { totalCount nodes { verb day shift reason personName byName } } }`,
    );
    const mark = stage.world.mark;
    const both = { day: "2026-09-10", shift: "NIGHT", personName: `${mark}cityACentre.dispatcher` };
    const byName = `${mark}cityACentre.shiftManager`;
    expect(rosterChanges).toEqual({
      totalCount: 2,
      nodes: [
        { ...both, verb: "UNASSIGNED", reason: "撤回加强", byName },
        { ...both, verb: "ASSIGNED", reason: "临时加强", byName },
      ],
    });
  });

  it("puts nobody in two places, across midnight and across bureaus", async () => {
    await run(manager(), "setShift", {
      ...{ code: "MORNING", name: "早班", startTime: "07:30", endTime: "12:00", weekdays: [1, 2, 3, 4, 5, 6, 7] },
    });
    const people = [personId(operator())];
    // The night of the 8th lasts until 08:00.
    expectCode(
      await send(manager(), "assignShift", { shift: "MORNING", days: ["2026-09-09"], people }),
      "INVALID_INPUT",
      "people.0",
    );
    const elsewhere = stage.as("cityA.head");
    expectCode(
      await send(elsewhere, "assignShift", { shift: "DAY", days: ["2026-09-09"], people }),
      "INVALID_INPUT",
      "people.0",
    );
    const { errors } = await send(manager(), "assignShift", {
      ...{ shift: "NIGHT", days: ["2026-09-12", "2026-09-13"], people: [personId(dispatcher()), ...people] },
      reason: "加强",
    });
    expect(errors?.[0]?.extensions.problems).toMatchObject([{ field: "people.1" }]);
    expect(entryOf(await rosterOf(manager(), "2026-09-13"), "2026-09-13", "NIGHT").people).toEqual([]);
  });

  it("lets one of two managers have a person whom both want at the same moment", async () => {
    const wanted = { shift: "MORNING", days: ["2026-09-20"], people: [personId(operator())] };
    const results = await Promise.all([1, 2, 3].map(() => send(manager(), "assignShift", wanted)));
    const refused = results.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(2);
    for (const result of refused) expectCode(result, "INVALID_INPUT", "people.0");
  });

  it("warns of too little rest and too many hours, or refuses it where the bureau says so", async () => {
    const people = [personId(dispatcher())];
    await run(manager(), "setShift", {
      ...{ code: "EARLY", name: "午班", startTime: "12:00", endTime: "18:00", weekdays: [1, 2, 3, 4, 5, 6, 7] },
    });
    // The night lasts until 08:00 of the 22nd, four hours before the other begins.
    await run(manager(), "assignShift", { shift: "NIGHT", days: ["2026-09-21"], people });
    const { roster } = await run(manager(), "assignShift", { shift: "EARLY", days: ["2026-09-22"], people });
    expect(entryOf(roster, "2026-09-22", "EARLY").warnings).toEqual(["NO_LEADER", "REST"]);
    expect(turnOf(roster, "2026-09-22", "EARLY", dispatcher()).isStrained).toBe(true);
    const rules = { leastRestMinutes: 480, mostWeekHours: 40, isRefused: true, acknowledgeMinutes: 15 };
    await run(manager(), "setRosterRules", rules);
    const tooSoon = { shift: "EARLY", days: ["2026-10-10"], people };
    await run(manager(), "assignShift", { shift: "NIGHT", days: ["2026-10-09"], people });
    expectCode(await send(manager(), "assignShift", tooSoon), "INVALID_INPUT", "people.0");
    // Four nights of eleven hours are more than forty within seven days.
    const fourNights = { from: "2026-10-20", to: "2026-10-23" };
    expectCode(
      await send(manager(), "assignShift", { shift: "NIGHT", period: fourNights, people }),
      "INVALID_INPUT",
      "people.0",
    );
    await run(manager(), "setRosterRules", { ...rules, isRefused: false, version: 1 });
    await run(manager(), "assignShift", tooSoon);
  });

  it("has one leader for each shift, who takes no seat", async () => {
    const leading = (name: "cityACentre.head" | "cityACentre.supervisor") => ({
      ...{ shift: "NIGHT", days: ["2026-09-25"], people: [personId(stage.as(name))], isLeader: true },
    });
    const { roster } = await run(manager(), "assignShift", leading("cityACentre.head"));
    expect(entryOf(roster, "2026-09-25", "NIGHT")).toMatchObject({ presentHeads: 0, warnings: ["BELOW_PLAN"] });
    expectCode(await send(manager(), "assignShift", leading("cityACentre.supervisor")), "INVALID_INPUT", "isLeader");
  });

  it("refuses what is not sound", async () => {
    const people = [personId(operator())];
    const refused = async (input: object, code: "INVALID_INPUT" | "TOO_LARGE" | "NOT_FOUND", field: string) =>
      expectCode(await send(manager(), "assignShift", { shift: "NIGHT", people, ...input }), code, field);
    await refused({}, "INVALID_INPUT", "days");
    await refused({ days: ["2026-10-10"], period: { from: "2026-10-10", to: "2026-10-11" } }, "INVALID_INPUT", "days");
    await refused({ shift: "NOTHING", days: ["2026-10-10"] }, "INVALID_INPUT", "shift");
    await refused({ shift: "MORNING", days: ["2026-10-09", "2026-10-01"] }, "INVALID_INPUT", "days");
    await refused({ days: ["2028-10-10"] }, "INVALID_INPUT", "days");
    await refused({ days: ["2026-10-10"], people: [] }, "INVALID_INPUT", "people");
    await refused({ days: ["2026-10-10"], people: [...people, ...people] }, "INVALID_INPUT", "people");
    await refused({ days: ["2026-10-10"], people: ["nobody"] }, "NOT_FOUND", "people.0");
    // Of another bureau, whoever he is.
    const stranger = [personId(stage.as("cityBCentre.operator"))];
    await refused({ days: ["2026-10-10"], people: stranger }, "INVALID_INPUT", "people.0");
    await refused({ period: { from: "2026-10-10", to: "2026-12-31" } }, "INVALID_INPUT", "period.to");
    expectCode(await send(operator(), "assignShift", { shift: "NIGHT", days: ["2026-10-10"], people }), "FORBIDDEN");
    expectCode(await send(manager(), "publishRoster", { from: "2026-10-10", to: "2026-10-09" }), "INVALID_INPUT", "to");
  });

  it("lists whom it can be made from, to whoever makes it", async () => {
    const { rosterPeople } = await manager().ask<{ rosterPeople: { nodes: { name: string; roles: string[] }[] } }>(
      "{ rosterPeople(first: 100) { totalCount nodes { personId name roles staffNumber } } }",
    );
    expect(rosterPeople.nodes.map(({ name }) => name)).toContain(`${stage.world.mark}cityACentre.operator`);
    expect(rosterPeople.nodes.flatMap(({ roles }) => roles)).toHaveLength(10);
    expectCode(await operator().gql("{ rosterPeople { totalCount } }"), "FORBIDDEN");
  });

  it("is in the sight of the region that a bureau acts for, and of nobody beside", async () => {
    const { code } = stage.world;
    const head = stage.as("countyA2.head");
    await run(head, "assignShift", { shift: "NIGHT", days: ["2026-09-08"], people: [personId(head)] });
    await run(head, "publishRoster", { from: "2026-09-08", to: "2026-09-08" });
    const above = await rosterOf(stage.as("cityACentre.dispatcher"), "2026-09-08", "2026-09-08", code.countyA2);
    expect(entryOf(above, "2026-09-08", "NIGHT").people).toHaveLength(1);
    const beside = `query ($bureau: String) { roster(bureau: $bureau, from: "2026-09-08", to: "2026-09-08") { from } }`;
    for (const name of ["countyA1.head", "cityBCentre.dispatcher", "countyB1.head"] as const) {
      expectCode(await stage.as(name).gql(beside, { bureau: code.countyA2 }), "NOT_FOUND", "bureau");
    }
  });

  it("says how many are there in each half-hour, and what the shifts of a day are", async () => {
    const { code, database } = stage.world;
    const read = <Result>(work: Parameters<typeof database.asSystem<Result>>[1]) => database.asSystem("a test", work);
    const roster = await read((tx) => seatsByHalfHour(tx, code.cityACentre, "2026-09-09"));
    // The night of the 8th until 08:00, that of the 9th from 20:00, each without an hour of breaks in twelve.
    expect(roster.source).toBe("ROSTER");
    expect(roster.seats[0]).toBeCloseTo(11 / 12, 9);
    expect(roster.seats.reduce((sum, seats) => sum + seats / 2, 0)).toBeCloseTo(11, 9);
    const plan = await read((tx) => seatsByHalfHour(tx, code.cityACentre, "2026-11-09"));
    expect(plan.source).toBe("PLAN");
    expect(plan.seats[47]).toBeCloseTo((2 * 11) / 12, 9);
    expect((await read((tx) => seatsByHalfHour(tx, code.countyB2, "2026-11-09"))).source).toBe("NONE");
    expect(await read((tx) => shiftsOn(tx, code.cityACentre, "2026-09-09"))).toMatchObject([
      { code: "MORNING", heads: 0, plannedHeads: 0 },
      { code: "EARLY", heads: 0 },
      { code: "NIGHT", heads: 1, plannedHeads: 2 },
    ]);
  });
});
