import { type Contact, maskText } from "./ticket.contact.js";
import { gramsOf, normalise } from "./ticket.grams.js";

/**
 * What a search looks through: the texts of a ticket with personal data masked, so that nobody can find out a telephone
 * number by searching for it.
 */
export function searchPartOf(
  texts: readonly (string | null)[],
  contact: Contact,
): { searchText: string; grams: string[] } {
  const text = texts.filter((part): part is string => part !== null).join("\n");
  const searchText = normalise(maskText(text, contact));
  return { searchText, grams: gramsOf(searchText) };
}
