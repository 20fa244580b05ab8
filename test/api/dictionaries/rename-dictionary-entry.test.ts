import { beforeEach, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { addEntry, type EntryAnswer, endDocument, nationalEntry, renameDocument } from "./entries.js";

describe("renameDictionaryEntry", () => {
  let world: World;
  let administrator: Caller;
  let entry: EntryAnswer;

  beforeEach(async () => {
    world = await makeProvince();
    administrator = world.as("cityA.administrator");
    entry = await addEntry(administrator, {});
  });

  const rename = (caller: Caller, changes: Record<string, unknown>) =>
    caller.gql<{ renameDictionaryEntry: { entry: EntryAnswer } }>(renameDocument, {
      input: { id: entry.id, ...changes },
    });

  it("changes what is named and leaves the rest", async () => {
    const { data } = await rename(administrator, { nameEnglish: "Mitten crabs" });
    expect(data.renameDictionaryEntry.entry).toEqual({ ...entry, name: "Mitten crabs", nameEnglish: "Mitten crabs" });
  });

  it("changes the place in lists", async () => {
    const { data } = await rename(administrator, { position: 5 });
    expect(data.renameDictionaryEntry.entry.position).toBe(5);
  });

  it("refuses to change nothing", async () => {
    expectCode(await rename(administrator, {}), "INVALID_INPUT", "nameChinese");
  });

  it("refuses an empty name", async () => {
    expectCode(await rename(administrator, { nameChinese: " " }), "INVALID_INPUT", "nameChinese");
  });

  it("refuses an entry that has ended", async () => {
    await administrator.ask(endDocument, { input: { id: entry.id } });
    expectCode(await rename(administrator, { nameEnglish: "Crabs" }), "INVALID_INPUT", "id");
  });

  it("is FORBIDDEN to an administrator beneath, who sees the entry", async () => {
    expectCode(await rename(world.as("countyA1.administrator"), { nameEnglish: "Crabs" }), "FORBIDDEN");
  });

  it("is FORBIDDEN to a department of the same city", async () => {
    expectCode(await rename(world.as("cityAPrice.administrator"), { nameEnglish: "Crabs" }), "FORBIDDEN");
  });

  it("is NOT_FOUND for the administrator of the sister city", async () => {
    expectCode(await rename(world.as("cityB.administrator"), { nameEnglish: "Crabs" }), "NOT_FOUND", "id");
  });

  it("is FORBIDDEN to a province for an entry of the nation", async () => {
    const { id } = await nationalEntry(administrator, "TOPIC", "MASKS");
    expectCode(await rename(world.as("province.administrator"), { id, nameEnglish: "Face masks" }), "FORBIDDEN");
  });

  it("is FORBIDDEN to the nation for a ground of law", async () => {
    const nation = world.as("nation.administrator");
    const { id } = await nationalEntry(nation, "TERMINATION_GROUND", "ORDER_121_PERIOD_EXPIRED");
    expectCode(await rename(nation, { id, nameEnglish: "Too late" }), "FORBIDDEN");
  });
});
