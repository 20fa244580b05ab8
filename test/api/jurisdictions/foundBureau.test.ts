import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEntries } from "../../../schema/index.js";
import { seedBureaus, seedDivisions } from "../../../src/modules/jurisdictions/index.js";
import { type Caller, expectCode, type GraphqlResult } from "../../api.js";
import { testDatabase } from "../../database.js";
import { toldEvents } from "../../events.js";
import { makeProvince, type World } from "../../world.js";
import {
  competentOn,
  dayFromToday,
  insertTicket,
  mergeBureaus,
  readBureau,
  renameBureau,
  send,
  succeed,
} from "./reorganising.js";

const document = `mutation ($input: FoundBureauInput!) {
  foundBureau(input: $input) {
    bureau { code kind level name mark line version validFrom validTo parent { code } ancestors { code } coverage { code } }
  }
}`;

type Input = Readonly<Record<string, unknown>> & { code: string };

/** The county of a founding: beneath city A, with a code, a name and a mark that nobody has. */
function county(world: World, parts: Readonly<Record<string, unknown>> = {}): Input {
  const code = world.code.zoneA.replace(/^T/, "N");
  const names = { code, name: `${world.mark}新设局`, mark: `${world.mark}新` };
  return { ...names, kind: "AUTHORITY", level: "COUNTY", parent: world.code.cityA, ...parts };
}

const found = (caller: Caller, input: object): Promise<GraphqlResult<unknown>> => caller.gql(document, { input });

async function founded(caller: Caller, input: object): Promise<object> {
  const { data, errors } = await found(caller, input);
  expect(errors).toBeUndefined();
  return (data as { foundBureau: { bureau: object } }).foundBureau.bureau;
}

/** Adds a county's division under that of city A, which no bureau covers of itself, and answers its code. */
async function addDivision(world: World, letter: string): Promise<string> {
  const code = world.code.countyA1.replace(/^T/, letter);
  const division = {
    code,
    name: `${world.mark}新区`,
    level: "COUNTY" as const,
    isZone: false,
    validFrom: "2000-01-01",
  };
  await testDatabase().asSystem("add a division for a test", (tx) =>
    seedDivisions(tx, [{ ...division, parent: world.division.cityA }]),
  );
  return code;
}

/** Adds a city that has covered two divisions since 2000: its own and that of a county which has no bureau. */
async function addCityOfTwoDivisions(world: World): Promise<{ city: string; division: string }> {
  const [city, division] = ["C", "D"].map((letter) => world.code.countyA1.replace(/^T/, letter)) as [string, string];
  const parts = { isZone: false, validFrom: "2000-01-01" };
  const names = { name: `${world.mark}双区`, mark: `${world.mark}双` };
  await testDatabase().asSystem("add a city for a test", async (tx) => {
    await seedDivisions(tx, [
      { ...parts, code: city, name: names.name, level: "CITY", parent: world.division.province },
      { ...parts, code: division, name: names.name, level: "COUNTY", parent: city },
    ]);
    const bureau = { code: city, kind: "AUTHORITY" as const, level: "CITY" as const, parent: world.code.province };
    await seedBureaus(tx, [{ ...bureau, ...names, divisions: [city, division], validFrom: parts.validFrom }]);
  });
  return { city, division };
}

