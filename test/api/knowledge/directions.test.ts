import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { publish, tryStep } from "./knowing.js";

interface Direction {
  title: string;
  bureau: { code: string };
  current: { body: string; direction: { matter: string; telephone: string | null; division: { code: string } } };
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const ask = (name: PersonName, division: string, matter?: string) =>
  world.as(name).gql<{ directions: Direction[] }>(
    `query ($division: String!, $matter: String) { directions(division: $division, matter: $matter) {
        title bureau { code } current { body direction { matter organisation telephone hours division { code } } } } }`,
    { division, matter },
  );

const direction = (title: string, more: Variables = {}): Variables => ({
  kind: "DIRECTION",
  content: {
    title,
    body: "请向供水公司反映。",
    direction: { matter: "WATER_SUPPLY", organisation: "市供水公司", telephone: "0512-65221234", ...more },
  },
});

const titlesOf = async (name: PersonName, division: string, matter?: string): Promise<string[]> => {
  const { data, errors } = await ask(name, division, matter);
  expect(errors).toBeUndefined();
  return data.directions.map(({ title }) => title);
};

describe("directions", () => {
  it("are the nation's where no bureau has its own, one of each matter", async () => {
    const { data } = await ask("cityB.operator", world.division.cityB);
    const matters = data.directions.map(({ current }) => current.direction.matter);
    expect(new Set(matters).size).toBe(matters.length);
    expect(matters).toEqual(
      expect.arrayContaining(["WATER_SUPPLY", "ELECTRICITY", "EPIDEMIC_CONTROL", "LABOUR", "CRIME"]),
    );
    const electricity = data.directions.find(({ current }) => current.direction.matter === "ELECTRICITY");
    expect(electricity?.current.direction).toMatchObject({ telephone: "95598", division: { code: "100000" } });
    expect(electricity?.current.body).toContain("95598");
  });

  it("of the city come before those of the province and the nation, for its own people and those beneath", async () => {
    await publish(world, "province", direction("全省供水"));
    await publish(world, "cityA", direction("市供水"));
    const all = ["市供水", "全省供水", "供水、停水、水费"];
    expect(await titlesOf("cityACentre.operator", world.division.cityA, "WATER_SUPPLY")).toEqual(all);
    expect(await titlesOf("countyA1.operator", world.division.countyA1, "WATER_SUPPLY")).toEqual(all);
    expect(await titlesOf("cityB.operator", world.division.cityB, "WATER_SUPPLY")).toEqual(all.slice(1));
    const narrowest = await ask("cityA.operator", world.division.countyA2);
    const water = narrowest.data.directions.filter(({ current }) => current.direction.matter === "WATER_SUPPLY");
    expect(water).toMatchObject([{ title: "市供水", current: { direction: { telephone: "0512-65221234" } } }]);
  });

  it("of a city are for a county alone where they name it", async () => {
    const more = { matter: "HEATING", division: world.division.countyA1 };
    await publish(world, "cityA", direction("县供热", more));
    expect(await titlesOf("cityA.operator", world.division.countyA1, "HEATING")).toEqual(["县供热", "供热、取暖费"]);
    expect(await titlesOf("cityA.operator", world.division.countyA2, "HEATING")).toEqual(["供热、取暖费"]);
  });

  it("of another city are not seen by its sister, which is given the nation's", async () => {
    await publish(world, "cityB", direction("乙市燃气", { matter: "GAS_SUPPLY" }));
    expect(await titlesOf("cityA.operator", world.division.cityB, "GAS_SUPPLY")).toEqual(["燃气供应、燃气费"]);
    const above = await titlesOf("provinceCentre.operator", world.division.cityB, "GAS_SUPPLY");
    expect(above).toEqual(["乙市燃气", "燃气供应、燃气费"]);
  });

  it("are refused for a division or a matter that there can be none of", async () => {
    expectCode(await ask("cityA.operator", "999999"), "INVALID_INPUT", "division");
    expectCode(await ask("cityA.operator", world.division.cityA, "water"), "INVALID_INPUT", "matter");
  });

  it("are written for one's own divisions alone, with a matter", async () => {
    const sister = direction("越界", { division: world.division.cityB });
    expectCode(
      await tryStep(world, "cityA.analyst", "draftKnowledge", sister),
      "INVALID_INPUT",
      "content.direction.division",
    );
    const wrong = direction("事项", { matter: "供水" });
    expectCode(
      await tryStep(world, "cityA.analyst", "draftKnowledge", wrong),
      "INVALID_INPUT",
      "content.direction.matter",
    );
    const none = { kind: "DIRECTION", content: { title: "无", body: "无" } };
    expectCode(await tryStep(world, "cityA.analyst", "draftKnowledge", none), "INVALID_INPUT", "content.direction");
  });
});
