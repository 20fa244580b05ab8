import { nationPlace } from "../../access/index.js";
import { nationCode, type Place, pathOf } from "../../platform/actor.js";
import type { Witness } from "../../platform/record.js";
import type { OrderParty } from "./order.states.js";
import type { OrderRow } from "./order.store.js";

type PartyColumns = Pick<
  OrderRow,
  "province" | "issuer" | "issuerCity" | "issuerCounty" | "receiver" | "receiverCity" | "receiverCounty"
>;

/** Where a side of an order stands in the tree of today. */
export function placeOfParty(order: PartyColumns, party: OrderParty): Place {
  const { province } = order;
  if (party === "RECEIVER") {
    return { province, city: order.receiverCity, county: order.receiverCounty, bureau: order.receiver };
  }
  if (order.issuer === nationCode) return nationPlace;
  return { province, city: order.issuerCity, county: order.issuerCounty, bureau: order.issuer };
}

/** Who is told of an order besides its sides: the department at whose wish it was issued. */
export function witnessesOf(order: PartyColumns & Pick<OrderRow, "through">): readonly Witness[] {
  const { through } = order;
  return through === null ? [] : [{ ...placeOfParty(order, "ISSUER"), bureau: through, line: null }];
}

/** The columns of the two sides; an order belongs to the province of its receiver, whoever issues it. */
export function partyColumnsOf(issuer: Place, receiver: Place): PartyColumns {
  return {
    province: receiver.province,
    issuer: issuer.bureau,
    issuerCity: issuer.city,
    issuerCounty: issuer.county,
    receiver: receiver.bureau,
    receiverCity: receiver.city,
    receiverCounty: receiver.county,
  };
}

/** The authority directly above an authority; null above the nation. A county directly under its province has no city. */
export function superiorOf({ province, city, county, bureau }: Place): Place | null {
  if (bureau === nationCode) return null;
  if (county !== null) return { province, city, county: null, bureau: city ?? province };
  return city === null ? nationPlace : { province, city: null, county: null, bureau: province };
}

/** The authority at a place: for a unit, the one that it belongs to. */
export function authorityAt({ province, city, county }: Place): Place {
  return { province, city, county, bureau: county ?? city ?? province };
}

/** Whether something is with a bureau: the bureau itself handles it, or one beneath it. */
export function isWith(bureau: string, place: Place): boolean {
  return pathOf(place).includes(bureau);
}
