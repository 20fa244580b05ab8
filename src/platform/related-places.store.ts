import { eq, or, type SQL, sql } from "drizzle-orm";
import type { PlaceColumns } from "../../schema/index.js";
import { nationCode, type Place, pathOf } from "./actor.js";

/**
 * The rows of bureaus that stand on the path of a place, or beneath it: those with which what belongs to the place is used
 * together.
 *
 * @returns undefined, which narrows nothing, for the nation, with which every bureau is related
 */
export function relatedTo({ province, city, county, bureau }: PlaceColumns, place: Place): SQL | undefined {
  if (place.bureau === nationCode) return undefined;
  return or(
    sql`${bureau} = ANY(${sql.param(pathOf(place))})`,
    eq(province, place.bureau),
    eq(city, place.bureau),
    eq(county, place.bureau),
  );
}
