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

const nextMark = Buffer.from('"type":"next"');
const endOfHead = Buffer.from("\r\n\r\n");

// All sockets of the process read into the same memory: what is read is looked at before anything else is.
const shared = Buffer.allocUnsafe(256 * 1024);

/**
 * Opens a connection that speaks graphql-transport-ws over a bare socket, and subscribes. Answers are recognised by their
 * bytes and never parsed: the load must cost less than what it measures.
 */
export function openSubscriber(url: URL, token: string, asked: Subscription, listening: Listening): Subscriber {
  const state = { stage: "upgrading" as "upgrading" | "greeting" | "open" | "over", rest: Buffer.alloc(0) };
  const end = (how: string): void => {
    if (state.stage === "over") return;
    state.stage = "over";
    socket.destroy();
    listening.ended(how);
  };
  const send = (message: object): void =>
    void socket.write(clientFrame(opcodes.text, Buffer.from(JSON.stringify(message))));
  const greet = (message: string): void => {
    if (!message.includes('"connection_ack"')) return end(message.slice(0, 300));
    state.stage = "open";
    send({ id: "1", type: "subscribe", payload: asked });
    listening.subscribed();
  };
  const onFrame = (bytes: Buffer, opcode: number, start: number, stop: number): void => {
    if (opcode === opcodes.ping) socket.write(clientFrame(opcodes.pong, Buffer.from(bytes.subarray(start, stop))));
    if (opcode === opcodes.close) end(closing(bytes, start, stop));
    if (opcode !== opcodes.text) return;
    if (state.stage === "greeting") return greet(bytes.toString("utf8", start, stop));
    const mark = bytes.indexOf(nextMark, start);
    if (mark >= 0 && mark < stop) return listening.told(bytes, start, stop);
    const other = bytes.toString("utf8", start, stop);
    if (other.includes('"type":"ping"')) send({ type: "pong" });
    else end(other.slice(0, 300));
  };
  const read = (count: number): void => {
    const { rest } = state;
    const bytes = rest.length === 0 ? shared : Buffer.concat([rest, shared.subarray(0, count)]);
    const length = rest.length + count;
    let done = 0;
    if (state.stage === "upgrading") {
      const head = bytes.subarray(0, length).indexOf(endOfHead);
      if (head >= 0) {
        done = head + 4;
        const isTaken = bytes.toString("latin1", 0, 12) === "HTTP/1.1 101";
        if (!isTaken) return end(bytes.toString("utf8", 0, Math.min(length, 300)));
        state.stage = "greeting";
        send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
      }
    }
    if (state.stage !== "upgrading") {
      const frames = bytes.subarray(done, length);
      done += walkFrames(frames, frames.length, (...frame) => state.stage !== "over" && onFrame(frames, ...frame));
    }
    // The shared memory is written to again: what is not whole yet is copied.
    state.rest = Buffer.from(bytes.subarray(done, length));
  };
  const socket: Socket = connect({
    host: url.hostname,
    port: Number(url.port),
    noDelay: true,
    onread: {
      buffer: shared,
      callback: (count) => {
        read(count);
        return true;
      },
    },
  });
  socket.once("connect", () => socket.write(upgradeRequest(url)));
  socket.on("error", (error) => end(error.message));
  socket.on("close", () => end("the connection was cut"));
  return {
    close: () => {
      state.stage = "over";
      socket.destroy();
    },
  };
}

function upgradeRequest({ host, pathname }: URL): string {
  const key = randomBytes(16).toString("base64");
  return `GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`;
}

function closing(bytes: Buffer, start: number, end: number): string {
  return end - start < 2 ? "closed" : `closed ${bytes.readUInt16BE(start)} ${bytes.toString("utf8", start + 2, end)}`;
}
