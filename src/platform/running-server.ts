import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { glimpseProcess } from "./embedded-postgres-processes.js";
import { writeSecretFile } from "./keys.js";

const shape = z.object({
  databaseUrl: z.url(),
  publicUrl: z.url(),
  pid: z.int().positive(),
  /** Process ids are used again, pairs of id and start time are not. */
  startTime: z.string().optional(),
});

/** What a running server says of itself to the commands on the same machine. */
export interface RunningServer {
  /** The address of the database for the login of the API; it holds the password. */
  databaseUrl: string;
  /** The address that clients use, which is the issuer of tokens. */
  publicUrl: string;
  pid: number;
}

const fileIn = (dataDirectory: string): string => join(dataDirectory, "server.json");

/**
 * Writes down where the server of a data directory is, in a file that only its owner may read. The announcement of
 * another process that still runs is left as it is: the later server goes without one.
 *
 * SECURITY: the file holds the password of the database; no server in production may announce itself.
 */
export async function announceServer(dataDirectory: string, server: RunningServer): Promise<void> {
  const other = await findRunningServer(dataDirectory);
  if (other !== null && other.pid !== server.pid) return;
  const announcement = { ...server, startTime: glimpseProcess(server.pid)?.startTime };
  await writeSecretFile(fileIn(dataDirectory), `${JSON.stringify(announcement)}\n`);
}

/** Takes the announcement of the process `pid` back; that of another process stays. */
export async function withdrawServer(dataDirectory: string, pid: number): Promise<void> {
  const announced = await findRunningServer(dataDirectory);
  if (announced?.pid === pid) await rm(fileIn(dataDirectory), { force: true });
}

/**
 * Where the server of a data directory is; null when none was announced, or the one that was has died without taking its
 * announcement back.
 */
export async function findRunningServer(dataDirectory: string): Promise<RunningServer | null> {
  const text = await readFile(fileIn(dataDirectory), "utf8").catch(() => null);
  if (text === null) return null;
  const announced = readAnnouncement(text);
  const seen = announced === null ? undefined : glimpseProcess(announced.pid);
  if (announced === null || seen === undefined) return null;
  const { startTime, ...server } = announced;
  const isSame = startTime === undefined || seen.startTime === undefined || seen.startTime === startTime;
  return isSame ? server : null;
}

function readAnnouncement(text: string): z.infer<typeof shape> | null {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
