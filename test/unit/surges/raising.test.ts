import { describe, expect, it } from "vitest";
import { type RaisableAlert, raisedOf } from "../../../src/modules/surges/detection/index.js";

const begin = Date.parse("2020-01-25T10:00:00+08:00");

const alert = (id: string, bureau: string, hours: number, other: Partial<RaisableAlert> = {}): RaisableAlert => ({
  ...{ id, bureau, superior: "320000", matter: "price|masks", state: "OPEN" },
  openedAt: new Date(begin + hours * 3_600_000),
  ...other,
});

describe("what is raised to a superior", () => {
  it("is a matter that two of its cities show within three days", () => {
    expect(raisedOf([alert("b", "320200", 20), alert("a", "320500", 0)])).toEqual([
      {
        ...{ superior: "320000", matter: "price|masks", bureaus: ["320500", "320200"], alerts: ["a", "b"] },
        since: new Date(begin),
      },
    ]);
  });

  it.each([
    ["one city twice", [alert("a", "320500", 0), alert("b", "320500", 1)]],
    ["two matters", [alert("a", "320500", 0), alert("b", "320200", 1, { matter: "price|eggs" })]],
    ["two provinces", [alert("a", "320500", 0), alert("b", "341100", 1, { superior: "340000" })]],
    ["one that is closed", [alert("a", "320500", 0), alert("b", "320200", 1, { state: "CLOSED" })]],
    ["more than three days between", [alert("a", "320500", 0), alert("b", "320200", 73)]],
  ])("is not %s", (_, alerts) => {
    expect(raisedOf(alerts)).toEqual([]);
  });

  it("takes in a city that follows within three days of the last, so that what spreads stays one", () => {
    const alerts = [alert("a", "320500", 0), alert("b", "320200", 60), alert("c", "320100", 120)];
    expect(raisedOf(alerts).map(({ alerts: raised }) => raised)).toEqual([["a", "b", "c"]]);
  });

  it("counts alerts that were acknowledged or snoozed too", () => {
    const alerts = [alert("a", "320500", 0, { state: "SNOOZED" }), alert("b", "320200", 1, { state: "ACKNOWLEDGED" })];
    expect(raisedOf(alerts)).toHaveLength(1);
  });

  it("waits for as many bureaus as the policy says", () => {
    const alerts = [alert("a", "320500", 0), alert("b", "320200", 1)];
    expect(raisedOf(alerts, { bureaus: 3, withinHours: 72 })).toEqual([]);
    expect(raisedOf([...alerts, alert("c", "320100", 2)], { bureaus: 3, withinHours: 72 })).toHaveLength(1);
  });
});
