import { setTimeout as pause } from "node:timers/promises";
import { quantile } from "../statistics.js";
import { type Answered, type Line, openLine } from "./sockets.js";

/** Some seconds of load at one rate. */
export interface Phase {
  name: string;
  /** Arrivals a second, whatever becomes of those before; null: each socket asks again as soon as it is answered. */
  rate: number | null;
  seconds: number;
  /** How many connections there are at most. */
  sockets: number;
}

/** What the generator is told. */
export interface GeneratorOrder {
  url: string;
  requests: readonly { token: string; body: string }[];
  phases: readonly Phase[];
}

/** What became of the arrivals of one second of a phase. */
export interface Second {
  phase: string;
  second: number;
  /** Arrivals that found every connection busy: the generator could not send them. */
  unsent: number;
  /** Counts by status and error code, such as "200" and "429 OVERLOADED". */
  outcomes: Record<string, number>;
  /** Milliseconds of what was served. */
  p50: number;
  p99: number;
}

/** The place in a body where each request has a key of its own. */
export const keyPlace = "bench-key-000000000000";

/** What happened in one second, while it is still being answered. */
interface Tally {
  phase: string;
  second: number;
  unsent: number;
  outcomes: Record<string, number>;
  served: number[];
}

const codeOf = (body: string): string => /"code":"([A-Z_]+)"/.exec(body)?.[1] ?? "ERROR";

const outcomeOf = ({ status, body }: Answered): string => {
  if (status === 0) return `broken: ${body}`;
  return body.includes('"errors"') ? `${status} ${codeOf(body)}` : String(status);
};

/** Makes the load of all phases, one after another, without a pause between them. */
async function generate({ url, requests, phases }: GeneratorOrder): Promise<Second[]> {
  const { hostname, port, pathname } = new URL(url);
  const made = requests.map(({ token, body }) => requestMaker(hostname, pathname, token, body));
  const lines: Line[] = [];
  const free: Line[] = [];
  const tallies: Tally[] = [];
  let turn = 0;
  const next = (): Buffer => {
    turn = (turn + 1) % made.length;
    return (made[turn] as () => Buffer)();
  };
  for (const phase of phases) {
    while (lines.length < phase.sockets) {
      const line = openLine(hostname, Number(port));
      lines.push(line);
      free.push(line);
    }
    tallies.push(...(await runPhase(phase, free, next)));
  }
  // What was sent last may still be answered.
  for (let waited = 0; free.length < lines.length && waited < 100; waited += 1) await pause(100);
  for (const line of lines) line.close();
  return tallies.map(({ served, ...tally }) => ({ ...tally, p50: quantile(served, 0.5), p99: quantile(served, 0.99) }));
}

function requestMaker(host: string, path: string, token: string, body: string): () => Buffer {
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\n`;
  const whole = Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const place = whole.indexOf(keyPlace);
  if (place < 0) return () => whole;
  let count = Math.floor(Math.random() * 1e11);
  return () => {
    count += 1;
    const copy = Buffer.from(whole);
    copy.write(String(count).padStart(12, "0"), place + keyPlace.length - 12, "latin1");
    return copy;
  };
}

async function runPhase(phase: Phase, free: Line[], next: () => Buffer): Promise<Tally[]> {
  const tallies = Array.from(
    { length: phase.seconds },
    (_, second): Tally => ({ phase: phase.name, second, unsent: 0, outcomes: {}, served: [] }),
  );
  const start = performance.now();
  const end = start + phase.seconds * 1000;
  const tallyAt = (now: number): Tally =>
    tallies[Math.min(phase.seconds - 1, Math.floor((now - start) / 1000))] as Tally;
  const send = (line: Line): void => {
    const sentAt = performance.now();
    const tally = tallyAt(sentAt);
    line.send(next(), (answer) => {
      const outcome = outcomeOf(answer);
      tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
      if (outcome === "200") tally.served.push(performance.now() - sentAt);
      if (phase.rate === null && performance.now() < end) send(line);
      else free.push(line);
    });
  };
  let arrived = 0;
  for (let now = start; now < end; now = performance.now()) {
    const due = phase.rate === null ? arrived + free.length : Math.floor(((now - start) / 1000) * phase.rate);
    for (; arrived < due; arrived += 1) {
      const line = free.pop();
      if (line === undefined) tallyAt(now).unsent += 1;
      else send(line);
    }
    await pause(1);
  }
  return tallies;
}

process.on("message", async (order: GeneratorOrder) => {
  const seconds = await generate(order);
  process.send?.(seconds);
});
