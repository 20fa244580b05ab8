import { normalisedPhone } from "../../platform/phone-digest.js";
import type { Contact } from "../tickets/index.js";

/** What is known of the citizen of a ticket. */
export interface Citizen {
  contact: Contact;
  isAnonymous: boolean;
}

const plain = (text: string): string => text.normalize("NFKC").replace(/\s/g, "").toUpperCase();

const isSame = (one: string | null, other: string | null, form: (text: string) => string): boolean | null =>
  one === null || other === null ? null : form(one) === form(other);

/**
 * Whether the citizen of a ticket may be taken for that of another, so that telling one tells both: the same identity
 * number, or where one is missing the same telephone number, or else the same name and address. Nobody needs to be told of
 * an anonymous report. Pure.
 *
 * @param kept the citizen of the ticket that goes on
 * @param other the citizen of the ticket that ends
 */
export function isSameCitizen(kept: Citizen, other: Citizen): boolean {
  if (other.isAnonymous) return true;
  if (kept.isAnonymous) return false;
  const [one, two] = [kept.contact, other.contact];
  const identity = isSame(one.identityNumber, two.identityNumber, plain);
  if (identity !== null) return identity;
  const phone = isSame(one.phone, two.phone, (number) => normalisedPhone(number) ?? plain(number));
  if (phone !== null) return phone;
  return isSame(one.name, two.name, plain) === true && isSame(one.address, two.address, plain) === true;
}
