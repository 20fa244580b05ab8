import { relationOf } from "../../access/index.js";
import { type ActingBureau, type BureauKind, type BureauLevel, nationCode, type Place } from "../../platform/actor.js";

/** A bureau as it stands in the table, with its place in the tree of today. */
export interface BureauRow {
  code: string;
  kind: BureauKind;
  level: BureauLevel;
  name: string;
  /** The letters that open a document number of this bureau, such as 苏市监. */
  mark: string;
  /** The code of the bureau above; null for the nation. */
  parent: string | null;
  province: string;
  city: string | null;
  county: string | null;
  /** The business line that a department watches (业务条线), such as PRICE. */
  line: string | null;
  /** The first day of the bureau, YYYY-MM-DD in China. */
  validFrom: string;
  /** The first day on which the bureau is no more; null while no end has come. */
  validTo: string | null;
  version: number;
}

/** The place columns of a row that belongs to the bureau, and the place that access rules judge. */
export function placeOf(bureau: BureauRow): Place {
  return { province: bureau.province, city: bureau.city, county: bureau.county, bureau: bureau.code };
}

/** The bureau as the one in which somebody acts; authentication puts it into the actor. */
export function actingBureauOf(bureau: BureauRow): ActingBureau {
  const { kind, level, line, parent } = bureau;
  return { ...placeOf(bureau), kind, level, line, parent };
}

/** Whether something with these days of validity is in force on a day; the end itself no longer counts. */
export function isValidOn(row: { validFrom: string; validTo: string | null }, day: string): boolean {
  return row.validFrom <= day && (row.validTo === null || day < row.validTo);
}

/** Whether a bureau has say over a place: it stands beneath it. */
export function isStrictlyBeneath(acting: ActingBureau, place: Place): boolean {
  return relationOf(acting, place) === "beneath";
}

/** What of a bureau decides the places of the tree. */
export interface TreePosition {
  code: string;
  kind: BureauKind;
  level: BureauLevel;
  parent: string | null;
}

type Region = Omit<Place, "bureau">;

function regionUnder(above: Region, bureau: TreePosition): Region {
  if (bureau.kind !== "AUTHORITY") return above;
  if (bureau.level === "PROVINCE") return { province: bureau.code, city: null, county: null };
  if (bureau.level === "CITY") return { province: above.province, city: bureau.code, county: null };
  if (bureau.level === "COUNTY") return { province: above.province, city: above.city, county: bureau.code };
  return above;
}

const regionOfNation: Region = { province: nationCode, city: null, county: null };

/**
 * Works out the place of each bureau from who stands under whom: an authority opens the column of its level, every other
 * bureau carries the columns of the authority above it. A county directly under its province has no city.
 *
 * @param bureaus all the bureaus from the root down; one whose parent is missing is placed as if under the nation
 */
export function placesOf(bureaus: Iterable<TreePosition>): Map<string, Place> {
  const byCode = new Map([...bureaus].map((bureau) => [bureau.code, bureau]));
  const regions = new Map<string, Region>();
  const regionOfCode = (code: string | null): Region => {
    const bureau = code === null ? undefined : byCode.get(code);
    if (bureau === undefined) return regionOfNation;
    const known = regions.get(bureau.code);
    if (known !== undefined) return known;
    // Stands until the true one is known, so that a cycle in broken data ends instead of running for ever.
    regions.set(bureau.code, regionOfNation);
    const region = regionUnder(regionOfCode(bureau.parent), bureau);
    regions.set(bureau.code, region);
    return region;
  };
  return new Map([...byCode.keys()].map((code) => [code, { ...regionOfCode(code), bureau: code }]));
}
