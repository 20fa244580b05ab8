import { readFile } from "node:fs/promises";

/** Watches how much memory a process holds. */
export interface MemoryWatch {
  /** Stops, and answers by how many bytes it grew at most since the watch began. */
  stop(): Promise<number>;
}

const everyMilliseconds = 50;

/** The resident memory of a process, in bytes. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`the memory of process ${pid} cannot be read`);
  return Number(kilobytes) * 1024;
}

/** Begins to watch the resident memory of a process, several times a second. */
export async function watchMemory(pid: number): Promise<MemoryWatch> {
  const before = await residentMemory(pid);
  let most = before;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    most = Math.max(most, await residentMemory(pid));
  };
  const timer = setInterval(() => {
    looking = look().catch(() => {});
  }, everyMilliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      await look();
      return most - before;
    },
  };
}
