import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";

/** A server of OpenStack Swift, which speaks the protocol of S3, with an empty account. */
export interface SwiftServer {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  stop(): Promise<void>;
}

const python = "/usr/bin/python3";

/** Whether Swift is installed, as Debian packages it. */
export const hasSwift = (() => {
  try {
    execFileSync(python, ["-c", "import swift.proxy, swift.account, swift.container, swift.obj"], { stdio: "ignore" });
    execFileSync("swift-proxy-server", ["--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

const kinds = ["account", "container", "object"] as const;

/** Says which server keeps what: one of each kind, on one device, one copy of everything. */
const rings = `
import sys
from swift.common.ring import RingBuilder
folder, *ports = sys.argv[1:]
for kind, port in zip(("account", "container", "object"), ports):
    builder = RingBuilder(1, 1, 1)
    builder.add_dev(dict(id=0, region=1, zone=1, weight=1, ip="127.0.0.1", port=int(port), device="d1", meta="",
        replication_ip="127.0.0.1", replication_port=int(port)))
    builder.rebalance()
    builder.get_ring().save(f"{folder}/{kind}.ring.gz")
`;

/** Starts Swift in a folder of its own. */
export async function startSwift(): Promise<SwiftServer> {
  const folder = await mkdtemp(join(tmpdir(), "lianxin-swift-"));
  await mkdir(join(folder, "devices", "d1"), { recursive: true });
  const ports = await freePorts(4);
  const [proxyPort = 0, ...storagePorts] = ports;
  execFileSync(python, ["-c", rings, folder, ...storagePorts.map(String)]);
  for (const [position, kind] of kinds.entries()) {
    await writeFile(join(folder, `${kind}.conf`), storageSettings(folder, kind, storagePorts[position] ?? 0));
  }
  await writeFile(join(folder, "proxy.conf"), proxySettings(folder, proxyPort));
  const children = [...kinds, "proxy"].map((name) =>
    spawn(`swift-${name}-server`, [join(folder, `${name}.conf`)], { stdio: "ignore" }),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await vi.waitUntil(async () => (await Promise.all(ports.map(isUp))).every(Boolean), {
      timeout: 90_000,
      interval: 200,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${proxyPort}`, accessKeyId: "test:tester", secretAccessKey: "testing", stop };
}

function settingsOf(folder: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = root
swift_dir = ${folder}
log_address = ${folder}/no-log
`;
}

function storageSettings(folder: string, kind: string, port: number): string {
  return `${settingsOf(folder, port)}devices = ${folder}/devices
mount_check = false
disable_fallocate = true
[pipeline:main]
pipeline = healthcheck ${kind}-server
[filter:healthcheck]
use = egg:swift#healthcheck
[app:${kind}-server]
use = egg:swift#${kind}
`;
}

const filters = [
  "catch_errors",
  "gatekeeper",
  "healthcheck",
  "listing_formats",
  "bulk",
  "slo",
  "versioned_writes",
  "copy",
];

function proxySettings(folder: string, port: number): string {
  return `${settingsOf(folder, port)}[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth slo versioned_writes copy proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
# Nothing answers there: it remembers nothing, and is asked for all the same.
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
${filters.map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`).join("")}`;
}

async function isUp(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthcheck`)).ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    ports.push(typeof address === "object" ? (address?.port ?? 0) : 0);
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
