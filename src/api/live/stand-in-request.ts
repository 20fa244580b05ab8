import { IncomingMessage } from "node:http";
import { Socket } from "node:net";

// Made once: a request takes two kilobytes, ten thousand idle connections would keep twenty megabytes of them.
const empty = new IncomingMessage(new Socket());

/**
 * What stands for the request in the exchanges of a WebSocket: it has the two headers by which a caller is known, as the
 * token was presented last, and nothing else of the request by which the WebSocket was opened.
 */
export function standInRequest(token: string, bureau: string | null): IncomingMessage {
  const headers = { authorization: `Bearer ${token}`, ...(bureau === null ? {} : { "lianxin-bureau": bureau }) };
  return Object.create(empty, { headers: { value: headers } });
}
