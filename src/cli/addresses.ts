import type { Config } from "../platform/config.js";
import { findRunningServer } from "../platform/running-server.js";

/** What a command on the machine of a server needs to know of it. */
export interface ServerAddresses {
  /** The address of the database; null when no setting names it and no server is running. */
  databaseUrl: string | null;
  /** The issuer of the platform's own tokens. */
  issuer: string;
}

/** Where the database is, and which issuer the server takes tokens of: by the settings, or else by what a running server says. */
export async function findAddresses(config: Config): Promise<ServerAddresses> {
  const running = await findRunningServer(config.dataDirectory);
  const issuer = config.publicUrl ?? running?.publicUrl ?? `http://${config.host}:${config.port}`;
  return { databaseUrl: config.databaseUrl ?? running?.databaseUrl ?? null, issuer };
}
