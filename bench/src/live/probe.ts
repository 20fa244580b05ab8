/** What a process says of its memory after a full collection; bytes. */
export interface MemoryFound {
  resident: number;
  heap: number;
}

/** The question that a process with this probe answers. */
export const memoryQuestion = "memory?";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Loaded into a measured process before its own program (node --expose-gc --import).
process.on("message", async (question: unknown) => {
  if (question !== memoryQuestion) return;
  // V8 gives memory back in its own time: a few collections, with pauses in which pages go back to the system.
  for (let times = 0; times < 4; times += 1) {
    globalThis.gc?.();
    await pause(250);
  }
  const { external, heapUsed, rss } = process.memoryUsage();
  process.send?.({ resident: rss, heap: heapUsed + external } satisfies MemoryFound);
});
