import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A running server that is measured. */
export interface Running {
  pid: number;
  child: ChildProcess;
  url: string;
  stop(): Promise<void>;
}

/**
 * The flags of Node that every contestant runs with, ours as `npm start` gives them: with room for what is made for many
 * requests at once, hardly anything of them is looked at twice.
 */
export const youngGeneration: readonly string[] = ["--max-semi-space-size=64"];

/** The contestants beside ours, with the program that runs each. PostGraphile needs Node 22. */
export const rivals = {
  limit: process.execPath,
  mercurius: process.execPath,
  postgraphile: fileURLToPath(new URL("../../../../node_modules/node/bin/node", import.meta.url)),
  usual: process.execPath,
} as const;

/** The name of a contestant beside ours. */
export type Rival = keyof typeof rivals;

/** Starts a contestant on the database of a size, and waits until it listens. */
export async function startRival(name: Rival, databaseUrl: string): Promise<Running> {
  return startServer(rivals[name], new URL(`${name}.js`, import.meta.url), { DATABASE_URL: databaseUrl });
}

/**
 * Starts a server that announces its port as the contestants do, and waits until it listens.
 *
 * @param program the Node that runs it
 * @param flags those of Node; with `--import` of a module the process can be spoken to
 */
export async function startServer(
  program: string,
  file: URL,
  more: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Running> {
  const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...more, PORT: "0" };
  const child = spawn(program, [...youngGeneration, ...flags, fileURLToPath(file)], {
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const port = await saysPort(child);
  return describe(child, `http://127.0.0.1:${port}/graphql`);
}

async function saysPort(child: ChildProcess): Promise<string> {
  let output = "";
  // PostGraphile complains of each column type that it does not know; that is shown only when it ends by itself.
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  child.once("close", (code, signal) => {
    if (code !== 0 && signal !== "SIGTERM") console.error(`a contestant ended with ${code ?? signal}: ${complaints}`);
  });
  child.stdout?.setEncoding("utf8");
  for await (const text of child.stdout ?? []) {
    output += text;
    const port = /listening (\d+)/.exec(output)?.[1];
    if (port !== undefined) {
      child.stdout?.resume();
      return port;
    }
  }
  throw new Error(`the contestant ended before it listened: ${output}${complaints}`);
}

/** A started process as something to measure and to stop. */
export function describe(child: ChildProcess, url: string): Running {
  return {
    pid: child.pid ?? 0,
    child,
    url,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "close");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
