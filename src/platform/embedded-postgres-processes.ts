import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { StartupError } from "./startup-error.js";

/** The search path that every program of the embedded server gets, whatever the operator's own environment says. */
export const PROGRAM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What the system tells about a living process. The start time is undefined where it can't be learned. */
export interface ProcessGlimpse {
  readonly startTime: string | undefined;
  readonly commandLine: string;
}

/**
 * Looks at a process. Returns undefined when there is none with that id, or only a dead one that its parent has not
 * collected yet (usual in containers without an init process): such a process holds nothing any more.
 */
export function glimpseProcess(pid: number): ProcessGlimpse | undefined {
  if (!Number.isInteger(pid) || pid <= 0 || !answersSignal(pid)) return undefined;
  return existsSync("/proc/self/stat") ? glimpseThroughProc(pid) : glimpseThroughPs(pid);
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function glimpseThroughProc(pid: number): ProcessGlimpse | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold blanks and brackets (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { startTime: fields[19], commandLine };
  } catch {
    // Alive, but hidden from us (a /proc mounted with hidepid), or gone in this very moment.
    return answersSignal(pid) ? { startTime: undefined, commandLine: "" } : undefined;
  }
}

function glimpseThroughPs(pid: number): ProcessGlimpse | undefined {
  const columns = ["-ww", "-o", "stat=", "-o", "lstart=", "-o", "command=", "-p", String(pid)];
  const { stdout } = spawnSync("ps", columns, {
    encoding: "utf8",
    env: { PATH: PROGRAM_PATH, LC_ALL: "C", TZ: "UTC" },
  });
  const parts = /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(stdout ?? "");
  if (!parts) return { startTime: undefined, commandLine: "" };
  return parts[1]?.startsWith("Z") ? undefined : { startTime: parts[2], commandLine: `${parts[3]} ` };
}

/** Waits until a process is gone, at most `milliseconds`, and says whether it is. */
export async function waitForExit(pid: number, milliseconds: number): Promise<boolean> {
  const limit = AbortSignal.timeout(milliseconds);
  while (glimpseProcess(pid)) {
    if (limit.aborted) return false;
    await pause(10);
  }
  return true;
}

/**
 * Claims a data directory for this process by a file that names the process and its start time (process ids are used
 * again, pairs of both are not). Returns the function that gives the claim back. Throws a StartupError when the process
 * of an earlier claim is alive; the claim of a dead one is taken over. Runs without giving way to other work, and the
 * claim appears with its content in one step, so that of several newcomers one wins.
 */
export function claimDirectory(directory: string, ownerFile: string): () => void {
  const claim = JSON.stringify({ pid: process.pid, startTime: glimpseProcess(process.pid)?.startTime });
  const draft = `${ownerFile}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, claim, { flag: "wx" });
    while (!linkIfFree(draft, ownerFile)) removeDeadClaim(directory, ownerFile);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readIfThere(ownerFile) === claim) rmSync(ownerFile, { force: true });
  };
}

function linkIfFree(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function removeDeadClaim(directory: string, ownerFile: string): void {
  const claim = readIfThere(ownerFile);
  if (claim === undefined) return;
  const holder = livingHolder(claim);
  if (holder !== undefined) {
    throw new StartupError(`the data directory ${directory} is in use by process ${holder}: stop that process first`);
  }
  const aside = `${ownerFile}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(ownerFile, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  // Another newcomer may have replaced the dead claim between our look and our move: that one gets its file back.
  if (readIfThere(aside) !== claim) linkIfFree(aside, ownerFile);
  rmSync(aside, { force: true });
}

function livingHolder(claim: string): number | undefined {
  let holder: { pid?: unknown; startTime?: unknown };
  try {
    holder = JSON.parse(claim);
  } catch {
    return undefined;
  }
  const seen = typeof holder.pid === "number" ? glimpseProcess(holder.pid) : undefined;
  if (!seen) return undefined;
  const isSame = seen.startTime === undefined || holder.startTime === undefined || seen.startTime === holder.startTime;
  return isSame ? Number(holder.pid) : undefined;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
