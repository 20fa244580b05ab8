import { disputes, elevations } from "../../schema/index.js";
import type { Place } from "../../src/platform/actor.js";
import { systemClock } from "../../src/platform/clock.js";
import type { Database } from "../../src/platform/database.js";
import { newId, toGlobalId } from "../../src/platform/ids.js";

/**
 * Puts a dispute and a request to take a case up on a ticket, both before the province, and answers their global
 * identifiers.
 *
 * @param ticket the global identifier of the ticket
 * @param city the city that raised the dispute, and asks
 * @param centre the bureau that it names as competent
 * @param marker a text that stands in their words
 * @param database where the ticket is
 */
export async function addDisputeMatters(
  ticket: string,
  city: Place,
  centre: Place,
  marker: string,
  database: Database,
): Promise<{ dispute: string; elevation: string }> {
  const [, province = "", ticketId = ""] = Buffer.from(ticket, "base64url").toString().split(":");
  const at = systemClock.now();
  const [dispute, elevation] = [newId(at), newId(at)];
  const raised = {
    ...{ raiser: city.bureau, raiserCity: city.city, raiserCounty: city.county },
    ...{ proposed: centre.bureau, proposedCity: centre.city, proposedCounty: centre.county },
    ...{ superior: province, origin: "RAISED", reason: "NOT_OUR_DUTY", explanation: `${marker}争议理由` },
    ...{ state: "NEGOTIATING", raisedAt: at, negotiateUntil: "2099-01-01", refersOn: "2099-01-02" },
  };
  const asked = {
    ...{ asker: city.bureau, askerCity: city.city, askerCounty: city.county, superior: province },
    ...{ reason: "GRAVE", explanation: `${marker}提级理由`, state: "PENDING", askedAt: at },
  };
  await database.asSystem("put a dispute and a request on a ticket for a test", async (tx) => {
    await tx.insert(disputes).values({ province, id: dispute, ticketId, ...raised });
    await tx.insert(elevations).values({ province, id: elevation, ticketId, ...asked });
  });
  return {
    dispute: toGlobalId("Dispute", province, dispute),
    elevation: toGlobalId("Elevation", province, elevation),
  };
}
