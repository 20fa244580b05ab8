import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import * as schema from "../../schema/index.js";
import { placedColumns, placedOnce } from "../../src/modules/jurisdictions/resettlement.store.js";

/** Tables whose places do not follow their bureaus by this list, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  bureaus: "they are the tree itself",
  tickets: "they are moved by ticket-resettlement.store.ts, with the three places of each",
  ticket_facts: "they are moved with their tickets",
  statistic_deltas: "they are folded, and what a reorganisation moves makes new ones",
  statistic_cells: "the fold moves them, by the deltas that a reorganisation makes",
  call_deltas: "they are folded, and what a reorganisation moves makes new ones",
  call_cells: "the fold moves them, by the deltas that a reorganisation makes",
  divisions: "they stand under no bureau",
  audit_entries: "they keep the place of their time",
  outbox_events: "they keep the place of their time",
  event_log: "events keep the place of their time",
  event_witnesses: "events keep the places of their time",
};

describe("a reorganisation", () => {
  it("carries along every column that holds the place of a bureau", () => {
    const tables = Object.values<unknown>(schema).filter((one): one is PgTable => is(one, PgTable));
    const placed = tables.flatMap((table) =>
      Object.values(getTableColumns(table))
        .map(({ name }) => name)
        .filter((name) => name === "county" || name.endsWith("_county"))
        .map((name) => `${getTableName(table)}.${name}`),
    );
    const moved = [...placedColumns, ...placedOnce].map(({ table, county }) => `${getTableName(table)}.${county}`);
    const expected = placed.filter((one) => !((one.split(".")[0] ?? "") in elsewhere));
    expect(moved.filter((one) => !one.endsWith(".null")).sort()).toEqual(expected.sort());
  });
});
