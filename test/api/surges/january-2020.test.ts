import { describe, expect, it } from "vitest";
import { dayKindsOf } from "../../../src/modules/surges/detection/index.js";
import { chinaDay } from "../../../src/platform/clock.js";
import { ticketsOf } from "../../surges/generate.js";
import { chanceOf } from "../../surges/random.js";
import type { Coming } from "./coming.js";
import { alertsOf, onlyAlertOf, run, setSurgeStage, startRule } from "./surging.js";

const hour = 3_600_000;
const counties = ["countyA1", "countyA2", "zoneA"] as const;

/** Price complaints of a city from November 2019 to February 2020: a dozen a day, and seven times as many from 25 January. */
function januaryOf(at: (day: string, hour?: number) => Date): Coming[] {
  const period = { from: at("2019-11-01", 0), until: at("2020-02-08", 0) };
  const instants = ticketsOf(
    { perDay: 12, dayVariance: 0.02, grouped: 0.05, growth: 0, season: 0 },
    dayKindsOf(period.from, period.until),
    { from: period.from.getTime(), until: period.until.getTime() },
    chanceOf(2020),
    [{ from: at("2020-01-25", 9).getTime(), until: at("2020-01-29", 0).getTime(), times: 12 }],
  );
  return instants.map((instant, position) => ({
    ...{ at: new Date(instant), county: counties[position % 3] ?? "zoneA", goodsClass: "GOODS_MEDICAL_PROTECTION" },
  }));
}

describe("January 2020, as it was in Suzhou", () => {
  const { as, at, comeIn, lookAt } = setSurgeStage("2019-10-31");

  it("shows one surge, on the 25th, and nothing on the ordinary winter days before", { timeout: 120_000 }, async () => {
    const supervisor = as("cityAPrice.priceSupervisor");
    await comeIn(januaryOf(at));
    await lookAt(at("2020-01-05", 12));
    await startRule(supervisor, {
      threshold: null,
      baseline: { windowHours: [6, 24, 48], falseAlarmsPerYear: 2, leastCount: 3 },
    });

    for (let now = at("2020-01-06", 0).getTime(); now < at("2020-01-25", 9).getTime(); now += 3 * hour) {
      await lookAt(new Date(now));
    }
    expect(await alertsOf(supervisor)).toEqual([]);

    for (let now = at("2020-01-25", 9).getTime(); now < at("2020-01-26", 0).getTime(); now += hour) {
      await lookAt(new Date(now));
    }
    const opened = await onlyAlertOf(supervisor);
    expect(opened).toMatchObject({ state: "OPEN", version: expect.any(Number) });
    expect(chinaDay(new Date(opened.openedAt))).toBe("2020-01-25");
    expect(opened.count).toBeGreaterThanOrEqual(opened.upper ?? Number.POSITIVE_INFINITY);

    const step = { alertId: opened.id, version: opened.version };
    await run(supervisor, "acknowledgeSurgeAlert", step);
    for (let now = at("2020-01-26", 0).getTime(); now < at("2020-02-08", 0).getTime(); now += 4 * hour) {
      await lookAt(new Date(now));
    }
    const closed = await onlyAlertOf(supervisor);
    expect(closed).toMatchObject({ id: opened.id, state: "CLOSED", closeReason: "QUIET" });
    const verbs = closed.history.map(({ verb }) => verb);
    expect(verbs[0]).toBe("OPEN");
    expect(verbs).toContain("GROW");
    expect(verbs.filter((verb) => verb === "OPEN" || verb === "REOPEN")).toEqual(["OPEN"]);
    expect(verbs.at(-1)).toBe("FADE");
  });
});
