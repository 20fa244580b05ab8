import { gramsOf, normalise } from "../../platform/grams.js";
import { type Contact, maskText } from "./ticket.contact.js";

const unified = ({
  name,
  phone,
  address,
  identityNumber,
  former = [],
  marked = [],
  released = [],
}: Contact): Contact => {
  const form = (part: string | null): string | null => (part === null ? null : normalise(part));
  const current = {
    name: form(name),
    phone: form(phone),
    address: form(address),
    identityNumber: form(identityNumber),
  };
  return {
    ...current,
    former: former.map(normalise),
    marked: marked.map(normalise),
    released: released.map(normalise),
  };
};

/**
 * What a search looks through: the texts of a ticket with personal data masked, so that nobody can find out a telephone
 * number by searching for it.
 */
export function searchPartOf(
  texts: readonly (string | null)[],
  contact: Contact,
): { searchText: string; grams: string[] } {
  const text = texts.filter((part): part is string => part !== null).join("\n");
  // Unifying compatibility forms can bring out a number that was written in other signs, so it is masked on both sides.
  const searchText = normalise(maskText(normalise(maskText(text, contact)), unified(contact)));
  return { searchText, grams: gramsOf(searchText) };
}
