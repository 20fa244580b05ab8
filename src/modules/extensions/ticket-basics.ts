import type { TicketBasics } from "../deadlines/index.js";
import type { Regime, TicketKind } from "../dictionaries/index.js";
import type { TicketRow } from "../tickets/index.js";

/** What of a ticket its deadlines are counted from. */
export function basicsOf({ kind, regime, registeredAt, leadFrom }: TicketRow): TicketBasics {
  return { kind: kind as TicketKind, regime: regime as Regime, registeredAt, leadFrom };
}
