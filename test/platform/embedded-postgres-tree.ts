import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { EmbeddedServer } from "../../src/platform/embedded-postgres.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGES = ["postgres", "embedded-postgres", "@embedded-postgres"];

/** Starts the server of the folder argv[2], says so in one line of JSON, and stops it at SIGTERM. */
const CHILD = `
const { startEmbeddedPostgres } = await import(process.argv[1]);
const server = await startEmbeddedPostgres({ dataDirectory: process.argv[2] });
process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));
setInterval(() => {}, 60_000);
process.stdout.write(JSON.stringify(server) + "\\n");
`;

/** A process that runs an embedded server, and what it says of it. */
export interface ServerOwner {
  readonly child: ChildProcess;
  readonly server: Omit<EmbeddedServer, "stop">;
}

/** Makes in `folder` a checkout of its own: the compiled module and copies of the packages that it needs. */
export async function buildTree(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const configuration = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: { rootDir: ROOT, outDir: folder, noCheck: true, types: [] },
    include: [],
    files: [join(ROOT, "src/platform/embedded-postgres.ts")],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder]);
  for (const name of PACKAGES) {
    await cp(join(ROOT, "node_modules", name), join(folder, "node_modules", name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

/** Starts, from such a checkout, a process that starts the server of a data directory, and waits until it is up. */
export async function startOwner(tree: string, dataDirectory: string): Promise<ServerOwner> {
  const moduleUrl = pathToFileURL(join(tree, "src/platform/embedded-postgres.js")).href;
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD, moduleUrl, dataDirectory], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const [line] = await once(child.stdout, "data");
  return { child, server: JSON.parse(String(line)) };
}

/** Sends a signal to an owner and to its whole process group, as a terminal does, and waits for its end. */
export async function endOwner({ child }: ServerOwner, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const ended = once(child, "exit");
  process.kill(-(child.pid ?? Number.NaN), signal);
  await ended;
}

/** The folder that holds the cluster, password and log of a data directory. */
export async function homeOf(dataDirectory: string): Promise<string> {
  const recorded = await readFile(join(dataDirectory, "cluster-location"), "utf8").catch(() => dataDirectory);
  return recorded.trim();
}

/** The process id in the postmaster.pid file of a data directory. */
export async function postmasterOf(dataDirectory: string): Promise<number> {
  const text = await readFile(join(await homeOf(dataDirectory), "cluster", "postmaster.pid"), "utf8");
  return Number.parseInt(text, 10);
}
