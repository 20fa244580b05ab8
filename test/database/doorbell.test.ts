import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { createPostgresDoorbell, type Doorbell } from "../../src/platform/doorbell.js";
import { freePort } from "../../src/platform/embedded-postgres-server.js";
import { createLogger } from "../../src/platform/log.js";
import { createNatsDoorbell } from "../../src/platform/nats-doorbell.js";
import { asSuperuser } from "../database.js";

const log = createLogger("silent");

/** A doorbell whose rings are counted. */
function counted(bell: Doorbell) {
  const rings = { count: 0 };
  const silence = bell.listen(() => {
    rings.count += 1;
  });
  return { rings, silence };
}

const untilMore = (rings: { count: number }, than: number) =>
  vi.waitUntil(() => rings.count > than, { timeout: 10_000, interval: 5 });

describe("the doorbell of PostgreSQL", () => {
  let bell: Doorbell;

  afterEach(() => bell.close());

  const notify = (channel: string) => asSuperuser(inject("adminUrl"), (sql) => sql.notify(channel, "1"));

  it("rings at each commit that notifies, and once when it begins to listen", async () => {
    bell = createPostgresDoorbell(inject("databaseUrl"), "bell_one", log);
    const { rings } = counted(bell);
    await untilMore(rings, 0);
    const before = rings.count;
    await notify("bell_one");
    await untilMore(rings, before);
  });

  it("rings for what it missed after its connection was broken, and goes on", async () => {
    bell = createPostgresDoorbell(inject("databaseUrl"), "bell_two", log);
    const { rings } = counted(bell);
    await untilMore(rings, 0);
    const before = rings.count;
    await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'lianxin doorbell' AND query LIKE '%bell_two%'`,
    );
    await untilMore(rings, before);
    const again = rings.count;
    await notify("bell_two");
    await untilMore(rings, again);
  });

  it("does not ring for who listens no more", async () => {
    bell = createPostgresDoorbell(inject("databaseUrl"), "bell_three", log);
    const first = counted(bell);
    const second = counted(bell);
    await untilMore(first.rings, 0);
    first.silence();
    const [before, other] = [first.rings.count, second.rings.count];
    await notify("bell_three");
    await untilMore(second.rings, other);
    expect(first.rings.count).toBe(before);
  });
});

const hasNats = (() => {
  try {
    execFileSync("nats-server", ["--version"], { env: { PATH: `${process.env.PATH}:/usr/sbin` }, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasNats)("the doorbell of NATS", () => {
  let server: ChildProcess | undefined;
  const bells: Doorbell[] = [];

  const startServer = async (port: number): Promise<void> => {
    const child = spawn("nats-server", ["-a", "127.0.0.1", "-p", String(port)], {
      env: { PATH: `${process.env.PATH}:/usr/sbin` },
      stdio: ["ignore", "ignore", "pipe"],
    });
    server = child;
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    await vi.waitUntil(() => said.includes("Server is ready"), { timeout: 10_000 });
  };

  const stopServer = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
  };

  afterEach(async () => {
    for (const bell of bells.splice(0)) await bell.close();
    await stopServer();
  });

  it("rings in every process when the relay of one rings, and again after the server was away", async () => {
    const port = await freePort();
    await startServer(port);
    const ringer = createNatsDoorbell(`nats://127.0.0.1:${port}`, log);
    const listener = createNatsDoorbell(`nats://127.0.0.1:${port}`, log);
    bells.push(ringer, listener);
    const { rings } = counted(listener);
    const ringUntilHeard = async (): Promise<void> => {
      const before = rings.count;
      await vi.waitUntil(
        () => {
          ringer.ring();
          return rings.count > before;
        },
        { timeout: 20_000, interval: 20 },
      );
    };
    await ringUntilHeard();
    await stopServer();
    await startServer(port);
    await ringUntilHeard();
  });

  it("keeps nobody waiting while its server is away", async () => {
    const bell = createNatsDoorbell(`nats://127.0.0.1:${await freePort()}`, log);
    bells.push(bell);
    const { rings } = counted(bell);
    bell.ring();
    expect(rings.count).toBe(0);
  });
});
