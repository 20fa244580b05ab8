import { handovers } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";
import { defineMatterList } from "./party-list.store.js";

/** One side of a handing over as it stands in its table. */
export type HandoverRow = typeof handovers.$inferSelect;

/** The lists of handings over: each row has the place of the bureau of its own side. */
export const handoverList = defineMatterList(handovers, {
  province: handovers.province,
  id: handovers.id,
  ticketId: handovers.ticketId,
  state: handovers.side,
  cities: [handovers.city],
  counties: [handovers.county],
  bureaus: [handovers.bureau],
});

/** Where the bureau of this side stands. */
export const placeOfHandover = ({ province, city, county, bureau }: HandoverRow): Place => ({
  province,
  city,
  county,
  bureau,
});

/** The writing of one side. */
export function handoverInsertion(row: HandoverRow): Writing | null {
  return insertionOf(handovers, [row]);
}
