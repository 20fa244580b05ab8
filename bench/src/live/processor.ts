import { readFile } from "node:fs/promises";

// Linux counts in hundredths of a second for everybody, whatever its own clock is.
const ticksPerSecond = 100;

/** The processor time that a process has used so far, in milliseconds. */
export async function processorMilliseconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name of the program, in brackets, may hold anything.
  const [, , , , , , , , , , , user, system] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return ((Number(user) + Number(system)) / ticksPerSecond) * 1000;
}
