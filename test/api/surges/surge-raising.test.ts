import { describe, expect, it } from "vitest";
import { raiseSurges } from "../../../src/modules/surges/index.js";
import { expectCode } from "../../api.js";
import { jobTools } from "../../jobs.js";
import { alertsOf, onlyAlertOf, run, setSurgeStage, startRule } from "./surging.js";

const setDocument = `mutation ($input: SetSurgeRaisingInput!) {
  setSurgeRaising(input: $input) { raising { leastPlaces version setAt } } }`;

describe("a surge in several cities", () => {
  const stage = setSurgeStage();
  const province = () => stage.as("province.supervisor");
  const raise = async (at: Date): Promise<number> => {
    stage.stage.clock.set(at);
    const { code } = stage.world;
    return raiseSurges({ ...jobTools(undefined, stage.stage.clock), province: code.province });
  };
  const surge = (counties: ("countyA1" | "countyA2" | "countyB1" | "countyB2")[], at: Date, count: number) =>
    stage.comeIn(Array.from({ length: count }, (_, place) => ({ at, county: counties[place % 2] ?? "countyA1" })));
  const raisedOf = async () => alertsOf(province(), { isRaised: true });

  it("is told to the province as one alert that lists theirs, whether or not it has a rule", async () => {
    const [deskA, deskB] = [stage.as("cityAPrice.priceSupervisor"), stage.as("cityBPrice.priceSupervisor")];
    await startRule(deskA);
    await startRule(deskB);
    await surge(["countyA1", "countyA2"], stage.at("2026-09-21", 10), 4);
    await stage.lookAt(stage.at("2026-09-21", 11));
    await raise(stage.at("2026-09-21", 11));
    expect(await raisedOf()).toEqual([]);

    await surge(["countyB1", "countyB2"], stage.at("2026-09-21", 12), 6);
    await stage.lookAt(stage.at("2026-09-21", 12, 30));
    await raise(stage.at("2026-09-21", 12, 31));
    await raise(stage.at("2026-09-21", 12, 32));
    const [raised, ...others] = await raisedOf();
    expect(others).toEqual([]);
    const { code } = stage.world;
    expect(raised).toMatchObject({
      ...{ state: "OPEN", count: 10, places: 2, counties: null, rule: null, version: 1 },
      ...{ bureau: { code: code.province }, region: { code: code.province }, issueClass: { code: "PRICE" } },
      ...{ permittedActions: ["ACKNOWLEDGE", "SNOOZE", "CLOSE"], history: [{ verb: "RAISE", places: 2 }] },
    });
    const parts = [(await onlyAlertOf(deskA)).id, (await onlyAlertOf(deskB)).id].sort();
    expect(raised?.parts.map(({ id }) => id).sort()).toEqual(parts);
    // What stands above is not in a city's sight.
    expect((await onlyAlertOf(deskA)).raisedTo).toBeNull();
    expect((await alertsOf(province(), { isRaised: false })).map(({ raisedTo }) => raisedTo?.id)).toEqual([
      raised?.id,
      raised?.id,
    ]);
  });

  it("grows with its parts, shows their tickets, and ends with them", async () => {
    await surge(["countyB1", "countyB2"], stage.at("2026-09-21", 13), 20);
    await stage.lookAt(stage.at("2026-09-21", 13, 30));
    await raise(stage.at("2026-09-21", 13, 31));
    const [grown] = await raisedOf();
    expect(grown).toMatchObject({ count: 30, version: 2, history: [{ verb: "RAISE" }, { verb: "GROW", count: 30 }] });
    const { surgeAlert } = await province().ask<{ surgeAlert: { tickets: { totalCount: number } } }>(
      "query ($id: ID!) { surgeAlert(id: $id) { tickets { totalCount } } }",
      { id: grown?.id },
    );
    expect(surgeAlert.tickets.totalCount).toBe(30);
    const { alert } = await run(province(), "acknowledgeSurgeAlert", { alertId: grown?.id, version: 2 });
    expect(alert.state).toBe("ACKNOWLEDGED");

    await stage.lookAt(stage.at("2026-09-22", 20));
    await stage.lookAt(stage.at("2026-09-23", 21));
    await raise(stage.at("2026-09-23", 21, 1));
    expect(await raisedOf()).toMatchObject([
      { state: "CLOSED", closeReason: "QUIET", count: 0, places: 0, version: 4 },
    ]);
  });

  it("is told from as many places on as the province set", async () => {
    const head = stage.as("province.head");
    const set = (leastPlaces: number, version: number | null, caller = head) =>
      caller.gql<{ setSurgeRaising: { raising: { version: number } } }>(setDocument, {
        input: { leastPlaces, version },
      });
    expect(await head.ask("{ surgeRaising { leastPlaces version setAt } }")).toEqual({
      surgeRaising: { leastPlaces: 2, version: null, setAt: null },
    });
    expectCode(await set(1, null), "INVALID_INPUT", "leastPlaces");
    expectCode(await set(3, null, stage.as("cityA.head")), "FORBIDDEN");
    expectCode(await set(3, null, stage.as("province.analyst")), "FORBIDDEN");
    expect((await set(3, null)).data.setSurgeRaising.raising).toMatchObject({ leastPlaces: 3, version: 1 });
    expectCode(await set(4, null), "CONFLICT");

    const later = stage.at("2026-10-12", 10);
    await surge(["countyA1", "countyA2"], later, 4);
    await surge(["countyB1", "countyB2"], later, 4);
    await stage.lookAt(stage.at("2026-10-12", 11));
    await raise(stage.at("2026-10-12", 11, 1));
    expect(await raisedOf()).toHaveLength(1);
    await set(2, 1);
    await raise(stage.at("2026-10-12", 11, 2));
    expect(await raisedOf()).toMatchObject([{ state: "OPEN", places: 2 }, { state: "CLOSED" }]);
  });

  it("is no second alert where a rule of the province has found it already", async () => {
    const inProvince = await startRule(province(), {
      issueClass: "QUALITY",
      threshold: { count: 3, counties: 1, hours: 24 },
    });
    for (const name of ["cityA.supervisor", "cityB.supervisor"] as const) {
      await startRule(stage.as(name), { issueClass: "QUALITY" });
    }
    const at = stage.at("2026-10-12", 12);
    const ofQuality = { at, issueClass: "QUALITY", line: null };
    await stage.comeIn(
      (["countyA1", "countyA2", "countyB1", "countyB2"] as const).flatMap((county) => [
        { ...ofQuality, county },
        { ...ofQuality, county },
      ]),
    );
    await stage.lookAt(stage.at("2026-10-12", 13));
    await raise(stage.at("2026-10-12", 13, 1));
    const ofClass = (await alertsOf(province())).filter(({ issueClass }) => issueClass?.code === "QUALITY");
    expect(ofClass.filter(({ rule }) => rule === null)).toEqual([]);
    const own = ofClass.find(({ rule }) => rule?.id === inProvince.id);
    expect(own).toMatchObject({ count: 8, places: 2, history: [{ verb: "OPEN" }, { verb: "JOIN", places: 2 }] });
    expect(own?.parts).toHaveLength(2);
  });
});
