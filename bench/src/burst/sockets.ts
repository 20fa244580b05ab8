import { connect, type Socket } from "node:net";

/** An answer, as far as a load generator looks at it. */
export interface Answered {
  /** 0 where the connection broke; the body says how then. */
  status: number;
  body: string;
}

/** One connection, with at most one request under way. */
export interface Line {
  /** Sends a request; the answer comes by the callback. */
  send(request: Buffer, answered: (answer: Answered) => void): void;
  close(): void;
}

/** A request under way on a line. */
interface Underway {
  request: Buffer;
  answered: (answer: Answered) => void;
  /** Whether it went out on a connection that had been used before. */
  isReused: boolean;
}

/** Opens a connection that is kept, and opened again where the server closes it. */
export function openLine(host: string, port: number): Line {
  let underway: Underway | null = null;
  let received: Buffer = Buffer.alloc(0);
  let socket: Socket | null = null;
  const finish = (answer: Answered): void => {
    const told = underway;
    underway = null;
    received = Buffer.alloc(0);
    told?.answered(answer);
  };
  const broken = (closed: Socket, how: string): void => {
    if (socket !== closed) return;
    socket = null;
    // The server closed a kept connection just when it was used again: as every HTTP client does, it is tried anew once.
    if (underway?.isReused === true && received.length === 0) write({ ...underway, isReused: false });
    else finish({ status: 0, body: how });
  };
  const open = (): Socket => {
    const opened = connect(port, host).setNoDelay(true);
    opened.on("data", (part: Buffer) => {
      received = received.length === 0 ? part : Buffer.concat([received, part]);
      const answer = readAnswer(received);
      if (answer === null) return;
      if (/\r\nconnection: close\r\n/i.test(received.toString("latin1", 0, 2000))) {
        socket = null;
        opened.destroy();
      }
      finish(answer);
    });
    let how = "closed by the server";
    opened.on("error", (error: NodeJS.ErrnoException) => {
      how = error.code ?? error.message;
    });
    opened.on("close", () => broken(opened, how));
    return opened;
  };
  const write = (sent: Underway): void => {
    underway = sent;
    socket ??= open();
    socket.write(sent.request);
  };
  return {
    send: (request, answered) => write({ request, answered, isReused: socket !== null }),
    close: () => socket?.destroy(),
  };
}

/** Reads an answer when it is whole, else null. */
function readAnswer(received: Buffer): Answered | null {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = received.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    if (received.length < end + 4 + Number(length)) return null;
    return { status, body: received.toString("utf8", end + 4) };
  }
  return received.subarray(-5).toString("latin1") === "0\r\n\r\n"
    ? { status, body: received.toString("utf8", end + 4) }
    : null;
}
