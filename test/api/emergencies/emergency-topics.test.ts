import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emergencyTopics } from "../../../src/modules/emergencies/index.js";
import { findActorOf } from "../../../src/modules/identity/index.js";
import type { Variables } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { complaint, consultation, register, staff } from "../tickets/driving.js";
import { masks, run, stepOn } from "./declaring.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-10-20");
  world = await stage.makeProvince();
});

afterAll(() => stage.close());

/** The topics that a new ticket of somebody gets, and how many statements it took to know. */
async function topicsOf(name: PersonName): Promise<readonly string[]> {
  const at = stage.clock.now();
  const { id, bureau } = world.as(name);
  const actor = await world.database.asSystem("an actor for a test", (tx) =>
    findActorOf(tx, { person: id, client: null, bureau }, at),
  );
  if (actor === null) return expect.fail("nobody acts");
  return world.database.asActor(actor, (tx) => emergencyTopics(tx, actor, at));
}

describe("emergencyTopics", () => {
  it("gives the topics in force in the region and above it, each once, and no others", async () => {
    expect(await topicsOf("countyA1.operator")).toEqual([]);
    const city = await run(world.as("cityACentre.head"), "declareEmergency", masks());
    await run(world.as("province.head"), "declareEmergency", masks({ level: "III", topic: "EPIDEMIC" }));
    await run(world.as("countyA1.head"), "declareEmergency", masks({ level: "IV" }));
    await run(world.as("countyA2.head"), "declareEmergency", masks({ topic: null }));
    await run(world.as("zoneA.head"), "declareEmergency", masks({ from: "2026-10-21" }));
    // The gravest comes first.
    expect(await topicsOf("countyA1.operator")).toEqual(["MASKS", "EPIDEMIC"]);
    expect(await topicsOf("cityACentre.operator")).toEqual(["MASKS", "EPIDEMIC"]);
    expect(await topicsOf("cityBCentre.operator")).toEqual(["EPIDEMIC"]);

    await run(world.as("cityACentre.head"), "endEmergency", stepOn(city, { closingWords: "结束" }));
    expect(await topicsOf("countyA2.operator")).toEqual(["EPIDEMIC"]);
    expect(await topicsOf("zoneA.operator")).toEqual(["EPIDEMIC"]);
    stage.goTo("2026-10-21");
    expect(await topicsOf("zoneA.operator")).toEqual(["MASKS", "EPIDEMIC"]);
  });
});

describe("registerTicket", () => {
  it("adds the topics in force to a new ticket, unless the operator leaves them out", async () => {
    const place = await stage.makeProvince();
    await run(place.as("cityACentre.head"), "declareEmergency", masks());
    const { operator } = staff(place);
    const topicsOfNew = async (more: Variables) =>
      (await register(operator, consultation(more))).topics.map(({ code }) => code);
    expect(await topicsOfNew({})).toEqual(["MASKS"]);
    expect(await topicsOfNew({ topics: ["EPIDEMIC", "MASKS"] })).toEqual(["EPIDEMIC", "MASKS"]);
    expect(await topicsOfNew({ withoutEmergencyTopics: true })).toEqual([]);
  });

  it("leaves out what does not fit, which the operator did not choose: no call is lost over it", async () => {
    const place = await stage.makeProvince();
    const topic = `STORM_${place.mark.replace(/[^0-9A-Z]/gi, "").toUpperCase()}`;
    const administrator = place.as("cityA.administrator");
    const { addDictionaryEntry } = await administrator.ask<{ addDictionaryEntry: { entry: { id: string } } }>(
      "mutation ($input: AddDictionaryEntryInput!) { addDictionaryEntry(input: $input) { entry { id } } }",
      { input: { dictionary: "TOPIC", code: topic, nameChinese: "台风", nameEnglish: "Storm", kinds: ["COMPLAINT"] } },
    );
    await run(place.as("cityACentre.head"), "declareEmergency", masks({ topic }));
    const { operator } = staff(place);
    const topicsOfNew = async (entry: Variables) => (await register(operator, entry)).topics.map(({ code }) => code);

    expect(await topicsOfNew(complaint(place))).toContain(topic);
    expect(await topicsOfNew(consultation())).toEqual([]);
    const letter = complaint(place, { channel: "LETTER", receivedAt: "2026-10-10T02:00:00.000Z" });
    expect(await topicsOfNew(letter)).not.toContain(topic);
    const { dictionary } = await operator.ask<{ dictionary: { code: string }[] }>(
      "{ dictionary(name: TOPIC) { code } }",
    );
    const ten = dictionary.flatMap(({ code }) => (code === topic ? [] : [code])).slice(0, 10);
    expect(ten).toHaveLength(10);
    expect(await topicsOfNew(complaint(place, { topics: ten }))).toEqual(ten);
    await administrator.ask(
      "mutation ($input: EndDictionaryEntryInput!) { endDictionaryEntry(input: $input) { entry { id } } }",
      {
        input: { id: addDictionaryEntry.entry.id },
      },
    );
    expect(await topicsOfNew(complaint(place))).not.toContain(topic);
  });
});
