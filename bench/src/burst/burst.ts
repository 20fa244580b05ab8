import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Arguments } from "../arguments.js";
import { startOurs } from "../contestants/ours.js";
import { complaintAt } from "../lifecycle/calls.js";
import { type Desk, openDesks } from "../lifecycle/desks.js";
import { ensureLoaded } from "../load/load.js";
import { pageDocument } from "../page/document.js";
import { residentMegabytes } from "../page/page.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import type { Size } from "../settings.js";
import { median } from "../statistics.js";
import { type GeneratorOrder, keyPlace, type Phase, type Second } from "./generator.js";

const phaseNames = ["calm", "burst", "after"] as const;
const excess = 20;
const calmShare = 0.5;
const calmSeconds = 15;
const afterSeconds = 20;
const desksInAll = 64;

/** The burst bench: many times more than can be served, for minutes, and how soon the calm is back. */
export async function benchBurst(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const size: Size = options.sizes?.[0] ?? "1m";
  await ensureLoaded(product, server, size);
  const ours = await startOurs(product, server.loginUrl(size), { isProfiled: options.isProfiled });
  const generator = fork(fileURLToPath(new URL("generator.js", import.meta.url)));
  const run = async (requests: GeneratorOrder["requests"], phases: readonly Phase[]): Promise<Second[]> => {
    generator.send({ url: ours.url, requests, phases } satisfies GeneratorOrder);
    const [seconds] = (await once(generator, "message")) as [Second[]];
    return seconds;
  };
  try {
    const requests = requestsOf(await openDesks(product, ours, desksInAll));
    const closed = { rate: null, sockets: options.connections ?? 32 };
    const warm = await run(requests, [
      { name: "warm-up", seconds: 3, ...closed },
      { name: "sustainable", seconds: 10, ...closed },
    ]);
    const sustainable = rateOf(warm, "sustainable");
    console.log(`sustainable: ${figure(sustainable)} requests a second`);
    const calm = { rate: sustainable * calmShare, sockets: 256 };
    const seconds = await run(requests, [
      { name: "calm", seconds: calmSeconds, ...calm },
      { name: "burst", rate: sustainable * excess, seconds: options.seconds ?? 180, sockets: 2000 },
      { name: "after", seconds: afterSeconds, ...calm },
    ]);
    const promises = promisesOf(sustainable, seconds);
    const tables = [phaseTable(size, seconds), outcomeTable(seconds), promiseTable(promises)];
    const megabytesOfOurs = await residentMegabytes(ours.pid);
    const result = { size, sustainable, megabytesOfOurs, promises, seconds };
    await keepResult({ bench: "burst", result, tables, isRecorded: options.isRecorded });
  } finally {
    generator.kill();
    await ours.stop();
  }
}

/** Nine readings of a page by all sorts of people for each registration, as an ordinary hour has them. */
function requestsOf(desks: readonly Desk[]): GeneratorOrder["requests"] {
  const page = JSON.stringify({ query: pageDocument });
  const query =
    "mutation Register($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id number state } } }";
  return desks.flatMap(({ county, operator, dispatcher, handler }, serial) => {
    const input = { ...complaintAt({ county, serial }), idempotencyKey: keyPlace };
    const readers = [operator, dispatcher, handler];
    const pages = Array.from({ length: 9 }, (_, place) => ({ token: readers[place % 3] ?? operator, body: page }));
    return [...pages, { token: operator, body: JSON.stringify({ query, variables: { input } }) }];
  });
}

const of = (seconds: readonly Second[], phase: string): Second[] => seconds.filter((second) => second.phase === phase);

const countOf = (seconds: readonly Second[], matches: (outcome: string) => boolean): number =>
  seconds.reduce(
    (sum, { outcomes }) =>
      sum + Object.entries(outcomes).reduce((part, [outcome, count]) => part + (matches(outcome) ? count : 0), 0),
    0,
  );

const rateOf = (seconds: readonly Second[], phase: string): number => {
  const own = of(seconds, phase);
  return countOf(own, (outcome) => outcome === "200") / own.length;
};

/** The seconds after the burst until three in a row are as calm as before: within half more, or 5 and 20 ms more. */
function secondsToCalm(seconds: readonly Second[]): number {
  const calm = of(seconds, "calm").slice(3);
  const p50 = median(calm.map((second) => second.p50));
  const p99 = median(calm.map((second) => second.p99));
  const after = of(seconds, "after");
  const isCalm = (second: Second | undefined): boolean =>
    second !== undefined &&
    second.p50 <= Math.max(p50 * 1.5, p50 + 5) &&
    second.p99 <= Math.max(p99 * 1.5, p99 + 20) &&
    Object.keys(second.outcomes).every((outcome) => outcome === "200");
  const first = after.findIndex((_, place) => [0, 1, 2].every((ahead) => isCalm(after[place + ahead])));
  return first < 0 ? Number.POSITIVE_INFINITY : first;
}

function phaseTable(size: Size, seconds: readonly Second[]): string {
  const rows = phaseNames.map((phase) => {
    const own = of(seconds, phase);
    const sent = countOf(own, () => true) / own.length;
    const arrived = sent + own.reduce((sum, { unsent }) => sum + unsent, 0) / own.length;
    const middle = (pick: (second: Second) => number): number => median(own.map(pick).filter(Number.isFinite));
    const times = [middle(({ p50 }) => p50), middle(({ p99 }) => p99)];
    return [phase, ...[arrived, sent, rateOf(seconds, phase), ...times].map(figure)];
  });
  return table([`burst at ${size}`, "due a second", "sent a second", "served a second", "p50 ms", "p99 ms"], rows);
}

function outcomeTable(seconds: readonly Second[]): string {
  const kinds = [...new Set(seconds.flatMap(({ outcomes }) => Object.keys(outcomes)))].sort();
  const countIn = (phase: string, kind: string): number => countOf(of(seconds, phase), (outcome) => outcome === kind);
  const rows = phaseNames.map((phase) => [phase, ...kinds.map((kind) => String(countIn(phase, kind)))]);
  return table(["answers", ...kinds], rows);
}

function promisesOf(sustainable: number, seconds: readonly Second[]): string[][] {
  const failures = countOf(seconds, (outcome) => /^5|^broken/.test(outcome));
  const burst = of(seconds, "burst");
  const sent = countOf(burst, () => true) / burst.length;
  return [
    promise("5xx and broken connections", failures, "at most", 0),
    promise("seconds until calm", secondsToCalm(seconds), "at most", 5),
    promise("sent / sustainable", sent / sustainable, "at least", 1),
  ];
}
