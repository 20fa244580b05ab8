import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";

/** A request for a WebSocket, with the connection on which it came. */
export interface Handshake {
  request: IncomingMessage;
  socket: Socket;
  /** What came after the request already. */
  head: Buffer;
}

/**
 * Takes requests that ask for another protocol on their connection. All but WebSockets are answered as if they had not asked.
 *
 * @param take takes a request for a WebSocket
 */
export function listenForUpgrades(server: Server, take: (handshake: Handshake) => Promise<void>): void {
  // SECURITY: what comes after the thousandth header would be left out unsaid, such as how long the body is, and the body be
  // read as a request. The size of a head is bounded, and the number of headers with it.
  server.maxHeadersCount = 0;
  const unanswered = new WeakMap<object, Set<ServerResponse>>();
  server.on("request", ({ socket }, response) => {
    const waiting = unanswered.get(socket) ?? new Set();
    unanswered.set(socket, waiting.add(response));
    response.once("close", () => waiting.delete(response));
  });
  server.on("upgrade", (request, socket, head) => {
    if (!(socket instanceof Socket)) throw new TypeError("an HTTP connection is a socket");
    // From here on nobody else listens to it. One that goes on after an answer may come here again.
    if (!socket.listeners("error").includes(cut)) socket.on("error", cut);
    const handshake = { request, socket, head };
    const go = (): void => {
      if (asksForWebSocket(request)) take(handshake).catch(() => socket.destroy());
      else continueWithoutUpgrade(server, handshake);
    };
    afterAnswers(unanswered.get(socket), go, () => !socket.destroyed);
  });
}

/**
 * SECURITY: who sends requests without waiting for the answers gets these in the order of the requests, whatever they ask for:
 * an answer is never taken for that of another request.
 */
function afterAnswers(unanswered: Iterable<ServerResponse> | undefined, go: () => void, isThere: () => boolean): void {
  const [next] = unanswered ?? [];
  if (next === undefined) go();
  else next.once("close", () => isThere() && afterAnswers(unanswered, go, isThere));
}

function cut(this: Socket): void {
  this.destroy();
}

function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return (headers.upgrade ?? "").trim().toLowerCase() === "websocket";
}

const askingHeaders: ReadonlySet<string> = new Set(["connection", "http2-settings", "upgrade"]);

/**
 * Answers a request as if it had not asked for another protocol, which we may (RFC 9110, section 7.8): some programs ask for
 * HTTP/2 with every first request. Node.js stops to read the connection at such a request: it is begun anew, with the same
 * request but for the headers that asked.
 *
 * SECURITY: the parser has taken the request already, and reads it once more. What is left of it is what came, line by line,
 * so that it ends where it would have ended.
 */
function continueWithoutUpgrade(server: Server, { head, request, socket }: Handshake): void {
  const { httpVersion, method, rawHeaders, url } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (!askingHeaders.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  if (/\bclose\b/i.test(request.headers.connection ?? "")) lines.push("Connection: close");
  const begun = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  socket.unshift(Buffer.concat([begun, head]));
  server.emit("connection", socket);
}

/** What refuses a request for a WebSocket. The connection ends with the answer. */
export function responseOnSocket({ request, socket }: Handshake): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on("finish", () => socket.destroySoon());
  return response;
}
