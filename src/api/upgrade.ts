import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What becomes of requests that ask for another protocol on their connection. */
export interface Upgrading {
  /** Takes a request for a WebSocket. */
  take(request: IncomingMessage, socket: Socket, head: Buffer): void;
}

/** Whether a request asks for a WebSocket, and not for HTTP/2 as some programs do with every first request. */
export function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return (headers.upgrade ?? "").trim().toLowerCase() === "websocket";
}

/**
 * Answers a request as if it had not asked for another protocol, which we may (RFC 9110, section 7.8). Node.js stops to read
 * the connection at such a request: it is begun anew, with the same request but for the headers that asked.
 *
 * SECURITY: the parser has taken the request already, and reads it once more: what is left of it is what came, line by line.
 */
export function continueWithoutUpgrade(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  const { rawHeaders } = request;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (!askingHeaders.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  const isLast = /\bclose\b/i.test(request.headers.connection ?? "");
  if (isLast) lines.push("Connection: close");
  const begun = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  socket.unshift(Buffer.concat([begun, head]));
  server.emit("connection", socket);
}

const askingHeaders: ReadonlySet<string> = new Set(["connection", "http2-settings", "upgrade"]);

/** What a request for a WebSocket that is refused is answered by. The connection ends with the answer. */
export function responseOnSocket(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on("finish", () => socket.destroySoon());
  socket.on("error", () => socket.destroy());
  return response;
}
