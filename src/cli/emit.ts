import "reflect-metadata";
import { chmod, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lexicographicSortSchema, printSchema } from "graphql";
import { levelRoles } from "../../schema/index.js";
import { buildLianxinSchema } from "../api/schema.js";
import { openDatabase } from "../platform/database.js";
import { startEmbeddedPostgres } from "../platform/embedded-postgres.js";
import { migrateDatabase } from "../platform/migrations.store.js";
import { packageRoot } from "../platform/package-root.js";
import { StartupError } from "../platform/startup-error.js";
import { type CatalogueRole, readRoles, readRoutines, readTables } from "./catalogue.store.js";
import { readFlags } from "./command-line.js";
import { type Catalogue, renderDatabase } from "./database-document.js";
import { runCommand } from "./failure.js";

const command = {
  usage: "npm run emit -- [--check]",
  description: `Writes the two contracts from the code: schema/api.graphql, and schema/database.md from a freshly migrated database, which is
made on an embedded server in a temporary folder.`,
  flags: { check: "Write nothing; end with 1 when a file is not what would be written." },
};

const roleNames = [
  "lianxin_api",
  "lianxin_login",
  "lianxin_system",
  ...Object.values(levelRoles).map(({ name }) => name),
];

function describeApi(): string {
  return `${printSchema(lexicographicSortSchema(buildLianxinSchema()))}\n`;
}

async function describeDatabase(): Promise<string> {
  // The server may run as another user, who must be able to enter the folder.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "lianxin-emit-")));
  await chmod(folder, 0o711);
  try {
    const settings = { fsync: "off", full_page_writes: "off", shared_buffers: "16MB" };
    const server = await startEmbeddedPostgres({ dataDirectory: join(folder, "postgres"), settings });
    try {
      await migrateDatabase(server.adminUrl);
      return renderDatabase(await readCatalogue(server.adminUrl));
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readCatalogue(url: string): Promise<Catalogue> {
  const database = openDatabase({ url, poolSize: 2, statementTimeout: 30_000 });
  try {
    return await database.asSystem("describe the schema", async (tx) => {
      const roles: CatalogueRole[] = await readRoles(tx, roleNames);
      return { tables: await readTables(tx), routines: await readRoutines(tx), roles };
    });
  } finally {
    await database.close(5);
  }
}

async function emit(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), command);
  if (flags === null) return;
  const documents = { "schema/api.graphql": describeApi(), "schema/database.md": await describeDatabase() };
  const stale: string[] = [];
  for (const [name, wanted] of Object.entries(documents)) {
    const path = join(packageRoot(), name);
    const found = await readFile(path, "utf8").catch(() => "");
    if (found === wanted) continue;
    stale.push(name);
    if (!flags.has("check")) await writeFile(path, wanted);
  }
  if (!flags.has("check")) {
    process.stdout.write(stale.length === 0 ? "Nothing has changed.\n" : `Written: ${stale.join(", ")}\n`);
  } else if (stale.length > 0) {
    throw new StartupError(`Not fresh: ${stale.join(", ")}. Run \`npm run emit\`, and review what changes.`);
  }
}

await runCommand(emit);
