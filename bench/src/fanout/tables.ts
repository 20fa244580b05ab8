import { figure, promise, table } from "../report.js";
import type { Fanned } from "./fanout.js";

const kilobytes = (bytes: number): string => figure(bytes / 1024);

const oursBeside = (found: readonly Fanned[], { subscribers }: Fanned): Fanned | undefined =>
  found.find((one) => one.name === "ours" && one.subscribers === subscribers);

/** Everything at once. */
export function burstTable(found: readonly Fanned[]): string {
  const rows = found.map((one) => {
    const { burst, name, subscribers } = one;
    const ours = oursBeside(found, one)?.burst.deliveriesPerSecond ?? Number.NaN;
    return [
      name,
      String(subscribers),
      String(burst.deliveries),
      ...[burst.milliseconds, burst.deliveriesPerSecond, burst.processorMicroseconds].map(figure),
      ...[burst.grown / 2 ** 20, burst.waited].map(figure),
      figure(ours / burst.deliveriesPerSecond),
    ];
  });
  const head = [
    "burst",
    "subscribers",
    "deliveries",
    "ms to the last",
    "deliveries a second",
    "us of the server",
    "MB more at most",
    "a query meanwhile ms",
  ];
  return table([...head, "ours / it"], rows);
}

/** At a rate. */
export function steadyTable(found: readonly Fanned[]): string {
  const rows = found.flatMap(({ name, steady, subscribers }) =>
    steady.map(({ crowdShare, due, made, serverShare, tally: { latency } }) => [
      name,
      String(subscribers),
      String(due),
      ...[made, latency.p50, latency.p95, latency.p99, latency.longest, serverShare, crowdShare].map(figure),
    ]),
  );
  const shares = ["a processor: server", "subscribers"];
  return table(
    ["at a rate", "subscribers", "due a second", "made", "p50 ms", "p95 ms", "p99 ms", "longest", ...shares],
    rows,
  );
}

/** Subscribers who are told nothing. */
export function memoryTable(found: readonly Fanned[]): string {
  const rows = found.map(({ memory, name, subscribers }) => [
    name,
    String(subscribers),
    kilobytes(memory.resident),
    kilobytes(memory.heap),
  ]);
  return table(["an idle subscriber", "of", "resident KB", "heap and buffers KB"], rows);
}

// Where a process had more than it needed before, the resident memory grows by less than what was taken.
const largest = ({ heap, resident }: Fanned["memory"]): number => Math.max(heap, resident);

/** What was promised. */
export function promisesOf(found: readonly Fanned[]): string[][] {
  return found
    .filter(({ name }) => name === "ours")
    .flatMap((ours) => {
      const { burst, memory, steady, subscribers } = ours;
      const fast = steady.at(-1);
      const rivals = found.filter((one) => one.name !== "ours" && one.subscribers === subscribers);
      return [
        promise(`${subscribers}: deliveries a second in bursts`, burst.deliveriesPerSecond, "at least", 60_000),
        // With ten thousand, sixty thousand a second are six changes a second, and each takes a sixth of a second.
        ...(fast === undefined || subscribers > 2000
          ? []
          : [promise(`${subscribers}: p99 ms at ${fast.due} a second`, fast.tally.latency.p99, "at most", 100)]),
        ...(subscribers < 10_000
          ? []
          : [promise(`${subscribers}: KB of an idle subscriber`, largest(memory) / 1024, "at most", 20)]),
        ...rivals.map((rival) =>
          promise(
            `${subscribers}: ours / ${rival.name}`,
            burst.deliveriesPerSecond / rival.burst.deliveriesPerSecond,
            "at least",
            2,
          ),
        ),
      ];
    });
}
