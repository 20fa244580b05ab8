import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { concernsScope, readLog, readLogInScope } from "../../src/modules/events/index.js";
import type { Actor } from "../../src/platform/actor.js";
import type { LoggedEvent, Witness } from "../../src/platform/live-source.js";
import { recordingsOf } from "../../src/platform/record.js";
import { scopeOf } from "../../src/platform/scope.js";
import { write } from "../../src/platform/writing.store.js";
import { testDatabase } from "../database.js";
import { latestPosition, relayNow } from "../events.js";
import { makeProvince, type Unit, unitNames, type World } from "../world.js";
import { actorAt } from "./actors.js";

describe("the event log under a scope", () => {
  let world: World;
  let neighbour: World;
  let actors: Map<Unit, Actor>;

  beforeAll(async () => {
    world = await makeProvince();
    neighbour = await makeProvince();
    actors = new Map(
      await Promise.all(unitNames.map(async (name) => [name, await actorAt(world.code[name])] as const)),
    );
  });

  const lines = [null, null, "PRICE", "FOOD"];

  /** The place of a bureau of either province, with a line or none. */
  const placed = () =>
    fc
      .record({ unit: fc.constantFrom(...unitNames), isHere: fc.boolean(), line: fc.constantFrom(...lines) })
      .map((drawn) => drawn);

  type Drawn = { unit: Unit; isHere: boolean; line: string | null };

  const places = new Map<string, Witness>();
  const placeOf = async ({ isHere, line, unit }: Drawn): Promise<Witness> => {
    const code = (isHere ? world : neighbour).code[unit];
    const known = places.get(code) ?? { ...(await actorAt(code)).bureau, line: null };
    places.set(code, known);
    const { province, city, county, bureau } = known;
    return { province, city, county, bureau, line };
  };

  const tell = async (id: string, main: Drawn, witnesses: readonly Drawn[]): Promise<void> => {
    const { line, ...place } = await placeOf(main);
    const seen: Witness[] = [];
    for (const one of witnesses) seen.push(await placeOf(one));
    const subject = { type: "Test", id, place, line, witnesses: seen };
    const at = new Date("2026-07-01T02:00:00Z");
    const change = { action: "viewer.read", at, requestId: "test", subject, events: [{ type: "test.told" }] };
    await testDatabase().asSystem("a test tells", (tx) => write(tx, recordingsOf([{ actor: { place }, change }])));
  };

  const positions = (events: readonly LoggedEvent[]): number[] =>
    events.filter(({ subjectType }) => subjectType === "Test").map(({ position }) => position);

  it("holds for each bureau exactly the events that a place or a witness of theirs brings into its sight", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ main: placed(), witnesses: fc.array(placed(), { maxLength: 3 }) }), {
          minLength: 10,
          maxLength: 30,
        }),
        async (drawn) => {
          await relayNow();
          const after = await latestPosition();
          for (const [index, { main, witnesses }] of drawn.entries()) await tell(`t${index}`, main, witnesses);
          await relayNow();
          const range = { after, until: await latestPosition(), limit: 10_000 };
          const all = await testDatabase().asSystem("read all", (tx) => readLog(tx, range));
          for (const [unit, actor] of actors) {
            const scope = scopeOf(actor.bureau);
            const expected = all.filter((event) => concernsScope(event, scope));
            const found = await testDatabase().asActor(actor, (tx) => readLogInScope(tx, actor.bureau, range));
            expect(positions(found), unit).toEqual(positions(expected));
            const typed = await testDatabase().asActor(actor, (tx) =>
              readLogInScope(tx, actor.bureau, { ...range, types: ["test.told"] }),
            );
            expect(positions(typed), unit).toEqual(positions(expected));
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  it("is read page by page in its order, nothing twice and nothing left out", async () => {
    await relayNow();
    const after = await latestPosition();
    for (let index = 0; index < 25; index += 1) {
      await tell(`p${index}`, { unit: index % 2 === 0 ? "countyA1" : "countyB1", isHere: true, line: null }, [
        { unit: "countyA2", isHere: true, line: null },
      ]);
    }
    await relayNow();
    const until = await latestPosition();
    const actor = actors.get("cityA");
    if (actor === undefined) throw new Error("nobody there");
    const found: number[] = [];
    for (let place = after; ; ) {
      const from = place;
      const page = await testDatabase().asActor(actor, (tx) =>
        readLogInScope(tx, actor.bureau, { after: from, until, limit: 4 }),
      );
      found.push(...positions(page));
      if (page.length < 4) break;
      place = page.at(-1)?.position ?? until;
    }
    expect(found).toHaveLength(25);
    expect(found).toEqual([...new Set(found)].sort((one, other) => one - other));
  });
});
