import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../src/modules/knowledge/index.js";
import { publish, question, takeStep } from "../api/knowledge/knowing.js";
import { testDatabase } from "../database.js";
import { makeProvince, type Unit, type World } from "../world.js";
import { actorAt, denied, idsIn, stateOf } from "./actors.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const uuidOf = (id: string): string => Buffer.from(id, "base64url").toString("utf8").split(":")[1] ?? "";

const rewrite = async (unit: Unit, id: string): Promise<number> =>
  testDatabase().asActor(await actorAt(world.code[unit]), async (tx) => {
    const changed = await tx.execute(
      sql`UPDATE knowledge_versions SET body = '改过' WHERE document_id = ${id} RETURNING number`,
    );
    return changed.length;
  });

const seenBy = async (unit: Unit, id: string): Promise<number> =>
  testDatabase().asActor(await actorAt(world.code[unit]), async (tx) => {
    return (await idsIn(tx, sql`SELECT document_id AS id FROM knowledge_versions WHERE document_id = ${id}`)).length;
  });

describe("the row policies of knowledge", () => {
  it("let nobody change what was published, its own bureau neither", async () => {
    const id = uuidOf((await publish(world, "cityA", question("不变"))).id);
    for (const unit of ["cityA", "cityACentre", "countyA1", "province", "nation"] as const) {
      expect(await rewrite(unit, id), unit).toBe(0);
    }
  });

  it("show a draft to its own bureau and its units alone, and let nobody else change it", async () => {
    const id = uuidOf((await takeStep(world, "cityA.analyst", "draftKnowledge", question("草稿"))).id);
    expect([await seenBy("cityA", id), await seenBy("cityACentre", id)]).toEqual([1, 1]);
    for (const unit of ["nation", "province", "countyA1", "cityB", "cityBCentre", "streetA1"] as const) {
      expect(await seenBy(unit, id), unit).toBe(0);
      expect(await rewrite(unit, id), unit).toBe(0);
    }
    expect(await rewrite("cityACentre", id)).toBe(1);
  });

  it("let a bureau write for itself alone, whoever stands above it", async () => {
    const id = uuidOf((await publish(world, "cityA", question("原件"))).id);
    const copy = async (unit: Unit) =>
      testDatabase().asActor(await actorAt(world.code[unit]), (tx) =>
        tx.execute(sql`INSERT INTO knowledge_references (province, city, county, bureau, document_id, number, cited,
          cited_number, checked_number) SELECT province, city, county, bureau, document_id, number, document_id, number, number
          FROM knowledge_versions WHERE document_id = ${id}`),
      );
    for (const unit of ["province", "countyA1", "cityAPrice"] as const) {
      expect(await stateOf(copy(unit)), unit).toBe(denied);
    }
    expect(await stateOf(copy("cityA"))).toBeNull();
  });
});

describe("loading the national knowledge", () => {
  it("adds nothing where it was loaded before, in several processes at once", async () => {
    expect(await Promise.all([loadKnowledge(testDatabase()), loadKnowledge(testDatabase())])).toEqual([0, 0]);
  });
});
