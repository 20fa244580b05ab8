import { beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../../src/modules/statistics/index.js";
import { makeProvince, type World } from "../../world.js";
import { addTickets, foldAll, inChina, setFacts } from "./adding.js";
import { ask, totalsOf } from "./asking.js";

const hoursAfter = (start: Date, hours: number): Date => new Date(start.getTime() + hours * 3_600_000);

describe("durations", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
    const start = inChina("2026-03-05");
    const lasting = Array.from({ length: 100 }, (_, hour) => ({ closedAt: hoursAfter(start, hour + 1) }));
    await addTickets(world, [
      ...lasting,
      { times: 5 },
      { kind: "CONSULTATION", on: "2026-02-27", closedAt: inChina("2026-03-02", 9), times: 3 },
    ]);
  });

  const spreadOf = async (measure: string, more: object = {}) => {
    const { total } = await ask(world.as("cityA.analyst"), { measures: [measure], ...more });
    return total.values[0];
  };

  it("are the median, p90 and p99 by the nearest rank, of those tickets that have one", async () => {
    const filter = { kinds: ["COMPLAINT"] };
    expect(await spreadOf("HOURS_TO_CLOSING", { filter })).toMatchObject({
      ...{ value: "50", unit: "HOURS", numerator: null, denominator: null, share: null, reason: null },
      distribution: { tickets: 100, median: 50, p90: 90, p99: 99 },
    });
    await foldAll(world);
    expect(await spreadOf("HOURS_TO_CLOSING", { filter })).toMatchObject({ distribution: { tickets: 100, p99: 99 } });
  });

  it("are counted by the working days between too, the first not counted", async () => {
    // From a Friday to the Monday, over a Saturday on which people worked for the Spring Festival.
    const filter = { kinds: ["CONSULTATION"] };
    const distribution = { tickets: 3, median: 2, p90: 2, p99: 2 };
    expect(await spreadOf("WORKING_DAYS_TO_CLOSING", { filter })).toMatchObject({ value: "2", distribution });
    expect(await spreadOf("HOURS_TO_CLOSING", { filter })).toMatchObject({ value: "71" });
  });

  it("are of the tickets registered in the period, or of those that ended in it", async () => {
    const period = { from: "2026-03-06", to: "2026-03-06" };
    expect(await spreadOf("HOURS_TO_CLOSING", { period })).toMatchObject({ value: null, reason: "EMPTY_DENOMINATOR" });
    // Registered at half past ten: the fourteenth hour ends on the next day, the thirty-seventh on that after it.
    const distribution = { tickets: 24, median: 25, p90: 35, p99: 37 };
    expect(await spreadOf("HOURS_TO_CLOSING", { period, view: "EVENT" })).toMatchObject({ value: "25", distribution });
  });

  it("stand by group and for all, compared with another period", async () => {
    const { rows, total } = await ask(world.as("cityA.analyst"), {
      ...{ measures: ["HOURS_TO_CLOSING", "RECEIVED"], dimensions: ["KIND"] },
      ...{ period: { from: "2026-03-01", to: "2026-03-31" }, comparison: "PERIOD_BEFORE" },
    });
    expect(rows.map(({ keys, values }) => [keys[0]?.code, values[0]?.value, values[0]?.compared?.value])).toEqual([
      ["COMPLAINT", "50", null],
      ["CONSULTATION", null, "71"],
    ]);
    expect(total.values[0]).toMatchObject({ value: "50", compared: { value: "71", change: "-21", growth: "-29.58" } });
  });

  it("have no value for what is not closed", async () => {
    expect(await spreadOf("HOURS_TO_DISPATCH")).toMatchObject({
      value: null,
      distribution: null,
      reason: "EMPTY_DENOMINATOR",
    });
  });
});

describe("rates of limits", () => {
  it("count those whose last day is over, in either view, by that day", async () => {
    const world = await makeProvince();
    const [met, missed, running, future] = await addTickets(world, [{ times: 4 }]);
    const facts = [
      [met, "2026-03-16", true],
      [missed, "2026-03-16", false],
      [running, "2026-03-17", null],
      [future, "2099-01-01", true],
    ] as const;
    for (const [id = "", day, isMet] of facts) {
      await setFacts(world, [id], { checkDueOn: day, isCheckMet: isMet, closingDueOn: day, isClosingMet: isMet });
    }
    const period = { from: "2026-03-16", to: "2027-01-01" };
    for (const view of ["COHORT", "EVENT"]) {
      const { total } = await ask(world.as("cityA.analyst"), {
        measures: ["ON_TIME_CHECK_RATE", "ON_TIME_CLOSURE_RATE"],
        view,
        period,
      });
      const value = { value: "33.33", numerator: 1, denominator: 3 };
      expect(total.values).toMatchObject([value, value]);
    }
    // By their registration they are of another period.
    const registered = { from: "2026-03-05", to: "2026-03-15" };
    expect(await totalsOf(world.as("cityA.analyst"), { measures: ["ON_TIME_CHECK_RATE"], period: registered })).toEqual(
      [null],
    );
  });

  it("count of supervision the tickets for which an order was due, and those that have one", async () => {
    const world = await makeProvince();
    const [first = "", second = "", third = "", fourth = ""] = await addTickets(world, [{ times: 5 }]);
    await setFacts(world, [first, second, third], { supervisionDueOn: "2026-03-24" });
    await setFacts(world, [fourth], { supervisionDueOn: "2099-03-24", isSupervised: true });
    await setFacts(world, [first, second], { isSupervised: true });
    const { total } = await ask(world.as("cityA.analyst"), { measures: ["SUPERVISION_RATE"] });
    expect(total.values[0]).toMatchObject({ value: "66.67", numerator: 2, denominator: 3 });
  });
});

