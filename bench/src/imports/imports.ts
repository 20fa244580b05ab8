import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import postgres, { type Sql } from "postgres";
import type { Arguments } from "../arguments.js";
import { type Client, openClient } from "../client.js";
import { startOurs } from "../contestants/ours.js";
import { watchMemory } from "../exports/memory.js";
import { loadBase } from "../load/base.js";
import { ensureLoaded, recreate } from "../load/load.js";
import { loginOf } from "../load/people.js";
import { benchActors } from "../page/actors.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { measureCopy } from "./limit.js";
import { type ProcessorTime, watchProcessors } from "./processor-time.js";
import { type Sheet, type SheetFormat, sheetFormats, writeSheet } from "./sheets.js";

const copyDatabase = "lianxin_bench_import";
const usualRows = 200_000;

/** One import, from the announcement of the file to the last ticket. */
interface Run {
  size: Size;
  format: SheetFormat;
  rows: number;
  megabytes: number;
  /** Bringing the file, reading it into chunks, trying it, writing it. */
  uploadSeconds: number;
  readSeconds: number;
  checkSeconds: number;
  runSeconds: number;
  /** What the writing took of the processors. */
  processors: ProcessorTime;
  /** By how many megabytes the process grew. */
  grown: number;
  /** Seconds of the same rows by COPY; null where that was not measured. */
  copySeconds: number | null;
}

/** The imports bench: files of old tickets by the API and the jobs of one process, beside plain COPY. */
export async function benchImports(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const runs: Run[] = [];
  const rows = options.events ?? usualRows;
  for (const size of options.sizes ?? (["empty"] as const)) {
    if (size !== "empty") await ensureLoaded(product, server, size, options.again);
    for (const format of sheetFormats.filter((one) => options.contestants?.includes(one.toLowerCase()) ?? true)) {
      for (let round = 0; round < (options.rounds ?? 1); round += 1) {
        runs.push(await measureOne(product, server, options, { size, format, rows }));
      }
    }
  }
  const promises = runs.map((run) =>
    promise(
      `import of ${run.rows} rows, ${run.format}, at ${run.size}: tickets written a second`,
      ...([run.rows / run.runSeconds, "at least", 5000] as const),
    ),
  );
  const tables = [tableOf(runs), promiseTable(promises)];
  await keepResult({ bench: "imports", result: { runs, promises }, tables, isRecorded: options.isRecorded });
}

type Wanted = Pick<Run, "size" | "format" | "rows">;

async function measureOne(product: Product, server: BenchServer, options: Arguments, wanted: Wanted): Promise<Run> {
  const { format, rows, size } = wanted;
  const sheet = await writeSheet(format, rows, 2018);
  await makeDatabase(product, server, size);
  const ours = await startOurs(product, server.loginUrlOf(copyDatabase), { isProfiled: options.isProfiled });
  const client = openClient(ours.url, 2);
  try {
    const login = loginOf(benchActors.city.region, "SUPERVISOR");
    const token = (await ours.tokensOf([login])).get(login) ?? "";
    const memory = await watchMemory(ours.pid);
    const times = await importSheet(
      { client, token, watch: () => watchProcessors(ours.pid, server.adminUrl(copyDatabase)) },
      format,
      sheet,
      rows,
    );
    const grown = (await memory.stop()) / 1e6;
    client.close();
    await ours.stop();
    const isFirst = format === sheetFormats[0];
    const copySeconds = isFirst ? await measureCopy(server.adminUrl(copyDatabase)) : null;
    return { ...wanted, ...times, megabytes: sheet.bytes / 1e6, grown, copySeconds };
  } finally {
    await ours.stop();
    await onServer(server, (sql) => sql.unsafe(`DROP DATABASE IF EXISTS ${copyDatabase} WITH (FORCE)`));
    await rm(sheet.path, { force: true });
  }
}

/** A database of its own for each import: a copy of a size, or the tree and its people where no tickets are wanted. */
async function makeDatabase(product: Product, server: BenchServer, size: Size): Promise<void> {
  if (size === "empty") {
    await recreate(server, copyDatabase);
    await loadBase(product, server.adminUrl(copyDatabase), () => {});
    return;
  }
  await onServer(server, (sql) => sql.unsafe(`DROP DATABASE IF EXISTS ${copyDatabase} WITH (FORCE)`));
  await onServer(server, (sql) => sql.unsafe(`CREATE DATABASE ${copyDatabase} TEMPLATE ${databaseOf(size)}`));
}

