/** The SQLSTATE of a failed statement, wherever the driver and the query builder put it; null for other errors. */
export function sqlState(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string" && /^[0-9A-Z]{5}$/.test(current.code)) {
      return current.code;
    }
  }
  return null;
}

/** Whether a statement failed only because one before it in its transaction did: what PostgreSQL answers to all that follow. */
export function isConsequence(error: unknown): boolean {
  return sqlState(error) === "25P02";
}
