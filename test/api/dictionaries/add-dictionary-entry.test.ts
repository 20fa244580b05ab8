import { beforeEach, describe, expect, it } from "vitest";
import { mostEntriesOfBureau } from "../../../src/modules/dictionaries/commands/add-dictionary-entry.js";
import { insertMissingEntries } from "../../../src/modules/dictionaries/dictionary.store.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { newId } from "../../../src/platform/ids.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type Unit, type World } from "../../world.js";
import { addDocument, addEntry, newEntry } from "./entries.js";

describe("addDictionaryEntry", () => {
  let world: World;

  beforeEach(async () => {
    world = await makeProvince();
  });

  const add = (unit: Unit, changes: Record<string, unknown>) =>
    world.as(`${unit}.administrator`).gql(addDocument, newEntry(changes));

  it("adds an entry for the administrator's own bureau, in force from today and at the end of lists", async () => {
    const entry = await addEntry(world.as("cityA.administrator"), {});
    expect(entry).toMatchObject({
      bureau: { code: world.code.cityA },
      validFrom: chinaDay(systemClock.now()),
      validTo: null,
      position: 32_000,
      kinds: [],
    });
  });

  it("adds an entry for a bureau beneath", async () => {
    const entry = await addEntry(world.as("cityA.administrator"), { bureau: world.code.countyA1 });
    expect(entry.bureau.code).toBe(world.code.countyA1);
  });

  it("adds what is added for a centre to its authority, so that it is known wherever the centre sends", async () => {
    const entry = await addEntry(world.as("cityA.administrator"), { bureau: world.code.cityACentre });
    expect(entry.bureau.code).toBe(world.code.cityA);
  });

  it("is not for a centre's administrator: the words of a region are its authority's", async () => {
    expectCode(await add("cityACentre", {}), "FORBIDDEN");
  });

  it("keeps kinds, line and position", async () => {
    const changes = { dictionary: "ISSUE_CLASS", code: "MOONCAKES", kinds: ["REPORT"], line: "PRICE", position: 55 };
    const entry = await addEntry(world.as("province.administrator"), changes);
    expect(entry).toMatchObject({ kinds: ["REPORT"], line: "PRICE", position: 55 });
  });

  it("lets two counties use one code for two things", async () => {
    await addEntry(world.as("countyA1.administrator"), {});
    const entry = await addEntry(world.as("countyA2.administrator"), {});
    expect(entry.code).toBe("HAIRY_CRABS");
  });

  it("refuses a code of the nation", async () => {
    expectCode(await add("cityA", { code: "MASKS" }), "INVALID_INPUT", "code");
  });

  for (const [first, second] of [
    ["cityA", "cityA"],
    ["cityA", "countyA1"],
    ["cityA", "streetA1"],
    ["countyA1", "cityA"],
    ["cityAPrice", "province"],
  ] as const) {
    it(`refuses at ${second} a code that ${first} has`, async () => {
      await addEntry(world.as(`${first}.administrator`), {});
      expectCode(await add(second, {}), "INVALID_INPUT", "code");
    });
  }

  it("lets one of two win who add the same code above and beneath at the same time", async () => {
    const units: Unit[] = ["province", "cityA", "countyA1", "streetA1"];
    const results = await Promise.all(units.map((unit) => add(unit, {})));
    expect(results.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  });

  for (const [unit, target] of [
    ["countyA1", "cityA"],
    ["cityA", "cityB"],
    ["cityAPrice", "cityA"],
    ["province", "nation"],
  ] as const) {
    it(`is FORBIDDEN to an administrator of ${unit} for ${target}`, async () => {
      expectCode(await add(unit, { bureau: world.code[target] }), "FORBIDDEN");
    });
  }

  it("is FORBIDDEN to everyone but administrators", async () => {
    expectCode(await world.as("cityA.supervisor").gql(addDocument, newEntry({})), "FORBIDDEN");
  });

  it("is NOT_FOUND for a bureau that does not exist", async () => {
    expectCode(await add("cityA", { bureau: "999999" }), "NOT_FOUND", "bureau");
  });

  for (const dictionary of ["REFUSAL_GROUND", "TERMINATION_GROUND"]) {
    it(`is FORBIDDEN to the nation itself in ${dictionary}, for the law is no bureau's`, async () => {
      expectCode(await add("nation", { dictionary, code: "NOT_THE_LAW" }), "FORBIDDEN");
    });
  }

  it("is FORBIDDEN to a province for channels, which are the nation's", async () => {
    expectCode(await add("province", { dictionary: "CHANNEL", code: "PIGEON" }), "FORBIDDEN");
  });

  it("tells of all wrong values at once", async () => {
    const wrong = { code: "bad code", nameChinese: "", line: "PRICE", position: -1, validFrom: "2020-01-01" };
    const error = expectCode(await add("cityA", wrong), "INVALID_INPUT", "code");
    const fields = (error.extensions.problems ?? []).map(({ field }) => field);
    expect(fields).toEqual(["code", "nameChinese", "position", "validFrom", "line"]);
  });

  it("is TOO_LARGE for a bureau whose dictionary is full", async () => {
    const place = { province: world.code.province, city: world.code.cityA, county: null, bureau: world.code.cityA };
    const rows = Array.from({ length: mostEntriesOfBureau }, (_, index) => ({
      ...place,
      id: newId(systemClock.now()),
      dictionary: "TOPIC",
      code: `FULL_${index}`,
      nameChinese: "满",
      nameEnglish: "Full",
      validFrom: "2020-01-01",
    }));
    await testDatabase().asSystem("fill a dictionary", (tx) => insertMissingEntries(tx, rows));
    expectCode(await add("cityA", {}), "TOO_LARGE", "dictionary");
  });
});
