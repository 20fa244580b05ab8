import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import type { PersonName } from "../../world.js";
import { complaint, register } from "../tickets/driving.js";
import { night, personId, rosterOf, run, setShiftStage } from "./shifting.js";

const dutyFields = `source isOfficeOpen isGap bureau { code } people { name staffNumber workTelephone shift until } leaders { name }
  heads { name }`;

interface DutyAnswer {
  source: string;
  isOfficeOpen: boolean;
  isGap: boolean;
  bureau: { code: string };
  people: { name: string; shift: string; until: string }[];
  leaders: { name: string }[];
  heads: { name: string }[];
}

describe("who is on duty", () => {
  const stage = setShiftStage();
  const head = () => stage.as("countyA1.head");
  const dispatcher = () => stage.as("cityACentre.dispatcher");
  const document = `query ($bureau: String, $at: DateTimeISO) { onDuty(bureau: $bureau, at: $at) { ${dutyFields} } }`;
  const dutyAt = async (at: string, caller = dispatcher(), bureau = stage.world.code.countyA1) => {
    const { onDuty } = await caller.ask<{ onDuty: DutyAnswer }>(document, { bureau, at: `${at}:00+08:00` });
    return onDuty;
  };
  const named = (name: string) => ({ name: `${stage.world.mark}countyA1.${name}` });

  const telephoneOf = async (name: PersonName, workTelephone: string, version: number) => {
    const { updatePerson } = await stage
      .as("countyA1.administrator")
      .ask<{ updatePerson: { person: { version: number } } }>(
        "mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { version } } }",
        { input: { id: personId(stage.as(name)), version, workTelephone } },
      );
    return updatePerson.person;
  };

  it("is whoever the published roster says, across midnight, else the leader, else the head", async () => {
    const days = { from: "2026-09-10", to: "2026-09-12" };
    await run(head(), "setShift", night());
    await run(head(), "setShift", {
      ...{ code: "OFFICE", name: "行政班", startTime: "08:30", endTime: "17:30", onWorkingDays: true },
    });
    const handler = personId(stage.as("countyA1.handler"));
    const leader = personId(stage.as("countyA1.supervisor"));
    await run(head(), "assignShift", { shift: "NIGHT", days: ["2026-09-10"], people: [handler] });
    await run(head(), "assignShift", { shift: "NIGHT", period: days, people: [leader], isLeader: true });
    // A draft is nobody's duty yet.
    expect(await dutyAt("2026-09-10T23:00")).toMatchObject({ source: "HEAD", people: [], leaders: [] });
    await run(head(), "publishRoster", days);
    expect(await dutyAt("2026-09-11T03:00")).toMatchObject({
      ...{ source: "ON_DUTY", isOfficeOpen: false, isGap: false, leaders: [named("supervisor")] },
      people: [{ ...named("handler"), shift: "夜班", until: "2026-09-11T00:00:00.000Z" }],
      heads: [named("head")],
      bureau: { code: stage.world.code.countyA1 },
    });
    expect(await dutyAt("2026-09-11T08:00")).toMatchObject({ source: "HEAD", isOfficeOpen: false });
    expect(await dutyAt("2026-09-11T10:00")).toMatchObject({ source: "HEAD", isOfficeOpen: true });
    expect(await dutyAt("2026-09-12T10:00")).toMatchObject({ source: "HEAD", isOfficeOpen: false });
    expect(await dutyAt("2026-09-12T21:00")).toMatchObject({ source: "LEADER", people: [] });
  });

  it("leaves an office closed whose roster has nobody there", async () => {
    const people = [personId(stage.as("countyA1.operator"))];
    await run(head(), "assignShift", { shift: "OFFICE", days: ["2026-09-15"], people });
    await run(head(), "publishRoster", { from: "2026-09-15", to: "2026-09-15" });
    expect(await dutyAt("2026-09-15T10:00")).toMatchObject({ source: "ON_DUTY", isOfficeOpen: true });
    const days = { kind: "SICK", firstDay: "2026-09-15", lastDay: "2026-09-15" };
    const { leave } = await run(stage.as("countyA1.operator"), "askLeave", days);
    await run(head(), "decideLeave", { leaveId: leave.id, version: 1, isApproved: true });
    expect(await dutyAt("2026-09-15T10:00")).toMatchObject({ source: "HEAD", isOfficeOpen: false });
  });

  it("can be called by the work telephone, by those who may ask", async () => {
    const { version } = await telephoneOf("countyA1.handler", "0550-3021234转801", 1);
    expect(version).toBe(2);
    for (const caller of [dispatcher(), head(), stage.as("province.supervisor")]) {
      const { people } = await dutyAt("2026-09-11T03:00", caller);
      expect(people).toMatchObject([{ ...named("handler"), workTelephone: "0550-3021234转801" }]);
    }
  });

  it("is told to the region that a bureau acts for, and to nobody beside", async () => {
    const { code } = stage.world;
    expect((await dutyAt("2026-09-11T03:00", stage.as("province.supervisor"))).source).toBe("ON_DUTY");
    for (const name of ["cityBCentre.dispatcher", "countyA2.head", "cityAPrice.priceSupervisor"] as const) {
      expectCode(await stage.as(name).gql(document, { bureau: code.countyA1 }), "NOT_FOUND", "bureau");
    }
    expectCode(await head().gql(document, { bureau: code.cityA }), "NOT_FOUND", "bureau");
    expectCode(await stage.as("countyA1.auditor").gql(document, {}), "FORBIDDEN");
    expectCode(await head().gql(document, { at: "1900-01-01T00:00:00Z" }), "INVALID_INPUT", "at");
  });

  it("stands beside bureaus and tickets, and is null where one may not ask", async () => {
    const { code } = stage.world;
    stage.goTo("2026-09-10", "22:00");
    const { bureau, other } = await dispatcher().ask<{ bureau: { onDuty: DutyAnswer }; other: { onDuty: null } }>(
      `query ($code: String!, $other: String!) { bureau(code: $code) { onDuty { ${dutyFields} } }
        other: bureau(code: $other) { onDuty { source } } }`,
      { code: code.countyA1, other: code.countyB1 },
    );
    expect(bureau.onDuty.source).toBe("ON_DUTY");
    expect(other.onDuty).toBeNull();
    const ticket = await register(stage.as("cityACentre.operator"), complaint(stage.world));
    const found = await dispatcher().ask<{ ticket: { holderOnDuty: DutyAnswer } }>(
      "query ($id: ID!) { ticket(id: $id) { holderOnDuty { source bureau { code } } } }",
      { id: ticket.id },
    );
    expect(found.ticket.holderOnDuty).toMatchObject({ bureau: { code: code.cityACentre } });
    stage.goTo("2026-09-07");
  });

  it("is flagged where an emergency asks for people around the clock and nobody is there", async () => {
    const declare = `mutation ($input: DeclareEmergencyInput!) { declareEmergency(input: $input) { emergency { id } } }`;
    const { errors } = await stage.as("cityA.head").gql(declare, {
      input: { level: "III", from: "2026-09-07", reason: "台风", isAroundTheClock: true, isAllSeats: true },
    });
    expect(errors).toBeUndefined();
    const roster = await rosterOf(head(), "2026-09-10");
    expect(roster).toMatchObject({ isAroundTheClock: true });
    // On the 10th somebody is there from 20:00 on.
    expect(roster.gaps).toEqual([{ startsAt: "2026-09-09T16:00:00.000Z", endsAt: "2026-09-10T12:00:00.000Z" }]);
    expect(await dutyAt("2026-09-10T12:00")).toMatchObject({ isGap: true });
    expect(await dutyAt("2026-09-10T23:00")).toMatchObject({ isGap: false });
  });
});
