const assumed = 10;

/**
 * A list as the parameter of a prepared statement (`= ANY`, `unnest`). PostgreSQL keeps one plan for all runs where that
 * seems no dearer than a plan for the values at hand, and for a list it assumes ten of them. A shorter list would look
 * cheaper and be planned anew each time, so it is filled up with its last value, which finds nothing more.
 */
export function listParameter<Value>(values: readonly Value[]): Value[] {
  const last = values.at(-1);
  if (last === undefined) return [];
  return [...values, ...Array.from({ length: Math.max(assumed - values.length, 0) }, () => last)];
}
