import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createScanner } from "../../../src/platform/virus-scanner.js";

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** Listens as clamd does, and answers a whole content as it is told. */
async function clamd(answer: (content: Buffer, socket: Socket) => string | null): Promise<string> {
  server = createServer((socket) => {
    let received: Buffer = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => {
      received = Buffer.concat([received, piece]);
      const content = contentOf(received);
      const said = content === null ? null : answer(content, socket);
      if (said !== null) socket.end(`${said}\0`);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `tcp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

/** The content of a whole INSTREAM command; null while it is not whole. */
function contentOf(received: Buffer): Buffer | null {
  const command = "zINSTREAM\0";
  expect(received.toString("latin1", 0, Math.min(command.length, received.length))).toBe(
    command.slice(0, received.length),
  );
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > received.length) return null;
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

async function* pieces(...texts: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

test("a content is sent whole, and is clean where the scanner says so", async () => {
  const long = Buffer.alloc(3_000_000, 7);
  let seen: Buffer = Buffer.alloc(0);
  const address = await clamd((content) => {
    seen = content;
    return "stream: OK";
  });
  expect(await createScanner(address).scan(pieces("ab", long, "c"))).toBeNull();
  expect(seen.equals(Buffer.concat([Buffer.from("ab"), long, Buffer.from("c")]))).toBe(true);
});

test("what was found is told by its name", async () => {
  const address = await clamd(() => "stream: Win.Test.EICAR_HDB-1 FOUND");
  expect(await createScanner(address).scan(pieces("x"))).toBe("Win.Test.EICAR_HDB-1");
});

test.each(["INSTREAM size limit exceeded. ERROR", "stream: OK FOUND OK", ""])(
  "an answer that is neither is no verdict: %s",
  async (said) => {
    const address = await clamd(() => said);
    await expect(createScanner(address).scan(pieces("x"))).rejects.toThrow("could not look at it");
  },
);

test("a scanner that hangs up has given no verdict", async () => {
  const address = await clamd((_, socket) => {
    socket.destroy();
    return null;
  });
  await expect(createScanner(address).scan(pieces("x"))).rejects.toThrow(/ended the connection|ECONNRESET|EPIPE/);
});

test("a scanner that is not there has given no verdict", async () => {
  const address = await clamd(() => null);
  server?.close();
  await expect(createScanner(address).scan(pieces("x"))).rejects.toThrow(/ECONNREFUSED|closed before the connection/);
});

const withAdministration = { PATH: `${process.env.PATH}:/usr/sbin` };

const hasClamd = (() => {
  try {
    execFileSync("clamd", ["--version"], { env: withAdministration, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

// The test file of the European Institute for Computer Antivirus Research: harmless, and found by every scanner. It is put
// together here, so that none finds it in this file.
const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("-");

describe.skipIf(!hasClamd)("clamd itself", () => {
  let folder = "";
  let child: ChildProcess | undefined;
  let address = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lianxin-clamd-"));
    // One signature is enough, and needs nothing from the net.
    const signature = `${createHash("md5").update(eicar).digest("hex")}:${eicar.length}:Test.Eicar`;
    await writeFile(join(folder, "test.hdb"), `${signature}\n`);
    const port = await freePort();
    const settings = ["Foreground yes", "TCPAddr 127.0.0.1", `TCPSocket ${port}`, "StreamMaxLength 2M"];
    await writeFile(join(folder, "clamd.conf"), [...settings, `DatabaseDirectory ${folder}`, ""].join("\n"));
    const started = spawn("clamd", ["-c", join(folder, "clamd.conf")], { env: withAdministration });
    child = started;
    let said = "";
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    await vi.waitUntil(() => said.includes("Self checking"), { timeout: 20_000 });
    address = `tcp://127.0.0.1:${port}`;
  }, 30_000);

  afterAll(async () => {
    if (child !== undefined && child.exitCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  test("finds what it knows, in whatever pieces it comes", async () => {
    const scanner = createScanner(address);
    expect(await scanner.scan(pieces(eicar))).toBe("Test.Eicar.UNOFFICIAL");
    expect(await scanner.scan(pieces(...eicar))).toBe("Test.Eicar.UNOFFICIAL");
    expect(await scanner.scan(pieces("a clean text"))).toBeNull();
  });

  test("gives no verdict on what is too long for it", async () => {
    const long = Buffer.alloc(1024 * 1024, 7);
    await expect(createScanner(address).scan(pieces(long, long, long, long, long))).rejects.toThrow(
      /could not look at it|ended the connection|ECONNRESET|EPIPE/,
    );
  });
});

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  await new Promise((resolve) => taken.close(resolve));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}
