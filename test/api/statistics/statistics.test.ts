import { describe, expect, it } from "vitest";
import { foldDeltas } from "../../../src/modules/statistics/index.js";
import { testDatabase } from "../../database.js";
import { makeProvince } from "../../world.js";
import { complaint, complaintIn, register, report } from "../tickets/driving.js";

describe("statistics", () => {
  it("counts what was registered, folded or not", async () => {
    const world = await makeProvince();
    const operator = world.as("cityACentre.operator");
    await register(operator, report(world));
    await register(operator, complaint(world, { topics: ["MASKS"] }));
    await complaintIn(world, "CLOSED");
    const analyst = world.as("cityA.analyst");
    const ask = (more: string) =>
      analyst.gql<{ statistics: { total: { values: { value: string }[] } } }>(`{ statistics(question: { measures: [RECEIVED, CLOSURE_RATE],
        period: { from: "2026-01-01", to: "2027-12-31" } ${more} }) { total { values { measure value numerator denominator } }
        rows { keys { dimension code name } values { value share compared { value growth reason } } } asOf completeness { isPeriodOver } region { code } } }`);
    console.log(JSON.stringify(await ask(""), null, 1));
    const n = await testDatabase().asSystem("fold", (tx) => foldDeltas(tx, 10_000));
    console.log(n);
    console.log(JSON.stringify(await ask("dimensions: [BUREAU, KIND], comparison: YEAR_BEFORE"), null, 1));
    console.log(JSON.stringify(await ask("dimensions: [TOPIC]"), null, 1));
    console.log(JSON.stringify(await ask("dimensions: [RESPONDENT], top: 3"), null, 1));
    expect(n).toBeGreaterThan(0);
  });
});