describe("foundBureau", () => {
  it("founds a county's authority under a city, in force from today on", async () => {
    const world = await makeProvince();
    const input = county(world);
    const { cityA, nation, province } = world.code;
    expect(await founded(world.as("cityA.administrator"), input)).toEqual({
      ...{ code: input.code, kind: "AUTHORITY", level: "COUNTY", name: input.name, mark: input.mark, line: null },
      ...{ version: 1, validFrom: dayFromToday(), validTo: null, parent: { code: cityA }, coverage: [] },
      ancestors: [nation, province, cityA].map((code) => ({ code })),
    });
    expect((await readBureau(world.as("cityA.handler"), input.code)).periods).toEqual([
      { name: input.name, parent: { code: cityA }, validFrom: dayFromToday(), validTo: null },
    ]);
    expect((await readBureau(world.as("cityA.handler"), cityA)).children).toContain(input.code);
  });

  it.each([
    ["a county directly under its province", "province", "AUTHORITY", "COUNTY", "province"],
    ["a city", "province", "AUTHORITY", "CITY", "province"],
    ["a centre of one's own authority", "cityA", "CENTRE", "CITY", "cityA"],
    ["a centre of a county", "cityA", "CENTRE", "COUNTY", "countyA1"],
    ["a department of one's own authority", "countyA1", "DEPARTMENT", "COUNTY", "countyA1"],
    ["a street office", "countyA1", "STREET_OFFICE", "STREET", "countyA1"],
  ] as const)("founds %s", async (_, actor, kind, level, parent) => {
    const world = await makeProvince();
    const input = county(world, { kind, level, parent: world.code[parent] });
    const bureau = await founded(world.as(`${actor}.administrator`), input);
    expect(bureau).toMatchObject({ code: input.code, kind, level, parent: { code: world.code[parent] } });
  });

  it("founds a department that watches a line", async () => {
    const world = await makeProvince();
    const input = county(world, { kind: "DEPARTMENT", level: "COUNTY", parent: world.code.countyA1, line: "PRICE" });
    expect(await founded(world.as("countyA1.administrator"), input)).toMatchObject({ line: "PRICE" });
  });

  it("founds a street office under a city that has no counties", async () => {
    const world = await makeProvince();
    const administrator = world.as("province.administrator");
    const city = county(world, { level: "CITY", parent: world.code.province });
    await founded(administrator, city);
    const office = { code: world.code.zoneA.replace(/^T/, "M"), name: `${world.mark}所`, mark: `${world.mark}所` };
    const input = { ...county(world, office), kind: "STREET_OFFICE", level: "STREET", parent: city.code };
    expect(await founded(administrator, input)).toMatchObject({ parent: { code: city.code } });
  });

  it("takes over a division that the city covers of itself, and leaves the past to the city", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { city, division } = await addCityOfTwoDivisions(world);
    const input = county(world, { parent: city, divisions: [division] });
    await founded(caller, input);
    expect(await competentOn(caller, division, dayFromToday(-1))).toBe(city);
    expect(await competentOn(caller, division, dayFromToday())).toBe(input.code);
    expect((await readBureau(caller, city)).coverage).toEqual([city]);
    expect((await readBureau(caller, input.code)).coverage).toEqual([division]);
  });

  it("takes over a division that the city covers by inheritance alone", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const division = await addDivision(world, "D");
    expect(await competentOn(caller, division, dayFromToday())).toBe(world.code.cityA);
    const input = county(world, { divisions: [division] });
    expect(await founded(caller, input)).toMatchObject({ coverage: [{ code: division }] });
    expect(await competentOn(caller, division, dayFromToday())).toBe(input.code);
    expect((await readBureau(caller, world.code.cityA)).coverage).toEqual([world.division.cityA]);
  });

  it("leaves the tickets of the division with the bureau that holds them", async () => {
    const world = await makeProvince();
    const division = await addDivision(world, "D");
    const { cityA } = world.code;
    const ticket = await insertTicket({ holder: cityA, intake: cityA, division });
    await founded(world.as("cityA.administrator"), county(world, { divisions: [division] }));
    expect(await ticket.read()).toMatchObject({ holder: cityA, county: null });
  });

  it("is recorded with one audit entry and one event, placed at the new bureau", async () => {
    const world = await makeProvince();
    const division = await addDivision(world, "D");
    const caller = world.as("cityA.administrator");
    const input = county(world, { divisions: [division] });
    await founded(caller, input);
    const detail = { kind: "AUTHORITY", level: "COUNTY", parent: world.code.cityA, line: null, divisions: [division] };
    const [entries, events] = await testDatabase().asSystem("look at what was recorded", async (tx) => [
      await tx.select().from(auditEntries).where(eq(auditEntries.subjectId, input.code)),
      await tx.select().from(toldEvents).where(eq(toldEvents.subjectId, input.code)),
    ]);
    expect(entries).toMatchObject([
      { action: "bureau.reorganise", subjectType: "Bureau", person: caller.id, detail: { ...detail, change: "found" } },
    ]);
    expect(events).toMatchObject([
      { type: "bureau.founded", payload: detail, city: world.code.cityA, county: input.code, bureau: input.code },
    ]);
  });

  it.each<[string, string, (world: World) => Readonly<Record<string, unknown>>]>([
    ["a code that is none", "code", () => ({ code: "abc" })],
    ["a code that another bureau has", "code", (world) => ({ code: world.code.cityB })],
    ["a mark that another bureau of the province has", "mark", (world) => ({ mark: `${world.mark}市监` })],
    ["no mark", "mark", () => ({ mark: "" })],
    ["no name", "name", () => ({ name: " " })],
    ["a name that is too long", "name", () => ({ name: "局".repeat(101) })],
    ["a superior that is not there", "parent", () => ({ parent: "999999" })],
    ["a county under a county", "parent", (world) => ({ parent: world.code.countyA1 })],
    ["a county under a centre", "parent", (world) => ({ parent: world.code.cityACentre })],
    ["a county under a department", "parent", (world) => ({ parent: world.code.cityAPrice })],
    ["a city under a city", "parent", () => ({ level: "CITY" })],
    ["a second nation", "parent", () => ({ level: "NATION" })],
    ["a centre of another level than its authority", "parent", () => ({ kind: "CENTRE", level: "COUNTY" })],
    ["an authority of the level of streets", "level", () => ({ level: "STREET" })],
    ["a street office of another level", "level", () => ({ kind: "STREET_OFFICE", level: "COUNTY" })],
    ["a street office under a city with counties", "parent", () => ({ kind: "STREET_OFFICE", level: "STREET" })],
    ["a line of an authority", "line", () => ({ line: "PRICE" })],
    ["a line that is none", "line", () => ({ kind: "DEPARTMENT", level: "CITY", line: "price'" })],
    [
      "divisions of a centre",
      "divisions",
      (world) => ({ kind: "CENTRE", level: "CITY", divisions: [world.division.cityA] }),
    ],
    ["a division that is not there", "divisions", () => ({ divisions: ["999999"] })],
    ["a division of a higher level", "divisions", (world) => ({ divisions: [world.division.cityA] })],
    ["a division of a bureau beside it", "divisions", (world) => ({ divisions: [world.division.countyA1] })],
    ["a division of a county of the sister city", "divisions", (world) => ({ divisions: [world.division.countyB1] })],
  ])("is refused for %s", async (_, field, partsOf) => {
    const world = await makeProvince();
    const input = county(world, partsOf(world));
    expectCode(await found(world.as("province.administrator"), input), "INVALID_INPUT", field);
  });

  it("is refused for a province under a city, and FORBIDDEN to whoever does not stand above provinces", async () => {
    const world = await makeProvince();
    const input = county(world, { level: "PROVINCE" });
    expectCode(await found(world.as("nation.administrator"), input), "INVALID_INPUT", "parent");
    expectCode(await found(world.as("province.administrator"), input), "FORBIDDEN");
  });

  it("names all fields at fault at once", async () => {
    const world = await makeProvince();
    const input = county(world, {
      code: world.code.cityB,
      mark: `${world.mark}市监`,
      line: "PRICE",
      divisions: ["999999"],
    });
    const error = expectCode(await found(world.as("cityA.administrator"), input), "INVALID_INPUT");
    expect(error.extensions.problems?.map(({ field }) => field)).toEqual(["code", "mark", "line", "divisions"]);
  });

  it("is refused for a code that a bureau of another province has or had", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const { cityB, countyB1, countyB2 } = other.code;
    await succeed(other.as("cityB.administrator"), mergeBureaus, { from: [countyB1], into: countyB2 });
    for (const code of [cityB, countyB1]) {
      expectCode(await found(world.as("cityA.administrator"), county(world, { code })), "INVALID_INPUT", "code");
    }
  });

  it("is refused for a division that lies in another province", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const division = await addDivision(other, "D");
    const input = county(world, { divisions: [division] });
    expectCode(await found(world.as("cityA.administrator"), input), "INVALID_INPUT", "divisions");
  });

  it("gives away no division of a bureau above the administrator", async () => {
    const world = await makeProvince();
    const division = world.code.countyA1.replace(/^T/, "D");
    const parts = { name: `${world.mark}直辖`, level: "COUNTY" as const, isZone: false, validFrom: "2000-01-01" };
    await testDatabase().asSystem("add a division for a test", (tx) =>
      seedDivisions(tx, [{ ...parts, code: division, parent: world.division.province }]),
    );
    const input = county(world, { divisions: [division] });
    expectCode(await found(world.as("cityA.administrator"), input), "INVALID_INPUT", "divisions");
    expect(await founded(world.as("province.administrator"), input)).toMatchObject({ coverage: [{ code: division }] });
  });

  it("is refused beneath a bureau for which a change is planned", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA } = world.code;
    await succeed(caller, renameBureau, { bureau: cityA, name: `${world.mark}改名`, effectiveOn: dayFromToday(3) });
    expectCode(await found(caller, county(world)), "INVALID_INPUT", "parent");
  });

  it("is refused beneath a bureau that has ended", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const { cityA, cityB } = world.code;
    await succeed(caller, mergeBureaus, { from: [cityB], into: cityA });
    expectCode(await found(caller, county(world, { parent: cityB })), "INVALID_INPUT", "parent");
  });

  it("is TOO_LARGE for more than a hundred divisions", async () => {
    const world = await makeProvince();
    const divisions = Array.from({ length: 101 }, (_, index) => String(600_000 + index));
    expectCode(await found(world.as("cityA.administrator"), county(world, { divisions })), "TOO_LARGE", "divisions");
  });

  it("lets one of two at once have the division and the code, and tells the other why not", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const division = await addDivision(world, "D");
    const input = county(world, { divisions: [division] });
    const results = await Promise.all([found(caller, input), found(caller, input)]);
    const refused = results.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(1);
    for (const result of refused) expectCode(result, "INVALID_INPUT", "code");
  });

  it.each([
    ["beside one's own", "countyA1", "county", "cityA"],
    ["under the sister city", "cityA", "county", "cityB"],
    ["under one above", "cityA", "county", "province"],
    ["under the authority of one's centre", "cityACentre", "county", "cityA"],
    ["beside one's own centre", "cityACentre", "centre", "cityA"],
    ["under one's own authority, from a department", "cityAPrice", "county", "cityA"],
    ["under one's own authority, from a street office", "streetA1", "office", "countyA1"],
  ] as const)("is FORBIDDEN %s", async (_, actor, what, parent) => {
    const world = await makeProvince();
    const kinds = {
      county: { kind: "AUTHORITY", level: "COUNTY" },
      centre: { kind: "CENTRE", level: "CITY" },
      office: { kind: "STREET_OFFICE", level: "STREET" },
    };
    const input = county(world, { ...kinds[what], parent: world.code[parent] });
    expectCode(await found(world.as(`${actor}.administrator`), input), "FORBIDDEN");
  });

  it("is FORBIDDEN in another province, and to whoever is not an administrator", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    expectCode(await found(other.as("province.administrator"), county(world)), "FORBIDDEN");
    expectCode(await found(world.as("cityA.supervisor"), county(world)), "FORBIDDEN");
  });

  it("goes over to another superior with the bureau above it, when that is merged later", async () => {
    const world = await makeProvince();
    const caller = world.as("province.administrator");
    const input = county(world);
    await founded(caller, input);
    await succeed(caller, mergeBureaus, { from: [world.code.cityA], into: world.code.cityB });
    expect((await readBureau(caller, input.code)).parent).toEqual({ code: world.code.cityB });
  });

  it("can be split, merged and renamed afterwards like any other", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const input = county(world);
    await founded(caller, input);
    const name = `${world.mark}改名`;
    expect((await send(caller, renameBureau, { bureau: input.code, name })).errors).toBeUndefined();
    await succeed(caller, mergeBureaus, { from: [input.code], into: world.code.countyA1 });
    expect((await readBureau(caller, input.code)).validTo).toBe(dayFromToday());
  });
});
