import { parseArgs } from "node:util";
import { StartupError } from "../platform/startup-error.js";

/** What a command takes and does, for its `--help`. */
export interface CommandUsage {
  /** How it is called, such as "npm run emit -- [--check]". */
  usage: string;
  /** What it does, in a sentence or two. */
  description: string;
  /** The options that are either there or not, without their dashes, with what each does. */
  flags?: Readonly<Record<string, string>>;
}

/**
 * Reads the arguments of a command and, for `--help`, prints its usage.
 *
 * @param given the arguments after the name of the program
 * @returns the flags that are set; null when only the usage was asked for
 * @throws StartupError for an argument that the command does not take
 */
export function readFlags(given: readonly string[], command: CommandUsage): ReadonlySet<string> | null {
  const flags = { ...command.flags, help: "Print this and do nothing." };
  let values: Record<string, unknown>;
  try {
    const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: "boolean" as const }]));
    values = parseArgs({ args: [...given], options, strict: true, allowPositionals: false }).values;
  } catch {
    const known = Object.keys(flags).map((name) => `--${name}`);
    throw new StartupError(`Unknown argument in "${given.join(" ")}". Usage: ${command.usage} (${known.join(", ")})`);
  }
  if (values.help !== true) return new Set(Object.keys(values));
  const lines = Object.entries(flags).map(([name, text]) => `  --${name.padEnd(10)} ${text}`);
  process.stdout.write(`Usage: ${command.usage}\n\n${command.description}\n\n${lines.join("\n")}\n`);
  return null;
}
