import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeSecretFile } from "./keys.js";

const shape = z.object({ databaseUrl: z.url(), publicUrl: z.url(), pid: z.int().positive() });

/** What a running server says of itself to the commands on the same machine. */
export interface RunningServer {
  /** The address of the database for the login of the API; it holds the password. */
  databaseUrl: string;
  /** The address that clients use, which is the issuer of tokens. */
  publicUrl: string;
  pid: number;
}

const fileIn = (dataDirectory: string): string => join(dataDirectory, "server.json");

/** Writes down where the server of a data directory is, in a file that only its owner may read. */
export async function announceServer(dataDirectory: string, server: RunningServer): Promise<void> {
  await writeSecretFile(fileIn(dataDirectory), `${JSON.stringify(server)}\n`);
}

/** Takes the announcement back, unless another process has made its own since. */
export async function withdrawServer(dataDirectory: string, pid: number): Promise<void> {
  const announced = await findServer(dataDirectory);
  if (announced?.pid === pid) await rm(fileIn(dataDirectory), { force: true });
}

/**
 * Where the server of a data directory is; null when none was announced. A server that was killed leaves its
 * announcement behind: whoever uses it may find that nobody answers.
 */
export async function findServer(dataDirectory: string): Promise<RunningServer | null> {
  try {
    return shape.parse(JSON.parse(await readFile(fileIn(dataDirectory), "utf8")));
  } catch {
    return null;
  }
}
