import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  entriesInForce,
  loadDictionaries,
  requireEntries,
  requireEntry,
  type WantedEntry,
} from "../../src/modules/dictionaries/index.js";
import { forgetNationalEntries } from "../../src/modules/dictionaries/national-entries.js";
import { actingBureauOf, findBureau } from "../../src/modules/jurisdictions/index.js";
import type { Actor } from "../../src/platform/actor.js";
import type { Transaction } from "../../src/platform/database.js";
import { addEntry } from "../api/dictionaries/entries.js";
import { asSuperuser, type OwnDatabase, ownDatabase, testDatabase } from "../database.js";
import { makeProvince, type World } from "../world.js";

const on = "2026-11-02";

const wanted = (dictionary: WantedEntry["dictionary"], code: string, use: Partial<WantedEntry> = {}): WantedEntry => ({
  dictionary,
  code,
  field: code.toLowerCase(),
  on,
  ...use,
});

async function actorAt(code: string): Promise<Actor> {
  const bureau = await testDatabase().asSystem("find a bureau", (tx) => findBureau(tx, code));
  if (bureau === null) throw new Error("there is no such bureau");
  return { person: null, client: null, bureau: actingBureauOf(bureau), roles: ["OPERATOR"] };
}

/** The same transaction, and how often it was asked to select. */
function counting(tx: Transaction): { tx: Transaction; selects: () => number } {
  let selects = 0;
  const watched = new Proxy(tx, {
    get: (target, name) => {
      if (name === "select") selects += 1;
      return Reflect.get(target, name, target);
    },
  });
  return { tx: watched, selects: () => selects };
}

describe("the entries that an input names", () => {
  let world: World;
  let actor: Actor;
  let today: string;

  beforeAll(async () => {
    world = await makeProvince();
    actor = await actorAt(world.code.countyA1);
    const entry = await addEntry(world.as("cityA.administrator"), {});
    today = entry.validFrom;
    await addEntry(world.as("cityB.administrator"), { code: "SEA_CUCUMBERS" });
  });

  beforeEach(() => {
    forgetNationalEntries();
  });

  const require = (...entries: WantedEntry[]) =>
    testDatabase().asActor(actor, (tx) => requireEntries(tx, actor, entries));

  it("come in the order asked for, the nation's and the bureau's path together", async () => {
    const local = wanted("TOPIC", "HAIRY_CRABS", { on: today });
    const entries = await require(wanted("ISSUE_CLASS", "PRICE"), local, wanted("TOPIC", "MASKS"));
    expect(entries.map(({ code }) => code)).toEqual(["PRICE", "HAIRY_CRABS", "MASKS"]);
  });

  it("take one statement at first, and none while the process holds the nation's", async () => {
    const selects = await testDatabase().asActor(actor, async (plain) => {
      const { tx, selects } = counting(plain);
      const once = async (...entries: WantedEntry[]) => {
        const before = selects();
        await requireEntries(tx, actor, entries);
        return selects() - before;
      };
      return [
        await once(wanted("ISSUE_CLASS", "PRICE"), wanted("TOPIC", "MASKS")),
        await once(wanted("CHANNEL", "PHONE"), wanted("TOPIC", "REFUNDS")),
        await once(wanted("CHANNEL", "PHONE"), wanted("TOPIC", "HAIRY_CRABS", { on: today })),
      ];
    });
    expect(selects).toEqual([1, 0, 1]);
  });

  it("are refused all at once, each with its field", async () => {
    const refused = require(wanted("TOPIC", "NONSENSE"), wanted("TOPIC", "MASKS"), wanted("CHANNEL", "PIGEON"));
    await expect(refused).rejects.toMatchObject({
      code: "INVALID_INPUT",
      detail: { problems: [{ field: "nonsense" }, { field: "pigeon" }] },
    });
  });

  it("are refused with the codes that are allowed", async () => {
    const refused = require(wanted("FEEDBACK_METHOD", "PIGEON"));
    await expect(refused).rejects.toMatchObject({
      text: { en: expect.stringContaining("Allowed are: PHONE, SMS, LETTER, PLATFORM_MESSAGE, IN_PERSON.") },
    });
  });

  for (const [reason, entry] of [
    ["of a sister city", wanted("TOPIC", "SEA_CUCUMBERS")],
    ["before its first day", wanted("TOPIC", "HAIRY_CRABS", { on: "2020-01-01" })],
    ["for another kind of ticket", wanted("ISSUE_CLASS", "DRUGS", { kind: "COMPLAINT" })],
    ["in another dictionary", wanted("ISSUE_CLASS", "MASKS")],
    ["under another order", wanted("REFUSAL_GROUND", "ORDER_20_TIME_BARRED", { regime: "ORDER_121" })],
    ["without an order, for a ground of law", wanted("REFUSAL_GROUND", "ORDER_121_TIME_BARRED")],
  ] as const) {
    it(`are refused ${reason}`, async () => {
      await expect(require(entry)).rejects.toMatchObject({ code: "INVALID_INPUT", detail: { field: entry.field } });
    });
  }

  it("hold a ground of Order 20 for its tickets after that order was repealed", async () => {
    const ground = wanted("REFUSAL_GROUND", "ORDER_20_TIME_BARRED", { regime: "ORDER_20", kind: "COMPLAINT" });
    const entry = await testDatabase().asActor(actor, (tx) => requireEntry(tx, actor, ground));
    expect(entry.article).toBe("15(4)");
  });

  it("are listed for the bureau's own path alone", async () => {
    const entries = await testDatabase().asActor(actor, (tx) => entriesInForce(tx, actor, "TOPIC", today));
    const codes = entries.map(({ code }) => code);
    expect(["MASKS", "HAIRY_CRABS", "SEA_CUCUMBERS"].map((code) => codes.includes(code))).toEqual([true, true, false]);
  });
});

describe("loading the dictionaries", () => {
  let own: OwnDatabase;

  beforeAll(async () => {
    own = await ownDatabase();
  });

  afterAll(async () => {
    await own.drop();
  });

  it("adds nothing where everything is there", async () => {
    expect(await loadDictionaries(own.database)).toBe(0);
  });

  it("adds what is missing", async () => {
    await asSuperuser(own.adminUrl, (query) => query`DELETE FROM dictionary_entries WHERE dictionary = 'CHANNEL'`);
    expect(await loadDictionaries(own.database)).toBe(11);
  });

  it("adds each entry once when two processes load at the same time", async () => {
    await asSuperuser(own.adminUrl, (query) => query`DELETE FROM dictionary_entries WHERE dictionary = 'TOPIC'`);
    const added = await Promise.all([loadDictionaries(own.database), loadDictionaries(own.database)]);
    expect(added.reduce((sum, number) => sum + number, 0)).toBe(17);
  });

  it("leaves an edited entry as it is", async () => {
    const name = await own.database.asSystem("edit an entry", async (tx) => {
      await tx.execute(sql`UPDATE dictionary_entries SET name_english = 'Face masks' WHERE code = 'MASKS'`);
      return "Face masks";
    });
    await loadDictionaries(own.database);
    const rows = await own.database.asSystem("look", (tx) =>
      tx.execute(sql`SELECT name_english FROM dictionary_entries WHERE dictionary = 'TOPIC' AND code = 'MASKS'`),
    );
    expect([...rows]).toEqual([{ name_english: name }]);
  });
});
