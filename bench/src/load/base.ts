import type { Sql } from "postgres";
import type { Product } from "../product.js";
import { ensureLogin } from "../server.js";
import { type People, seedWorkforce } from "./people.js";
import { buildTree, type Tree } from "./tree.js";

/** What every database of the benches has: the tree of bureaus, and their people. */
export interface Base {
  tree: Tree;
  people: People;
}

/** Makes an empty database: the product's schema and reference data, the tree of bureaus and their people. */
export async function loadBase(product: Product, url: string, log: (line: string) => void): Promise<Base> {
  log("schema, divisions, dictionaries");
  await product.migrateDatabase(url);
  await ensureLogin(url);
  const database = product.openDatabase({ url, poolSize: 2, statementTimeout: 600_000 });
  try {
    await product.loadReferenceData(database);
    const tree = buildTree(product.readDivisionData());
    log(`tree of ${tree.seeds.length} bureaus, people`);
    await database.asSystem("load the bureaus of a bench", (tx) => product.seedBureaus(tx, tree.seeds));
    return { tree, people: await seedWorkforce(product, database, tree) };
  } finally {
    await database.close(5);
  }
}

/** Notes in a database that it is whole, with what it was made from. */
export async function markLoaded(sql: Sql, seed: number, tickets: number): Promise<void> {
  await sql.unsafe(
    "CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE bench.load (seed int, tickets int, at timestamptz DEFAULT now())",
  );
  await sql`INSERT INTO bench.load (seed, tickets) VALUES (${seed}, ${tickets})`;
  await sql.unsafe("CHECKPOINT");
}

/** Writes lines with the seconds since it was made. */
export function clockedLog(name: string): (line: string) => void {
  const start = performance.now();
  return (line) => console.error(`[${name} ${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s] ${line}`);
}
