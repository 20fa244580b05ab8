/** Where the objects of a type lie, and what the parts of their identifiers are. */
export interface Kept {
  table: string;
  /** What is read of a row: `id`, and where it has them `version`, `login`, and the contact of its ticket. */
  columns: string;
  /** Whether the province stands in the identifier. */
  isOfProvince: boolean;
  /** The type that its identifiers name, where it is another. */
  named?: string;
  /** Which rows may be changed without anybody of the run losing his work. */
  spared?: string;
}

/** The identifier of a part of a ticket, in which the ticket comes first. */
export const partOfTicket = "ticket_id::text || ':' || id::text AS id";

/** The number of the contact that a ticket has, where it was made up by the generator: see `secretOf`. */
export const contactOfTicket = "CASE WHEN contact_name_masked LIKE '赵%' THEN right(contact_phone_masked, 4) END";

/** The number of the contact of the first of some tickets. */
export const contactBy = (tickets: string): string =>
  `(SELECT ${contactOfTicket} FROM tickets WHERE tickets.id IN (${tickets}) ORDER BY tickets.id LIMIT 1) AS contact`;
