import { elevations } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { defineMatterList } from "./party-list.store.js";

/** A request to take a case up as it stands in its table. */
export type ElevationRow = typeof elevations.$inferSelect;

/** The columns that an action upon a request may write. */
export type ElevationChanges = Partial<Pick<ElevationRow, "state" | "decidedAt" | "decidedBy" | "decisionRemark">>;

/** The parties of a request, by the columns that name them. */
export const elevationParties = { asker: elevations.asker, superior: elevations.superior } as const;

/** The lists of requests. */
export const elevationList = defineMatterList(elevations, {
  province: elevations.province,
  id: elevations.id,
  ticketId: elevations.ticketId,
  state: elevations.state,
  cities: [elevations.askerCity],
  counties: [elevations.askerCounty],
  bureaus: [elevations.asker, elevations.superior],
});

/** Where the bureau stands that asked. */
export const askerOf = (row: ElevationRow): Place => ({
  province: row.province,
  city: row.askerCity,
  county: row.askerCounty,
  bureau: row.asker,
});

/** Where the superior stands that was asked. */
export const askedOf = (row: ElevationRow): Place => ({
  province: row.province,
  city: row.superiorCity,
  county: row.superiorCounty,
  bureau: row.superior,
});

/** The writing of a new request. */
export function elevationInsertion(row: ElevationRow): Writing | null {
  return insertionOf(elevations, [row]);
}

/** The writing of a change of a request, which fails where it has not the version any more that was found. */
export function elevationUpdate({ province, id, version }: ElevationRow, changes: ElevationChanges): Writing {
  return updateOf(elevations, { province, id, version }, { ...changes, version: version + 1 });
}