async function onServer(server: BenchServer, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server.adminUrl("lianxin"), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface ImportAnswer {
  id: string;
  state: string;
  version: number;
  failure: string | null;
  rows: number;
  goodRows: number;
  badRows: number;
  ticketsWritten: number;
  suggestedRules: object[];
}

const fields = "id state version failure rows goodRows badRows ticketsWritten suggestedRules { field column }";

type Times = Pick<Run, "uploadSeconds" | "readSeconds" | "checkSeconds" | "runSeconds" | "processors">;

/** Who imports, and what watches what it takes of the processors. */
interface Importing {
  client: Client;
  token: string;
  watch(): Promise<() => Promise<ProcessorTime>>;
}

async function importSheet(
  { client, token, watch }: Importing,
  format: SheetFormat,
  sheet: Sheet,
  rows: number,
): Promise<Times> {
  const ask = async <Data>(query: string, variables: object): Promise<Data> => {
    const { body } = await client.post(token, JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(body) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(`the product refused: ${JSON.stringify(errors)}`);
    return data;
  };
  const input = { idempotencyKey: `bench-${Date.now()}`, fileName: "old", format, bytes: sheet.bytes };
  const { prepareImport } = await ask<{ prepareImport: { import: { id: string }; upload: Upload } }>(
    "mutation ($input: PrepareImportInput!) { prepareImport(input: $input) { import { id } upload { url method headers { name value } } } }",
    { input },
  );
  const { id } = prepareImport.import;
  const until = (state: string) =>
    untilState(
      state,
      async () =>
        (await ask<{ import: ImportAnswer }>(`query ($id: ID!) { import(id: $id) { ${fields} } }`, { id })).import,
    );
  const change = (name: string, more: object) =>
    ask(
      `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { import { id } } }`,
      {
        input: { importId: id, ...more },
      },
    );

  const [uploadSeconds] = await timed(() => bring(prepareImport.upload, sheet));
  const [readSeconds, read] = await timed(() => until("READ"));
  const [checkSeconds, checked] = await timed(async () => {
    await change("checkImport", { version: read.version, rules: read.suggestedRules });
    return until("CHECKED");
  });
  const ends = await watch();
  const [runSeconds, done] = await timed(async () => {
    await change("runImport", { version: checked.version, mode: "GOOD_ROWS" });
    return until("DONE");
  });
  const processors = await ends();
  if (done.ticketsWritten !== rows) throw new Error(`${done.ticketsWritten} of ${rows} rows were imported`);
  return { uploadSeconds, readSeconds, checkSeconds, runSeconds, processors };
}

async function timed<Result>(work: () => Promise<Result>): Promise<[seconds: number, result: Result]> {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1000, result];
}

interface Upload {
  url: string;
  method: string;
  headers: { name: string; value: string }[];
}

async function bring({ headers, method, url }: Upload, { path }: Sheet): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    body: Readable.toWeb(createReadStream(path)) as unknown as BodyInit,
    duplex: "half",
  } as RequestInit);
  if (response.status !== 201) throw new Error(`the file was refused: ${response.status} ${await response.text()}`);
}

async function untilState(state: string, read: () => Promise<ImportAnswer>): Promise<ImportAnswer> {
  for (;;) {
    const found = await read();
    if (found.state === state) return found;
    if (["DONE", "FAILED", "CANCELLED"].includes(found.state)) {
      throw new Error(`the import ended as ${found.state}: ${found.failure}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const tableOf = (runs: readonly Run[]): string =>
  table(
    [
      "import",
      "rows",
      "MB",
      "upload s",
      "read rows/s",
      "dry run rows/s",
      "tickets/s",
      "Node us",
      "PostgreSQL us",
      "COPY tickets/s",
      "grown MB",
    ],
    runs.map((run) => [
      `${run.size}, ${run.format}`,
      String(run.rows),
      ...[run.megabytes, run.uploadSeconds, run.rows / run.readSeconds, run.rows / run.checkSeconds].map(figure),
      figure(run.rows / run.runSeconds),
      ...[run.processors.node, run.processors.postgres].map((seconds) => figure((seconds / run.rows) * 1e6)),
      run.copySeconds === null ? "-" : figure(run.rows / run.copySeconds),
      figure(run.grown),
    ]),
  );
