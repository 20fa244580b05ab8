import { parseArgs } from "node:util";
import { StartupError } from "../platform/startup-error.js";

/** What a command on the rollups of the statistics takes. */
export interface RollupsArguments {
  /** The code of the only province; null for all. */
  province: string | null;
}

const options = { province: { type: "string" }, help: { type: "boolean" } } as const;

/**
 * Reads the arguments of a command on the rollups; null when only its help was asked for.
 *
 * @param usage how it is called
 * @throws StartupError for an argument that the command does not take
 */
export function readRollupsArguments(given: readonly string[], usage: string): RollupsArguments | null {
  try {
    const { values } = parseArgs({ args: [...given], options, strict: true, allowPositionals: false });
    if (values.help === true) return null;
    const { province = null } = values;
    if (province === null || /^[0-9A-Z]{6}$/.test(province)) return { province };
  } catch {
    // Falls through to the usage.
  }
  throw new StartupError(`Usage: ${usage} (--help says more)`);
}
