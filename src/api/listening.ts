import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartupError } from "../platform/startup-error.js";

const listenProblems: Record<string, string> = {
  EADDRINUSE: "is taken by another program: stop that one, or set PORT",
  EACCES: "may not be used by this user: set PORT to 1024 or more",
  EADDRNOTAVAIL: "cannot be listened on, since HOST is no address of this machine",
  ENOTFOUND: "cannot be listened on, since the name in HOST is not known",
};

// When a crowd comes at once, the usual 511 are too few: the kernel resets connections that nobody has taken up yet.
const waitingConnections = 4096;

/**
 * Begins to listen.
 *
 * @returns the port, which is another than the given one where that is 0
 * @throws StartupError of one line when the port or the address cannot be used
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = listenProblems[error.code ?? ""];
      reject(problem === undefined ? error : new StartupError(`The port ${port} on ${host} ${problem}.`));
    });
    server.listen({ port, host, backlog: waitingConnections }, resolve);
  });
  server.removeAllListeners("error");
  return (server.address() as AddressInfo).port;
}

/** Takes no more connections, and settles when those that there are have ended; after the time given they are cut. */
export async function drain(server: Server, graceMilliseconds: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(timer);
}

/** The address of a server that listens there, for people on the same machine. */
export function addressOf(host: string, port: number): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  const name = isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
