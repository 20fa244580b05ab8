import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { addEntry, dictionaryDocument, type EntryAnswer, nodeDocument } from "./entries.js";

interface Answer {
  dictionary: EntryAnswer[];
}

async function codes(caller: Caller, variables: Record<string, unknown>): Promise<string[]> {
  const { dictionary } = await caller.ask<Answer>(dictionaryDocument, variables);
  return dictionary.map(({ code }) => code);
}

describe("dictionary", () => {
  let world: World;
  let operator: Caller;
  let cityEntry: EntryAnswer;

  beforeAll(async () => {
    world = await makeProvince();
    operator = world.as("countyA1.operator");
    cityEntry = await addEntry(world.as("cityA.administrator"), { code: "HAIRY_CRABS" });
  });

  it("finds masks among goods by the Chinese word", async () => {
    expect(await codes(operator, { name: "GOODS_CLASS", search: "口罩" })).toEqual(["GOODS_MEDICAL_PROTECTION"]);
  });

  it("finds an entry by a part of its English name in any case", async () => {
    expect(await codes(operator, { name: "TOPIC", search: "LIVE-stream" })).toEqual(["LIVE_COMMERCE"]);
  });

  it("names entries in the language of the request", async () => {
    const variables = { name: "TOPIC", search: "MASKS" };
    const { data } = await operator.gql<Answer>(dictionaryDocument, variables, { "Accept-Language": "zh-CN" });
    expect(data.dictionary).toMatchObject([{ code: "MASKS", name: "口罩", nameEnglish: "Masks" }]);
  });

  it("tells which issue class belongs to a business line", async () => {
    const { dictionary } = await operator.ask<Answer>(dictionaryDocument, { name: "ISSUE_CLASS", search: "PRICE" });
    expect(dictionary).toMatchObject([{ code: "PRICE", line: "PRICE", bureau: { code: world.code.nation } }]);
  });

  it("leaves classes of reports out for a complaint", async () => {
    const ofComplaints = await codes(operator, { name: "ISSUE_CLASS", kind: "COMPLAINT" });
    expect([ofComplaints.includes("FOOD_SAFETY"), ofComplaints.includes("DRUGS")]).toEqual([true, false]);
  });

  it("shows the grounds of one order alone where it is named", async () => {
    const { dictionary } = await operator.ask<Answer>(dictionaryDocument, {
      name: "TERMINATION_GROUND",
      regime: "ORDER_20",
    });
    expect(dictionary.map(({ article }) => article)).toEqual([1, 2, 3, 4, 5, 6, 7].map((item) => `21(${item})`));
  });

  it("leaves out what is not in force on the day asked for", async () => {
    const { dictionary } = await operator.ask<Answer>(dictionaryDocument, { name: "REFUSAL_GROUND", on: "2026-04-14" });
    expect(new Set(dictionary.map(({ regime }) => regime))).toEqual(new Set(["ORDER_20"]));
  });

  for (const unit of ["cityACentre", "cityAPrice", "countyA1", "streetA1"] as const) {
    it(`shows an entry of the city at ${unit}`, async () => {
      expect(await codes(world.as(`${unit}.operator`), { name: "TOPIC" })).toContain("HAIRY_CRABS");
    });
  }

  for (const unit of ["nation", "province", "cityB", "countyB1"] as const) {
    it(`does not show an entry of the city at ${unit}, where it is not in force`, async () => {
      expect(await codes(world.as(`${unit}.operator`), { name: "TOPIC" })).not.toContain("HAIRY_CRABS");
    });
  }

  it("does not show an entry of another province", async () => {
    const other = await makeProvince();
    expect(await codes(other.as("cityA.operator"), { name: "TOPIC" })).not.toContain("HAIRY_CRABS");
  });

  it("refuses a search text with a control character", async () => {
    const result = await operator.gql(dictionaryDocument, { name: "TOPIC", search: "a\u0000b" });
    expectCode(result, "INVALID_INPUT", "search");
  });

  it("gives entries that can be read again by their identifier", async () => {
    const { node } = await operator.ask<{ node: { code: string } }>(nodeDocument, { id: cityEntry.id });
    expect(node.code).toBe("HAIRY_CRABS");
  });

  it("gives identifiers that are NOT_FOUND in another province", async () => {
    const stranger = (await makeProvince()).as("province.administrator");
    expectCode(await stranger.gql(nodeDocument, { id: cityEntry.id }), "NOT_FOUND");
  });
});
