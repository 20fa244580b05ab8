import { isInRegion } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import { isCode } from "../tickets/index.js";
import type { CountedRegion } from "./counting/counting.js";

/**
 * The region of the caller, or of a bureau in it.
 *
 * SECURITY: what is counted never leaves the caller's region, whatever role then reads it.
 *
 * @throws NOT_FOUND for a bureau that is not in the caller's region
 */
export async function regionAsked(context: RequestContext, code: string | null, field: string): Promise<CountedRegion> {
  const actor = actorOf(context);
  const { reach, region, bureau, line, province } = scopeOf(actor.bureau);
  const own: CountedRegion = {
    level: reach,
    code: reach === "UNIT" ? bureau : region,
    province: reach === "NATION" ? null : province,
    city: actor.bureau.city,
    county: actor.bureau.county,
    line,
  };
  if (code === null || code === own.code) return own;
  const found = isCode(code) ? await inScope(context, (tx) => findBureau(tx, code)) : null;
  if (found === null) throw notFound(field);
  const isOwn = code === actor.bureau.bureau;
  const isWithin = line === null ? isInRegion(actor.bureau, placeOf(found)) : isBeneath(own, placeOf(found));
  if (!isOwn && !isWithin) throw notFound(field);
  const isWhole = found.kind === "AUTHORITY" && found.level !== "STREET";
  return {
    level: isWhole ? (found.level as CountedRegion["level"]) : "UNIT",
    code,
    province: found.level === "NATION" ? null : found.province,
    city: found.city,
    county: found.county,
    // What a department of a line holds itself is all its own.
    line: isOwn ? null : line,
  };
}

type PlaceOf = ReturnType<typeof placeOf>;

function isBeneath({ level, code }: CountedRegion, place: PlaceOf): boolean {
  if (level === "NATION") return true;
  const at = { PROVINCE: place.province, CITY: place.city, COUNTY: place.county, UNIT: place.bureau }[level];
  return at === code;
}
