import { type ActingBureau, nationCode, pathOf, regionOf } from "./actor.js";

/**
 * The one scope of an actor: which rows exist for it. The row policies of the database are built from the same values,
 * and every list, count, look-up, search and export repeats them in its own conditions.
 */
export interface Scope {
  /** The database role whose policies apply. */
  role: `lianxin_${string}`;
  /** Which columns decide sight. */
  reach: "NATION" | "PROVINCE" | "CITY" | "COUNTY" | "UNIT";
  /** The code of the authority for whose region the actor acts. */
  region: string;
  province: string;
  bureau: string;
  /** Set for a department that watches a business line: only that line of the region, and what it holds itself. */
  line: string | null;
  /** The codes from the nation down to the bureau. */
  path: readonly string[];
}

/**
 * The scope of a bureau. Authorities and centres reach their region; a department with a business line reaches that
 * line of its region; other departments and street offices reach what was given to them.
 */
export function scopeOf(bureau: ActingBureau): Scope {
  const isWhole = bureau.kind === "AUTHORITY" || bureau.kind === "CENTRE";
  const line = bureau.kind === "DEPARTMENT" ? bureau.line : null;
  const level = bureau.level === "STREET" ? "COUNTY" : bureau.level;
  const reach = isWhole || line !== null ? level : "UNIT";
  return {
    role: `lianxin_${reach.toLowerCase()}${line === null ? "" : "_line"}`,
    reach,
    region: regionOf(bureau),
    province: bureau.level === "NATION" ? nationCode : bureau.province,
    bureau: bureau.bureau,
    line,
    path: pathOf(bureau),
  };
}

/**
 * The scope of a bureau over what is not a ticket: people, programs, the audit. A centre acts for the region of its
 * authority on tickets alone; of these it has its own.
 */
export function ownScopeOf(bureau: ActingBureau): Scope {
  const scope = scopeOf(bureau);
  return bureau.kind === "CENTRE" ? { ...scope, reach: "UNIT" } : scope;
}
