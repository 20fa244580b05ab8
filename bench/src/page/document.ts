/** The document that ours, Mercurius and Apollo are asked. */
export const pageDocument = `query Page { tickets(first: 20) {
  nodes { number state contact { name phone } holder { name } division { name } }
  pageInfo { hasNextPage endCursor }
} }`;

/** How many tickets a page has. */
export const pageRows = 20;

/** One ticket of a page, as every contestant must answer it. */
export interface PageTicket {
  number: string;
  state: string;
  name: string | null;
  phone: string | null;
  bureau: string | null;
  division: string | null;
}

interface Named {
  name: string;
}

interface UsualAnswer {
  data: {
    tickets: {
      nodes: {
        number: string;
        state: string;
        contact: { name: string | null; phone: string | null };
        holder: Named | null;
        division: Named | null;
      }[];
    };
  };
}

/** The tickets of an answer to the document. */
export function ticketsOfAnswer(body: string): PageTicket[] {
  const { data } = JSON.parse(body) as UsualAnswer;
  return data.tickets.nodes.map(({ number, state, contact, holder, division }) => ({
    number,
    state,
    name: contact.name,
    phone: contact.phone,
    bureau: holder?.name ?? null,
    division: division?.name ?? null,
  }));
}

/** The form in which a reporter's contact is withheld from those who do not work on the report. */
export const withheld = "***";

/**
 * A part of the contact as SQL: withheld where the reader's bureau neither handles nor registered a report.
 *
 * @param ticket the name of the row of the ticket
 * @param part "name" or "phone"
 * @param bureau the reader's bureau, or the place for it
 */
export function contactColumn(ticket: string, part: "name" | "phone", bureau: string): string {
  const isElsewhere = `${ticket}.kind = 'REPORT' AND ${ticket}.holder <> ${bureau} AND ${ticket}.intake_bureau <> ${bureau}`;
  return `CASE WHEN ${isElsewhere} THEN '${withheld}' ELSE ${ticket}.contact_${part}_masked END`;
}