describe("the rate of successful mediation", () => {
  it("is by the definition until 2022 of all closed, and since of those accepted and closed", async () => {
    const world = await makeProvince();
    const [acceptedAt, closedAt] = [inChina("2026-03-06"), inChina("2026-03-09")];
    await addTickets(world, [
      { acceptedAt, decidedAt: closedAt, closedAt, settlementMethod: "REFUND", times: 3 },
      { acceptedAt, decidedAt: closedAt, closedAt, terminationGround: "ORDER_121_NO_AGREEMENT", times: 1 },
      { decidedAt: closedAt, closedAt, refusalGround: "ORDER_121_NOT_WITHIN_COMPETENCE", times: 2 },
      // Settled and not closed yet.
      { acceptedAt, decidedAt: closedAt, settlementMethod: "REFUND", times: 4 },
    ]);
    const measures = ["MEDIATION_SUCCESS_RATE", "SETTLED", "TERMINATED", "REFUSED", "ACCEPTED"];
    const { total } = await ask(world.as("cityA.analyst"), { measures });
    expect(total.values.map(({ value }) => value)).toEqual(["75.00", "3", "1", "2", "8"]);
    expect(total.values[0]).toMatchObject({ version: 2, numerator: 3, denominator: 4 });
    const versions = [{ measure: "MEDIATION_SUCCESS_RATE", version: 1 }];
    const old = await ask(world.as("cityA.analyst"), { measures, versions });
    expect(old.total.values[0]).toMatchObject({ value: "50.00", version: 1, numerator: 3, denominator: 6 });
  });
});

describe("other measures", () => {
  it("sum money exactly, in fen, beyond what floating point holds", async () => {
    const world = await makeProvince();
    const closedAt = inChina("2026-03-09");
    await addTickets(world, [
      { closedAt, recoveredLoss: 10n, fineAmount: 0n, disputedAmount: 4_503_599_627_370_497n, times: 3 },
      { recoveredLoss: 700n, disputedAmount: 1n },
    ]);
    const { total } = await ask(world.as("cityA.analyst"), {
      measures: ["RECOVERED_LOSS", "DISPUTED_AMOUNT", "FINES", "CONFISCATED"],
    });
    expect(total.values.map(({ value }) => value)).toEqual(["0.30", "135107988821114.92", "0.00", "0.00"]);
    // What a number cannot hold exactly is no number.
    expect(total.values.map(({ numerator }) => numerator)).toEqual([30, null, 0, 0]);
  });

  it("count the grades of the last callbacks", async () => {
    const world = await makeProvince();
    await addTickets(world, [
      ...["VERY_SATISFIED", "SATISFIED", "SATISFIED", "NEUTRAL", "DISSATISFIED"].map((grade) => ({ grade })),
      { times: 5 },
    ]);
    const { total } = await ask(world.as("cityA.analyst"), { measures: ["SATISFACTION_RATE"], digits: 0 });
    expect(total.values[0]).toMatchObject({ value: "60", numerator: 3, denominator: 5 });
  });

  it("count of dispatch what had to be dispatched: no consultation that was answered at once", async () => {
    const world = await makeProvince();
    await addTickets(world, [
      { dispatchedAt: inChina("2026-03-06"), times: 3 },
      { times: 1, state: "IN_REVIEW" },
      { kind: "CONSULTATION", state: "CLOSED", closedAt: inChina("2026-03-05"), times: 6 },
      { kind: "CONSULTATION", state: "ESCALATED", times: 1 },
    ]);
    const measures = ["TO_DISPATCH", "DISPATCHED", "TRANSFER_RATE", "RECEIVED"];
    expect(await totalsOf(world.as("cityA.analyst"), { measures })).toEqual(["5", "3", "60.00", "11"]);
  });
});

describe("statisticDefinitions", () => {
  it("lists every measure in every version with its formula in words, and says which is in force", async () => {
    const world = await makeProvince();
    type Listed = {
      measure: string;
      version: number;
      isInForce: boolean;
      name: string;
      formula: string;
      unit: string;
      form: string;
    };
    const { statisticDefinitions } = await world
      .as("cityA.analyst")
      .ask<{ statisticDefinitions: Listed[] }>(
        "{ statisticDefinitions { measure version isInForce name formula unit form } }",
      );
    expect(statisticDefinitions.map(({ measure, version }) => `${measure} ${version}`)).toEqual(
      definitions.map(({ measure, version }) => `${measure} ${version}`),
    );
    expect(
      statisticDefinitions.filter(({ isInForce }) => !isInForce).map(({ measure, version }) => [measure, version]),
    ).toEqual([["MEDIATION_SUCCESS_RATE", 1]]);
    expect(statisticDefinitions.find(({ measure }) => measure === "CLOSURE_RATE")).toEqual({
      ...{ measure: "CLOSURE_RATE", version: 1, isInForce: true, name: "closure rate", formula: "Closed / received." },
      ...{ unit: "PERCENT", form: "RATE" },
    });
  });
});
