import type { Validation } from "../../platform/validation.js";

/** Notes a number that lies out of its bounds; one that was not given is sound. */
export function checkBounds(
  validation: Validation,
  field: string,
  value: number | null | undefined,
  { least, most }: { least: number; most: number },
): void {
  if (value == null || (value >= least && value <= most)) return;
  validation.add(field, {
    zh: `${field} 应在 ${least} 与 ${most} 之间。`,
    en: `${field} lies between ${least} and ${most}.`,
  });
}
