import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { rowsOfChunk } from "../../src/modules/imports/import.states.js";
import { gql, type Variables } from "../api.js";
import { asSuperuser } from "../database.js";
import { type KillWorld, makeKillWorld } from "./kill-world.js";

/** Five chunks: three are under way when the first is written. */
const rows = 10_000;

const fileOf = (): Buffer =>
  Buffer.from(
    Array.from({ length: rows }, (_, number) =>
      JSON.stringify({
        ...{ 工单编号: `旧-${number}`, 登记时间: "2019-01-24 10:30", 类别: "投诉", 问题类别: "价格", 来源渠道: "来信" },
        ...{
          诉求内容: `口罩价格太贵，第 ${number} 件`,
          办结时间: "2019-02-01",
          处理结果: "调解成功",
          挽回经济损失: "1.00",
        },
      }),
    ).join("\n"),
  );

interface ImportAnswer {
  id: string;
  state: string;
  version: number;
  rows: number;
  goodRows: number;
  ticketsWritten: number;
  suggestedRules: Record<string, unknown>[];
}

const fields = "id state version rows goodRows ticketsWritten suggestedRules { field column }";

describe("an import whose process is killed", () => {
  let world: KillWorld;
  let token: string;

  beforeAll(async () => {
    world = await makeKillWorld();
    token = await world.tokenOf("cityA.analyst");
  }, 60_000);

  afterAll(() => world.end(), 30_000);

  const ask = async <Data>(document: string, variables: Variables): Promise<Data> => {
    const { data, errors } = await gql<Data>(token, document, variables, {}, world.address);
    expect(errors).toBeUndefined();
    return data;
  };

  const read = async (id: string): Promise<ImportAnswer> =>
    (await ask<{ import: ImportAnswer }>(`query ($id: ID!) { import(id: $id) { ${fields} } }`, { id })).import;

  const until = (id: string, state: string): Promise<ImportAnswer> =>
    vi.waitFor(
      async () => {
        const found = await read(id);
        expect(found.state).toBe(state);
        return found;
      },
      { timeout: 150_000, interval: 100 },
    );

  const change = async (name: "checkImport" | "runImport", input: Variables): Promise<void> => {
    const type = name === "checkImport" ? "CheckImportInput" : "RunImportInput";
    await ask(`mutation ($input: ${type}!) { ${name}(input: $input) { import { state } } }`, { input });
  };

  const counted = (what: "chunks" | "tried" | "tickets"): Promise<number> =>
    asSuperuser(world.adminUrl, async (sql) => {
      const [row] =
        what === "tickets"
          ? await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM tickets`
          : what === "chunks"
            ? await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM import_chunks`
            : await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM import_chunks WHERE round = 1`;
      return row?.count ?? 0;
    });

  // What a process had under way when it died is given up for dead after a while, which is not waited for here.
  const giveUp = () =>
    asSuperuser(world.adminUrl, async (sql) => {
      await sql`UPDATE imports SET leased_until = now() WHERE state = 'READING'`;
      await sql`UPDATE pgboss.job SET started_on = now() - interval '1 day' WHERE name = 'imports' AND state = 'active'`;
    });

  const killAfter = async (what: "chunks" | "tried" | "tickets"): Promise<number> => {
    await vi.waitFor(async () => expect(await counted(what)).toBeGreaterThan(0), { timeout: 60_000, interval: 10 });
    expect(await world.killApi()).toBe("SIGKILL");
    const done = await counted(what);
    await giveUp();
    await world.startApi();
    return done;
  };

  test("goes on where it was, and writes nothing twice and leaves nothing out", { timeout: 400_000 }, async () => {
    const file = fileOf();
    const prepared = await ask<{
      prepareImport: {
        import: { id: string };
        upload: { url: string; method: string; headers: { name: string; value: string }[] };
      };
    }>(
      "mutation ($input: PrepareImportInput!) { prepareImport(input: $input) { import { id } upload { url method headers { name value } } } }",
      { input: { idempotencyKey: "import-killed", fileName: "旧.jsonl", format: "JSONL", bytes: file.length } },
    );
    const { import: begun, upload } = prepared.prepareImport;
    const { pathname, search } = new URL(upload.url);
    const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
    const sent = await fetch(`${world.address}${pathname}${search}`, { method: upload.method, headers, body: file });
    expect(sent.status).toBe(201);

    await killAfter("chunks");
    const ready = await until(begun.id, "READ");
    expect(ready.rows).toBe(rows);

    const rules = ready.suggestedRules;
    await change("checkImport", { importId: begun.id, version: ready.version, rules });
    await killAfter("tried");
    const checked = await until(begun.id, "CHECKED");
    expect(checked.goodRows).toBe(rows);

    await change("runImport", { importId: begun.id, version: checked.version, mode: "GOOD_ROWS" });
    expect(await killAfter("tickets")).toBeLessThan(rows);
    expect(await until(begun.id, "DONE")).toMatchObject({ ticketsWritten: rows });

    const [found] = await asSuperuser(
      world.adminUrl,
      (sql) => sql`
        SELECT count(*)::int AS tickets, count(DISTINCT number)::int AS numbers,
          (SELECT count(*)::int FROM ticket_facts) AS facts, (SELECT count(*)::int FROM imported_tickets) AS imported,
          (SELECT sum(recovered_loss)::int FROM ticket_facts) AS recovered,
          (SELECT count(*)::int FROM audit_entries WHERE action = 'import.manage' AND detail ? 'part') AS parts
        FROM tickets`,
    );
    expect(found).toEqual({
      tickets: rows,
      numbers: rows,
      facts: rows,
      imported: rows,
      recovered: rows * 100,
      parts: Math.ceil(rows / rowsOfChunk),
    });
  });
});
