import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectFolder } from "./product.js";
import { resultsFolder } from "./settings.js";

/** A number for people: three places that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "-";
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** A table in Markdown, padded so that it reads well in a terminal too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Whether a figure was reached, as a row of a table. */
export function promise(name: string, value: number, wanted: "at least" | "at most", limit: number): string[] {
  const isKept = wanted === "at least" ? value >= limit : value <= limit;
  return [name, figure(value), `${wanted} ${limit}`, isKept ? "yes" : "NO"];
}

/** The table of the promises of a bench. */
export const promiseTable = (promises: readonly (readonly string[])[]): string =>
  table(["promise", "measured", "wanted", "kept"], promises);

const revision = (): string =>
  execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: fileURLToPath(projectFolder), encoding: "utf8" }).trim();

/** What a bench hands over to be kept. */
export interface Report {
  bench: string;
  /** The figures, for programs. */
  result: object;
  /** The same in tables, for people. */
  tables: readonly string[];
  /** Whether the tables take the place of those in README.md. */
  isRecorded: boolean;
}

/** Writes the result of a bench in the place of the one before, with the machine and the revision that it is of. */
export async function keepResult({ bench, result, tables, isRecorded }: Report): Promise<void> {
  await mkdir(resultsFolder, { recursive: true });
  const [at, commit] = [new Date().toISOString(), revision()];
  const machine = { cores: cpus().length, processor: cpus()[0]?.model, gigabytes: Math.round(totalmem() / 2 ** 30) };
  const whole = { bench, at, revision: commit, node: process.version, machine, ...result };
  await writeFile(join(resultsFolder, `${bench}.json`), `${JSON.stringify(whole, null, 2)}\n`);
  for (const each of tables) console.log(`\n${each}`);
  console.log(`\nkept in bench/results/${bench}.json`);
  if (!isRecorded) return;
  const measured = `Measured ${at.slice(0, 16).replace("T", " ")} UTC at ${commit}: ${machine.cores} x ${machine.processor}, ${machine.gigabytes} GB, Node ${process.version}.`;
  await replaceInReadme(bench, [measured, ...tables].join("\n\n"));
}

async function replaceInReadme(bench: string, content: string): Promise<void> {
  const file = fileURLToPath(new URL("bench/README.md", projectFolder));
  const text = await readFile(file, "utf8");
  const [open, close] = [`<!-- ${bench} -->`, `<!-- end of ${bench} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`bench/README.md has no place for ${bench}`);
  await writeFile(file, `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`);
  console.log("recorded in bench/README.md");
}
