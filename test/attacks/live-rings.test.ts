import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import type { DeliveryParts } from "../../src/api/live/delivery.js";
import { startHub } from "../../src/api/live/hub.js";
import { createLogger } from "../../src/platform/log.js";
import { createNatsDoorbell } from "../../src/platform/nats-doorbell.js";

const log = createLogger("fatal", process.stderr);

describe("somebody on the bus who rings without end", () => {
  it("makes the log be looked at a few hundred times a second at most", async () => {
    let looks = 0;
    const asSystem = async () => {
      looks += 1;
      return { oldest: 1, latest: 1 };
    };
    let ring = (): void => {};
    const listen = (onRing: () => void) => {
      ring = onRing;
      return () => {};
    };
    const parts = { database: { asSystem }, log } as unknown as DeliveryParts;
    const hub = startHub(parts, { listen, close: async () => {} });
    const since = performance.now();
    await vi.waitUntil(
      () => {
        ring();
        return performance.now() - since > 300;
      },
      { interval: 0, timeout: 10_000 },
    );
    hub.stop();
    const milliseconds = performance.now() - since;
    expect(looks).toBeGreaterThan(1);
    expect(looks).toBeLessThanOrEqual(milliseconds / 4 + 2);
  });
});

/** A server that says it is NATS and encrypts nothing: what it was told, when the first connection has said something or ended. */
async function toldInTheClear(scheme: "nats" | "tls"): Promise<string> {
  const sockets = new Set<Socket>();
  let heard = (_text: string): void => {};
  const told = new Promise<string>((resolve) => {
    heard = resolve;
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = "";
    socket.on("data", (piece) => {
      text += String(piece);
      heard(text);
    });
    socket.on("error", () => {});
    socket.on("close", () => heard(text));
    socket.write(`INFO ${JSON.stringify({ server_id: "x", version: "2.10.0", proto: 1, max_payload: 1024 })}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const bell = createNatsDoorbell(`${scheme}://somebody:secret@127.0.0.1:${port}`, log);
  const text = await told;
  await bell.close();
  for (const socket of sockets) socket.destroy();
  server.close();
  return text;
}

describe("whoever stands in the place of the bus and encrypts nothing", () => {
  it("is told no password, where encryption was asked for", async () => {
    expect(await toldInTheClear("tls")).toBe("");
  });

  it("is told it where it was not, as within one machine", async () => {
    expect(await toldInTheClear("nats")).toContain("secret");
  });
});
