import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadReferenceData } from "../../src/cli/reference-data.js";
import { migrateDatabase, schemaState } from "../../src/platform/migrations.store.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";

let own: OwnDatabase;

beforeAll(async () => {
  own = await ownDatabase();
});

afterAll(() => own.drop());

async function countRows(): Promise<unknown> {
  return own.database.asSystem("count in a test", async (tx) => [
    ...(await tx.execute(sql`
      SELECT (SELECT count(*)::int FROM divisions) AS divisions, (SELECT count(*)::int FROM dictionary_entries) AS entries`)),
  ]);
}

describe("a migrated database", () => {
  test("is at the schema of this release, and stays there when it is migrated again", async () => {
    await migrateDatabase(own.adminUrl);
    expect(await schemaState(own.database, own.url)).toBe("current");
  });

  test("can be migrated by two processes at once", async () => {
    await Promise.all([migrateDatabase(own.adminUrl), migrateDatabase(own.adminUrl)]);
    expect(await schemaState(own.database, own.url)).toBe("current");
  });

  test("takes the reference data of a release again without adding to it", async () => {
    const before = await countRows();
    await loadReferenceData(own.database);
    expect(await countRows()).toEqual(before);
  });

  test("is ahead of a release that does not know its last migration", async () => {
    await asSuperuser(own.adminUrl, async (admin) => {
      await admin`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of a later release', 9999999999999)`;
    });
    expect(await schemaState(own.database, own.url)).toBe("ahead");
  });
});
