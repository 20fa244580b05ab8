import { sqlState } from "./sql-state.js";

/** What may be written of an unexpected error. */
export interface Fault {
  /** The names of the error and of its causes, from the outside in. */
  error: string[];
  sqlState?: string;
  /** The constraint of the database that was broken. */
  constraint?: string;
  /** Where it was thrown. */
  stack: string[];
}

const mostFrames = 30;

/**
 * Describes an unexpected error for the log.
 *
 * SECURITY: never its message: the query builder writes the statement's parameters into it, and a parser the text.
 */
export function describeFault(error: unknown): Fault {
  const fault: Fault = { error: [], stack: [] };
  for (let current = error; current instanceof Error; current = current.cause) {
    fault.error.push(current.name === "Error" ? current.constructor.name : current.name);
    if ("constraint_name" in current && typeof current.constraint_name === "string") {
      fault.constraint = current.constraint_name;
    }
    if (fault.stack.length === 0) fault.stack = framesOf(current);
  }
  const state = sqlState(error);
  return state === null ? fault : { ...fault, sqlState: state };
}

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? "").split("\n");
  return lines.filter((line) => line.startsWith("    at ")).slice(0, mostFrames);
}
