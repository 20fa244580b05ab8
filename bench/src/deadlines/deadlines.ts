import type { Arguments } from "../arguments.js";
import { levels } from "../page/actors.js";
import { type Explained, nodesOf } from "../plans/explain.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import type { Size } from "../settings.js";
import { median } from "../statistics.js";
import { type Computing, measureComputing } from "./computing.js";
import { type ListName, listNames } from "./documents.js";
import { type ListMeasured, measureLists } from "./lists.js";
import { measurePass, type PassMeasured } from "./pass.js";

/** The deadlines bench: computing them, the lists of what is due, and the pass that acts upon them. */
export async function benchDeadlines(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const size: Size = options.sizes?.[0] ?? "10m";
  const isWanted = (part: string): boolean => options.parts?.includes(part) ?? true;
  const computing = isWanted("computing") ? measureComputing(product) : [];
  const pass = isWanted("pass") ? await measurePass(product, server, options) : null;
  const lists = isWanted("lists") ? await measureLists(product, server, size, options) : [];
  const promises = [...computingPromises(computing), ...listPromises(size, lists), ...passPromises(pass)];
  const tables = [
    ...(computing.length === 0 ? [] : [computingTable(computing)]),
    ...(lists.length === 0 ? [] : [listTable(size, lists)]),
    ...(pass === null ? [] : [passTable(pass), claimTable(pass.claims)]),
    promiseTable(promises),
  ];
  const result = { computing, lists, pass, promises };
  await keepResult({ bench: "deadlines", result, tables, isRecorded: options.isRecorded });
}

const computingTable = (computing: readonly Computing[]): string =>
  table(
    ["computing the deadlines of a new ticket", "p50 us", "p99 us", "deadlines"],
    computing.map(({ name, p50, p99, deadlines }) => [name, figure(p50), figure(p99), figure(deadlines)]),
  );

const computingPromises = (computing: readonly Computing[]): string[][] =>
  computing.flatMap(({ name, p50, p99 }) => [
    promise(`a new ticket, ${name}: p50 us`, p50, "at most", 50),
    promise(`a new ticket, ${name}: p99 us`, p99, "at most", 50),
  ]);

function rowOf(lists: readonly ListMeasured[], name: ListName, level: string): ListMeasured | undefined {
  return lists.find((row) => row.list === name && row.level === level);
}

function ratioOf(lists: readonly ListMeasured[], name: ListName, level: string): number {
  return (rowOf(lists, name, level)?.p50 ?? Number.NaN) / (rowOf(lists, "the page", level)?.p50 ?? Number.NaN);
}

function listTable(size: Size, lists: readonly ListMeasured[]): string {
  const rows = levels.flatMap((level) =>
    listNames.map((name) => {
      const row = rowOf(lists, name, level);
      const figures = [row?.requestsPerSecond, row?.p50, row?.p99, ratioOf(lists, name, level)];
      return [`${level}: ${name}`, ...figures.map((value) => figure(value ?? Number.NaN))];
    }),
  );
  return table([`what is due at ${size}`, "req/s", "p50 ms", "p99 ms", "p50 / that of the page"], rows);
}

const listPromises = (size: Size, lists: readonly ListMeasured[]): string[][] =>
  lists.length === 0
    ? []
    : [...levels]
        .reverse()
        .map((level) =>
          promise(`${size}, ${level}: p50 overdue / the page`, ratioOf(lists, "overdue", level), "at most", 1.3),
        );

const passTable = ({ runs, tickets, due }: PassMeasured): string =>
  table(
    [`the pass over ${tickets} open tickets, ${due} due`, "seconds", "of them Node's processor", "nothing due: ms"],
    runs.map((run, round) => [
      `round ${round + 1}`,
      ...[run.seconds, run.processorSeconds, run.idleMilliseconds].map(figure),
    ]),
  );

const passPromises = (pass: PassMeasured | null): string[][] =>
  pass === null
    ? []
    : [
        promise("the pass: seconds", median(pass.runs.map(({ seconds }) => seconds)), "at most", 10),
        promise(
          "the pass: rows that failed",
          pass.runs.reduce((sum, { parked }) => sum + parked, 0),
          "at most",
          0,
        ),
      ];

const claimNames = ["the first batch", "the last batch", "with nothing due"];

/** How the claims of the pass ran: which indexes they read, and what they cost. */
function claimTable(claims: readonly Explained[]): string {
  const rows = claims.map(({ milliseconds, plan }, position) => {
    const read = nodesOf(plan).filter(
      (node) => node["Relation Name"] !== undefined || node["Index Name"] !== undefined,
    );
    const scans = read.map((node) => node["Index Name"] ?? `${node["Node Type"]} ${node["Relation Name"]}`);
    const buffers = (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
    const name = claimNames[position] ?? "";
    return [name, String(plan["Actual Rows"]), String(buffers), figure(milliseconds), [...new Set(scans)].join(", ")];
  });
  return table(["the claim of the pass (EXPLAIN ANALYZE)", "rows", "buffers", "ms", "indexes and tables read"], rows);
}
