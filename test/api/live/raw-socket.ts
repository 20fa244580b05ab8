import { type ClientOptions, WebSocket } from "ws";
import type { Api } from "../../../src/api/server.js";

/** A message of the protocol. */
export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A WebSocket without any client's manners, for what a client must not do. */
export interface RawSocket {
  readonly ws: WebSocket;
  /** Sends a message, or a text as it is. */
  send(message: Message | string): void;
  /** The next message that comes. */
  next(): Promise<Message>;
  /** How it ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** The address of the WebSockets of an API. */
export function socketAddress({ port }: Api): string {
  return `ws://127.0.0.1:${port}/graphql`;
}

/** Opens a WebSocket to an API, and waits until it is open. */
export async function openSocket(
  api: Api,
  { subprotocol = "graphql-transport-ws", ...options }: ClientOptions & { subprotocol?: string | null } = {},
): Promise<RawSocket> {
  const ws = new WebSocket(socketAddress(api), subprotocol === null ? [] : [subprotocol], options);
  const messages: Message[] = [];
  const readers: ((message: Message) => void)[] = [];
  ws.on("message", (data) => {
    const message = JSON.parse(String(data)) as Message;
    const reader = readers.shift();
    if (reader === undefined) messages.push(message);
    else reader(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    ws.once("open", () => resolve());
    ws.once("error", reject);
  });
  ws.on("error", () => {});
  return {
    ws,
    closed,
    send: (message) => ws.send(typeof message === "string" ? message : JSON.stringify(message)),
    next: async () => messages.shift() ?? new Promise((resolve) => readers.push(resolve)),
  };
}

/** Opens a WebSocket that is acknowledged. */
export async function openAcknowledged(api: Api, payload: object, options: ClientOptions = {}): Promise<RawSocket> {
  const socket = await openSocket(api, options);
  socket.send({ type: "connection_init", payload });
  const { type } = await Promise.race([
    socket.next(),
    socket.closed.then(({ code, reason }) => ({ type: `closed with ${code} ${reason}` })),
  ]);
  if (type !== "connection_ack") throw new Error(`not acknowledged: ${type}`);
  return socket;
}
