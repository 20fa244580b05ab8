import { ApplicationError } from "../../platform/errors.js";
import { sqlState } from "../../platform/sql-state.js";

/**
 * What may be kept of an error: its code, else the SQLSTATE of the statement that failed, else the name of its kind.
 *
 * SECURITY: never its message, in which values of rows may stand.
 */
export function errorCodeOf(error: unknown): string {
  if (error instanceof ApplicationError) return error.code;
  const state = sqlState(error);
  if (state !== null) return state;
  return error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "UNKNOWN";
}
