import { chinaDay } from "../../platform/clock.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { invalidInput } from "../../platform/errors.js";
import { findDivision } from "../jurisdictions/index.js";
import { type FoundDirection, findDirections } from "./direction.store.js";
import { divisionPathOf } from "./knowledge.division.js";
import { matterPattern } from "./knowledge.words.js";

/** The most directions that one answer holds. */
const mostDirections = 200;

/**
 * Where to point a citizen of a division (指引查询). Of each matter the most specific directions come, those of the county,
 * else of the city, else of the province, else of the nation; with `matter` all of them, the most specific first.
 *
 * SECURITY: a citizen may live anywhere, and still what another city keeps for itself is not seen: for him the nation's
 * directions come, and those of the caller's own path and of bureaus beneath it.
 *
 * @throws INVALID_INPUT for an unknown division and for a matter that can be none
 */
export async function directionsFor(
  context: RequestContext,
  divisionCode: string,
  matter: string | null,
): Promise<FoundDirection[]> {
  if (matter !== null && !matterPattern.test(matter)) {
    throw invalidInput("matter", { zh: "没有这个事项。", en: "There can be no such matter." });
  }
  return inScope(context, async (tx) => {
    const division = await findDivision(tx, divisionCode);
    if (division === null) {
      throw invalidInput("division", { zh: "没有这个区划代码。", en: "There is no such division." });
    }
    const divisions = divisionPathOf(division);
    const day = chinaDay(context.clock.now());
    const found = await findDirections(tx, { divisions, matter, day, most: mostDirections });
    return matter === null ? mostSpecific(found) : found;
  });
}

// They come the most specific first: what comes later of the same matter is for a wider place.
function mostSpecific(found: readonly FoundDirection[]): FoundDirection[] {
  const narrowest = new Map<string | null, string | null>();
  for (const { version } of found) {
    if (!narrowest.has(version.matter)) narrowest.set(version.matter, version.division);
  }
  return found.filter(({ version }) => narrowest.get(version.matter) === version.division);
}
