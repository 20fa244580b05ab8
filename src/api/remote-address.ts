import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * The address that a request came from.
 *
 * SECURITY: anybody can write X-Forwarded-For. Only what our own proxies have added counts: each adds the address that it
 * saw at the end, so of n proxies the n-th entry from the end is the caller. With no proxies, with fewer entries than
 * proxies, or with an entry that is no address, it is the address of the connection.
 *
 * @param trustedProxies how many proxies of ours stand in a row before this process
 * @returns null when the connection is gone
 */
export function remoteAddressOf(request: IncomingMessage, trustedProxies: number): string | null {
  const direct = request.socket.remoteAddress ?? null;
  if (trustedProxies === 0) return direct;
  const header = request.headers["x-forwarded-for"];
  const entries = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",").map((entry) => entry.trim());
  const entry = entries.at(-trustedProxies) ?? "";
  return isIP(entry) === 0 ? direct : entry;
}
