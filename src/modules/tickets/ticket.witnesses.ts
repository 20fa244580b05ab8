import type { Witness } from "../../platform/record.js";
import type { TicketRow } from "./ticket.store.js";

/**
 * The places that are told of a step besides where the ticket is handled now: who registered it, who handed it on last, and
 * all who saw it before the step, so that whoever loses sight of it is told that. Pure.
 *
 * @param before the ticket as it was; null where it is being registered
 */
export function witnessesOf(before: TicketRow | null, after: TicketRow): Witness[] {
  const main = handledAt(after);
  const seen = [main];
  const witnesses: Witness[] = [];
  const others = before === null ? [] : [handledAt(before), ...handedOnAt(before)];
  for (const witness of [...handedOnAt(after), ...others]) {
    if (seen.some((known) => covers(known, witness))) continue;
    seen.push(witness);
    witnesses.push(witness);
  }
  return witnesses;
}

function handledAt({ city, county, holder, line, province }: TicketRow): Witness {
  return { province, city, county, bureau: holder, line };
}

/** Where a ticket is in sight without its line: departments watch a line where it is handled alone. */
function handedOnAt(ticket: TicketRow): Witness[] {
  const { province } = ticket;
  const registered = { city: ticket.intakeCity, county: ticket.intakeCounty, bureau: ticket.intakeBureau };
  const places: Witness[] = [{ province, ...registered, line: null }];
  if (ticket.previousHolder !== null) {
    const { previousCity: city, previousCounty: county, previousHolder: bureau } = ticket;
    places.push({ province, city, county, bureau, line: null });
  }
  return places;
}

/** Whether everybody who sees by one place sees by another already. */
function covers(known: Witness, other: Witness): boolean {
  return (
    known.bureau === other.bureau &&
    (other.city === null || known.city === other.city) &&
    (other.county === null || known.county === other.county) &&
    (other.line === null || known.line === other.line)
  );
}
