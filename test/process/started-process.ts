import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Compiles the program into a folder of its own, beside which nothing else is built or run. */
export async function buildProgram(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "lianxin-process-")));
  // The embedded server may run as another user, who must be able to enter the folder.
  await chmod(folder, 0o711);
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "package.json"), await readFile(join(root, "package.json")));
  for (const name of ["node_modules", "migrations", "web"]) await symlink(join(root, name), join(folder, name));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const flags = ["-p", join(root, "tsconfig.build.json"), "--outDir", join(folder, "dist"), "--noCheck"];
  execFileSync(process.execPath, [compiler, ...flags, "--incremental", "false", "--tsBuildInfoFile", "null"]);
  return folder;
}

/** A started program and what it has said. */
export interface StartedProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  output(): string;
  errors(): string;
  /** Waits until standard output holds a text that matches; rejects when the process ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for the end: the exit code, or the signal that killed it. */
  ended(): Promise<number | NodeJS.Signals>;
}

/** Starts one of the compiled programs, with these variables and no others. */
export function startProcess(
  folder: string,
  program: string,
  environment: Record<string, string>,
  given: readonly string[] = [],
): StartedProcess {
  const child = spawn(process.execPath, [join(folder, "dist/src", program), ...given], {
    cwd: folder,
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOST: "127.0.0.1", PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const end = once(child, "close").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    child,
    pid: child.pid ?? Number.NaN,
    output: () => output,
    errors: () => errors,
    says: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output);
        if (found !== null) return found;
        const next = once(child.stdout, "data");
        const isOver = await Promise.race([next.then(() => false), end.then(() => true)]);
        if (isOver) throw new Error(`the process ended before it said ${pattern}: ${errors}`);
      }
    },
    ended: () => end,
  };
}
