import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { clientFrame, opcodes, walkFrames } from "./frames.js";

/** What a subscriber asks for. */
export interface Subscription {
  query: string;
  variables: Readonly<Record<string, unknown>>;
}

/** What a subscriber tells of himself. */
export interface Listening {
  /** The operation was sent, after the connection was acknowledged. */
  subscribed(): void;
  /** An answer of the subscription, which stands in the bytes from start to end until this returns. */
  told(bytes: Buffer, start: number, end: number): void;
  /** Nothing more comes: an error of the operation, a close code, or a connection that broke. */
  ended(how: string): void;
}

/** One connection with one subscription. */
export interface Subscriber {
  close(): void;
}

/** What is known of a connection. */
interface Line {
  readonly socket: Socket;
  readonly token: string;
  readonly asked: Subscription;
  readonly listening: Listening;
  stage: "upgrading" | "greeting" | "open" | "over";
  /** The beginning of a frame whose end has not come yet. */
  rest: Buffer;
}

const nextMark = Buffer.from('"type":"next"');
const pingMark = Buffer.from('"type":"ping"');
const endOfHead = Buffer.from("\r\n\r\n");

// All sockets of the process read into the same memory: what is read is looked at before anything else is.
const shared = Buffer.allocUnsafe(256 * 1024);

/**
 * Opens a connection that speaks graphql-transport-ws over a bare socket, and subscribes. Answers are recognised by their
 * bytes and never parsed: the load must cost less than what it measures.
 */
export function openSubscriber(url: URL, token: string, asked: Subscription, listening: Listening): Subscriber {
  const callback = (count: number): boolean => {
    read(line, count);
    return true;
  };
  const socket = connect({
    ...{ host: url.hostname, port: Number(url.port), noDelay: true },
    onread: { buffer: shared, callback },
  });
  const line: Line = { socket, token, asked, listening, stage: "upgrading", rest: Buffer.alloc(0) };
  socket.once("connect", () => socket.write(upgradeRequest(url)));
  socket.on("error", (error) => end(line, error.message));
  socket.on("close", () => end(line, "the connection was cut"));
  return {
    close: () => {
      line.stage = "over";
      socket.destroy();
    },
  };
}

function upgradeRequest({ host, pathname }: URL): string {
  const lines = [
    `GET ${pathname} HTTP/1.1`,
    `host: ${host}`,
    "connection: Upgrade",
    "upgrade: websocket",
    "sec-websocket-version: 13",
    `sec-websocket-key: ${randomBytes(16).toString("base64")}`,
    "sec-websocket-protocol: graphql-transport-ws",
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function end(line: Line, how: string): void {
  if (line.stage === "over") return;
  line.stage = "over";
  line.socket.destroy();
  line.listening.ended(how);
}

function send({ socket }: Line, message: object): void {
  socket.write(clientFrame(opcodes.text, Buffer.from(JSON.stringify(message))));
}

function read(line: Line, count: number): void {
  const { rest } = line;
  const whole = rest.length === 0 ? shared.subarray(0, count) : Buffer.concat([rest, shared.subarray(0, count)]);
  const start = line.stage === "upgrading" ? upgrade(line, whole) : 0;
  const frames = whole.subarray(start);
  const done = line.stage === "upgrading" ? 0 : walkFrames(frames, (...frame) => takeFrame(line, frames, ...frame));
  // The shared memory is written to again: what is not whole yet is copied.
  line.rest = Buffer.from(frames.subarray(done));
}

/** Reads the answer to the request, and says who asks; how many bytes it took. */
function upgrade(line: Line, bytes: Buffer): number {
  const head = bytes.indexOf(endOfHead);
  if (head < 0) return 0;
  if (bytes.toString("latin1", 0, 12) === "HTTP/1.1 101") {
    line.stage = "greeting";
    send(line, { type: "connection_init", payload: { authorization: `Bearer ${line.token}` } });
  } else {
    end(line, bytes.toString("utf8", 0, 300));
  }
  return head + endOfHead.length;
}

function takeFrame(line: Line, bytes: Buffer, opcode: number, start: number, stop: number): void {
  if (line.stage === "over") return;
  if (opcode === opcodes.text) takeText(line, bytes, start, stop);
  else if (opcode === opcodes.ping) line.socket.write(clientFrame(opcodes.pong, bytes.subarray(start, stop)));
  else if (opcode === opcodes.close) end(line, closing(bytes, start, stop));
}

function takeText(line: Line, bytes: Buffer, start: number, stop: number): void {
  if (line.stage === "greeting") {
    greet(line, bytes.toString("utf8", start, stop));
    return;
  }
  const mark = bytes.indexOf(nextMark, start);
  if (mark >= 0 && mark < stop) {
    line.listening.told(bytes, start, stop);
    return;
  }
  const message = bytes.subarray(start, stop);
  if (message.includes(pingMark)) send(line, { type: "pong" });
  else end(line, message.toString("utf8").slice(0, 300));
}

function greet(line: Line, message: string): void {
  if (!message.includes('"connection_ack"')) {
    end(line, message.slice(0, 300));
    return;
  }
  line.stage = "open";
  send(line, { id: "1", type: "subscribe", payload: line.asked });
  line.listening.subscribed();
}

function closing(bytes: Buffer, start: number, stop: number): string {
  return stop - start < 2 ? "closed" : `closed ${bytes.readUInt16BE(start)} ${bytes.toString("utf8", start + 2, stop)}`;
}
