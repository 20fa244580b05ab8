import { describeFault } from "../platform/fault.js";
import type { Logger } from "../platform/log.js";
import { StartupError } from "../platform/startup-error.js";

/**
 * The one line that tells the operator why a program ends.
 *
 * SECURITY: of what is not expected only the name is told; its place goes to the log.
 *
 * @param log gets the description of what is not expected; without one the line stands alone
 */
export function failureLine(error: unknown, log?: Logger): string {
  if (error instanceof StartupError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return `The disk is full (${path ?? code}).`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `The file ${path ?? ""} may not be read or written by this user (${code}).`;
  }
  const fault = describeFault(error);
  log?.fatal(fault, "the program ends");
  const name = fault.error.join(", caused by ") || "an unknown error";
  const state = fault.sqlState === undefined ? "" : ` (SQLSTATE ${fault.sqlState})`;
  return `Unexpected: ${name}${state}.${log === undefined ? "" : " Where it happened stands in the log, at level fatal."}`;
}

/**
 * Runs a command to its end. Whatever it throws becomes one line on standard error and the exit code 1; a stack trace
 * is never printed.
 */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${failureLine(error)}\n`);
    process.exitCode = 1;
  }
}
