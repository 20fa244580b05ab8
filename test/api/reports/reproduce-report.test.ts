import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { complaint, register, report, staff, type TicketAnswer, take } from "../tickets/driving.js";
import { lookUp, type ReportAnswer, run, stepOn } from "./reporting.js";

let stage: Stage;
let world: World;
let ticket: TicketAnswer;
let submitted: ReportAnswer;

const document = `query ($id: ID!) { reproduceReport(id: $id) { report { id digest } asOf isIdentical compared hidden differing
  differences { question group name measure period frozen { value numerator denominator } today { value numerator denominator } } } }`;

interface Reproduction {
  reproduceReport: {
    asOf: string;
    isIdentical: boolean;
    compared: number;
    hidden: number;
    differing: number;
    differences: {
      question: string;
      group: string[];
      measure: string;
      period: string;
      frozen: { value: string | null } | null;
      today: { value: string | null } | null;
    }[];
  };
}

const reproduce = (name: PersonName) => world.as(name).gql<Reproduction>(document, { id: submitted.id });

beforeAll(async () => {
  stage = await setStage("2026-10-20");
  world = await stage.makeProvince();
  ticket = await register(world.as("cityACentre.operator"), complaint(world, { issueClass: "PRICE" }));
  const draft = await run(world.as("cityA.analyst"), "prepareReport", { kind: "DAILY", day: "2026-10-20" });
  submitted = await run(world.as("cityA.analyst"), "submitReport", stepOn(draft));
  stage.goTo("2026-10-21");
});

afterAll(() => stage.close());

describe("reproduceReport", () => {
  it("finds the same numbers as long as the tickets are the same", async () => {
    const { data } = await reproduce("province.analyst");
    expect(data.reproduceReport).toMatchObject({ isIdentical: true, differing: 0, differences: [] });
    expect(data.reproduceReport.compared).toBeGreaterThan(100);
    expect(data.reproduceReport.asOf).toBe("2026-10-21T02:00:00.000Z");
  });

  it("names each number that a late reclassification changed, and leaves the report as it is", async () => {
    await take(staff(world).dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    const { data } = await reproduce("cityA.analyst");
    const { differences, isIdentical } = data.reproduceReport;
    expect(isIdentical).toBe(false);
    const received = differences.filter(({ measure, period }) => measure === "RECEIVED" && period === "NOW");
    const change = (question: string, group: string[]) =>
      received.find((one) => one.question === question && one.group.join() === group.join());
    expect(change("issueClasses", ["PRICE"])).toMatchObject({ frozen: { value: "1" }, today: null });
    expect(change("issueClasses", ["QUALITY"])).toMatchObject({ frozen: null, today: { value: "1" } });
    expect(change("price", [])).toMatchObject({ frozen: { value: "1" }, today: { value: "0" } });
    expect(change("total", [])).toBeUndefined();
    const now = (await lookUp(world.as("cityA.analyst"), submitted)).data.report;
    expect({ digest: now.digest, sections: now.sections, version: now.version }).toEqual({
      digest: submitted.digest,
      sections: submitted.sections,
      version: submitted.version,
    });
  });

  it("does not count what came after the period", async () => {
    const before = (await reproduce("cityA.analyst")).data.reproduceReport.differing;
    await register(world.as("cityACentre.operator"), report(world));
    expect((await reproduce("cityA.analyst")).data.reproduceReport.differing).toBe(before);
  });

  it("is for those who see the report", async () => {
    for (const name of ["cityB.analyst", "countyA1.analyst"] as const) {
      expectCode(await reproduce(name), "NOT_FOUND", "id");
    }
  });
});
