import { beforeEach, describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  addDocument,
  addEntry,
  dictionaryDocument,
  type EntryAnswer,
  endDocument,
  nationalEntry,
  newEntry,
} from "./entries.js";

const dayFromNow = (days: number): string => chinaDay(new Date(systemClock.now().getTime() + days * 86_400_000));

describe("endDictionaryEntry", () => {
  let world: World;
  let administrator: Caller;
  let entry: EntryAnswer;

  beforeEach(async () => {
    world = await makeProvince();
    administrator = world.as("cityA.administrator");
    entry = await addEntry(administrator, {});
  });

  const end = (caller: Caller, changes: Record<string, unknown> = {}) =>
    caller.gql<{ endDictionaryEntry: { entry: EntryAnswer } }>(endDocument, { input: { id: entry.id, ...changes } });

  it("ends an entry today where no day is named, so that it is no longer offered", async () => {
    const { data } = await end(administrator);
    const { dictionary } = await administrator.ask<{ dictionary: EntryAnswer[] }>(dictionaryDocument, {
      name: "TOPIC",
    });
    expect([data.endDictionaryEntry.entry.validTo, dictionary.some(({ code }) => code === entry.code)]).toEqual([
      dayFromNow(0),
      false,
    ]);
  });

  it("keeps an entry until the day named", async () => {
    await end(administrator, { validTo: dayFromNow(3) });
    const offered = async (on: string) => {
      const variables = { name: "TOPIC", on, search: entry.code };
      const { dictionary } = await administrator.ask<{ dictionary: EntryAnswer[] }>(dictionaryDocument, variables);
      return dictionary.length;
    };
    expect([await offered(dayFromNow(2)), await offered(dayFromNow(3))]).toEqual([1, 0]);
  });

  it("lets nobody use the code of an ended entry again", async () => {
    await end(administrator);
    expectCode(await administrator.gql(addDocument, newEntry({})), "INVALID_INPUT", "code");
  });

  it("refuses a day in the past", async () => {
    expectCode(await end(administrator, { validTo: dayFromNow(-1) }), "INVALID_INPUT", "validTo");
  });

  it("refuses an entry that has ended already", async () => {
    await end(administrator);
    expectCode(await end(administrator, { validTo: dayFromNow(5) }), "INVALID_INPUT", "id");
  });

  it("is open to an administrator above", async () => {
    const { data } = await end(world.as("province.administrator"));
    expect(data.endDictionaryEntry.entry.validTo).toBe(dayFromNow(0));
  });

  it("is FORBIDDEN to an administrator beneath, who sees the entry", async () => {
    expectCode(await end(world.as("countyA1.administrator")), "FORBIDDEN");
  });

  it("is NOT_FOUND for the administrator of the sister city", async () => {
    expectCode(await end(world.as("cityB.administrator")), "NOT_FOUND", "id");
  });

  it("is NOT_FOUND for an identifier of something else", async () => {
    expectCode(await end(administrator, { id: toGlobalId("Person", administrator.id) }), "NOT_FOUND", "id");
  });

  it("is FORBIDDEN to the nation for a ground of law", async () => {
    const nation = world.as("nation.administrator");
    const { id } = await nationalEntry(nation, "REFUSAL_GROUND", "ORDER_121_TIME_BARRED");
    expectCode(await end(nation, { id }), "FORBIDDEN");
  });

  it("is FORBIDDEN to a province for an entry of the nation", async () => {
    const { id } = await nationalEntry(administrator, "TOPIC", "MASKS");
    expectCode(await end(world.as("province.administrator"), { id }), "FORBIDDEN");
  });
});
