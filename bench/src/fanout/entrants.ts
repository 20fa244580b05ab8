import { type Running, startServer } from "../contestants/processes.js";
import { probeFlags } from "../live/memory.js";
import { nextMessage } from "../live/speaking.js";
import { openWorld, writeEvents } from "../live/world.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";

/** Who fans out. */
export const entrantNames = ["ours", "yoga", "mercurius"] as const;

/** The name of one of them. */
export type EntrantName = (typeof entrantNames)[number];

/** One of them, running. */
export interface Entrant {
  name: EntrantName;
  running: Running;
  tokens: readonly string[];
  /**
   * Makes so many changes at once: of ours they are committed when it settles, of the others published.
   *
   * @param at when they were due, which stands in the answers; now where it is not given
   */
  publish(count: number, at?: Date): Promise<void>;
  stop(): Promise<void>;
}

const ticketsOfOurs = 200;

/** Starts one of them. */
export async function startEntrant(
  product: Product,
  server: BenchServer,
  name: EntrantName,
  isProfiled: boolean,
): Promise<Entrant> {
  if (name !== "ours") return startPeer(name);
  const start = { isProfiled, flags: probeFlags };
  const world = await openWorld(product, server, { start, tickets: ticketsOfOurs });
  return {
    name,
    running: world.ours,
    tokens: world.tokens,
    publish: (count, at) => writeEvents(world.sql, count, at),
    stop: world.stop,
  };
}

async function startPeer(name: Exclude<EntrantName, "ours">): Promise<Entrant> {
  const running = await startServer(process.execPath, new URL(`${name}.js`, import.meta.url), {}, probeFlags);
  const { child, stop } = running;
  const publish = async (count: number, at = new Date()): Promise<void> => {
    child.send({ publish: count, at: at.toISOString() });
    await nextMessage(child);
  };
  return { name, running, tokens: ["nobody asks for it"], publish, stop };
}
