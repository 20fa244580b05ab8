import type { Running } from "../contestants/processes.js";
import { type MemoryFound, memoryQuestion } from "./probe.js";
import { nextMessage } from "./speaking.js";

/** The flags of Node with which a process can be asked for its memory. */
export const probeFlags: readonly string[] = ["--expose-gc", "--import", new URL("probe.js", import.meta.url).href];

/** Asks a process that was started with these flags for its memory after a full collection. */
export async function memoryOf({ child }: Running): Promise<MemoryFound> {
  child.send(memoryQuestion);
  for (;;) {
    const answer = await nextMessage(child);
    if (typeof answer === "object" && answer !== null && "resident" in answer) return answer as MemoryFound;
  }
}
