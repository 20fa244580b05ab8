import postgres from "postgres";
import type { Arguments } from "../arguments.js";
import { type Client, openClient } from "../client.js";
import { type RunningProduct, startOurs } from "../contestants/ours.js";
import { ensureLoaded } from "../load/load.js";
import { loginOf } from "../load/people.js";
import { benchActors } from "../page/actors.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size, sizes } from "../settings.js";
import { median } from "../statistics.js";
import { watchMemory } from "./memory.js";

const formats = ["CSV", "JSONL"] as const;

/** One export, from the request to its last byte. */
interface Run {
  size: Size;
  format: (typeof formats)[number];
  rows: number;
  megabytes: number;
  /** From the answer to the request until the export is done. */
  seconds: number;
  rowsPerSecond: number;
  downloadSeconds: number;
  /** By how much the process grew, in megabytes: while it wrote, and while it sent. */
  grownWriting: number;
  grownSending: number;
}

/** The largest size of which the nation may export all tickets: of a larger one the largest province does. */
const mostOfNation = 5_000_000;

/** The exports bench: a million tickets and more as a file, by the API and the jobs of one process. */
export async function benchExports(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const wanted: readonly Size[] = options.sizes ?? ["1m"];
  const runs: Run[] = [];
  for (const size of wanted) {
    await ensureLoaded(product, server, size, options.again);
    runs.push(...(await measureSize(product, server, size, options)));
  }
  const promises = promisesOf(runs);
  const tables = [tableOf(runs), promiseTable(promises)];
  await keepResult({ bench: "exports", result: { runs, promises }, tables, isRecorded: options.isRecorded });
}

async function measureSize(product: Product, server: BenchServer, size: Size, options: Arguments): Promise<Run[]> {
  const ours = await startOurs(product, server.loginUrl(size), { isProfiled: options.isProfiled });
  const client = openClient(ours.url, 4);
  try {
    const actor = sizes[size] > mostOfNation ? benchActors.province : benchActors.nation;
    const login = loginOf(actor.region, "SUPERVISOR");
    const token = (await ours.tokensOf([login])).get(login) ?? "";
    const runs: Run[] = [];
    // What a process needs once is there before its memory is watched.
    await measureOne(ours, client, token, size, "CSV", { kinds: ["REPORT"], localities: ["UNIDENTIFIED"] });
    for (let round = 0; round < (options.rounds ?? 1); round += 1) {
      for (const format of formats) runs.push(await measureOne(ours, client, token, size, format, {}));
    }
    return runs;
  } finally {
    client.close();
    await ours.stop();
    await throwAway(server.adminUrl(databaseOf(size)));
  }
}

interface ExportAnswer {
  id: string;
  state: string;
  failure: string | null;
  rowsDone: number;
  bytes: number;
}

const fields = "id state failure rowsDone bytes";
const exportDocument = `mutation ($input: ExportTicketsInput!) { exportTickets(input: $input) { export { ${fields} } } }`;
const readDocument = `query ($id: ID!) { export(id: $id) { ${fields} } }`;
const linkDocument = "mutation ($input: CreateExportLinkInput!) { createExportLink(input: $input) { url } }";

async function measureOne(
  { pid }: RunningProduct,
  client: Client,
  token: string,
  size: Size,
  format: Run["format"],
  filter: object,
): Promise<Run> {
  const ask = async <Data>(query: string, variables: object): Promise<Data> => {
    const { body } = await client.post(token, JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(body) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(`the product refused: ${JSON.stringify(errors)}`);
    return data;
  };
  const writing = await watchMemory(pid);
  const input = { format, filter, purpose: "bench" };
  const { exportTickets } = await ask<{ exportTickets: { export: ExportAnswer } }>(exportDocument, { input });
  const start = performance.now();
  const done = await untilDone(async () => {
    const { export: found } = await ask<{ export: ExportAnswer }>(readDocument, { id: exportTickets.export.id });
    return found;
  });
  const seconds = (performance.now() - start) / 1000;
  const grownWriting = await writing.stop();
  const { createExportLink } = await ask<{ createExportLink: { url: string } }>(linkDocument, {
    input: { exportId: done.id },
  });
  const sending = await watchMemory(pid);
  const downloadSeconds = await download(createExportLink.url, done.bytes);
  return {
    ...{ size, format, rows: done.rowsDone, megabytes: done.bytes / 1e6, seconds },
    ...{ rowsPerSecond: done.rowsDone / seconds, downloadSeconds, grownWriting: grownWriting / 1e6 },
    grownSending: (await sending.stop()) / 1e6,
  };
}

async function untilDone(read: () => Promise<ExportAnswer>): Promise<ExportAnswer> {
  for (;;) {
    const found = await read();
    if (found.state === "DONE") return found;
    if (found.state !== "QUEUED" && found.state !== "RUNNING") {
      throw new Error(`the export ended as ${found.state}: ${found.failure}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function download(url: string, bytes: number): Promise<number> {
  const start = performance.now();
  const response = await fetch(url);
  let got = 0;
  for await (const piece of response.body ?? []) got += (piece as Uint8Array).length;
  if (response.status !== 200 || got !== bytes) {
    throw new Error(`the file came with ${response.status} and ${got} of ${bytes} bytes`);
  }
  return (performance.now() - start) / 1000;
}

/** Takes the files of the bench out of the database again, for hundreds of megabytes each. */
async function throwAway(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`DELETE FROM exports`;
    await sql`VACUUM export_parts`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const tableOf = (runs: readonly Run[]): string =>
  table(
    ["export", "rows", "MB", "seconds", "rows/s", "grown MB", "download s", "download MB/s", "grown MB"],
    runs.map((run) => [
      `${run.size}, ${run.format}`,
      String(run.rows),
      ...[run.megabytes, run.seconds, run.rowsPerSecond, run.grownWriting, run.downloadSeconds].map(figure),
      ...[run.megabytes / run.downloadSeconds, run.grownSending].map(figure),
    ]),
  );

const promisesOf = (runs: readonly Run[]): string[][] =>
  [...new Set(runs.map(({ size }) => size))].flatMap((size) => {
    const of = runs.filter((run) => run.size === size);
    const slowest = Math.min(
      ...formats.map((format) =>
        median(of.filter((run) => run.format === format).map(({ rowsPerSecond }) => rowsPerSecond)),
      ),
    );
    const grown = Math.max(...of.flatMap(({ grownSending, grownWriting }) => [grownSending, grownWriting]));
    return [
      promise(`export at ${size}: rows a second`, slowest, "at least", 30_000),
      promise(`export at ${size}: resident memory, grown by MB`, grown, "at most", 100),
    ];
  });
