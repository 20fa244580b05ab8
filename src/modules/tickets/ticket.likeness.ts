import { normalise } from "../../platform/grams.js";
import { callerDigest } from "../../platform/phone-digest.js";
import type { Seal } from "../../platform/seal.js";
import { type Contact, maskText } from "./ticket.contact.js";
import { bandCount, likenessBands } from "./ticket.likeness.text.js";

/** Who is told of, as far as it is known when somebody looks for like tickets. */
export interface LikenessParties {
  contact: Pick<Contact, "name" | "phone" | "address" | "identityNumber">;
  respondentName: string | null;
  respondentCreditCode: string | null;
}

/**
 * By what tickets of the same person or against the same respondent are found: keyed digests, from which nothing can be read.
 * Null for what is not known.
 */
export interface LikenessKeys {
  /** Of the telephone number; the same as that of a call. */
  phone: string | null;
  /** Of the number of the identity document. */
  identity: string | null;
  /** Of name and address together. */
  person: string | null;
  /** Of the address alone. */
  address: string | null;
  respondentCode: string | null;
  /** Of the name without signs and legal form. */
  respondentName: string | null;
}

/** What is kept of a ticket to find those that are like it, besides its key. */
export interface NewLikeness extends LikenessKeys {
  receivedAt: Date;
  kind: string;
  goodsClass: string | null;
  division: string | null;
  band1: number | null;
  band2: number | null;
  band3: number | null;
  band4: number | null;
  band5: number | null;
}

const letters = (text: string): string => normalise(text).replace(/[^\p{L}\p{M}\p{N}]/gu, "");

// The legal forms that one writes and another leaves out; the same shop is meant.
const legalForms = /(?:股份有限公司|有限责任公司|有限公司|个体工商户|股份公司)/gu;

/** The form of a respondent's name by which two are compared; null where nothing is left of it. */
export function comparedName(name: string | null | undefined): string | null {
  if (name == null) return null;
  const whole = letters(name);
  const short = whole.replace(legalForms, "");
  return short.length >= 2 ? short : whole === "" ? null : whole;
}

/** Fewer letters than this are no address that one house has alone. */
const shortestAddress = 6;

function comparedAddress(address: string | null): string | null {
  const form = address === null ? "" : letters(address);
  return [...form].length < shortestAddress ? null : form;
}

/** The keys by which tickets like one are found. */
export function likenessKeys(
  seal: Seal,
  { contact, respondentName, respondentCreditCode }: LikenessParties,
): LikenessKeys {
  const digest = (purpose: string, text: string | null): string | null =>
    text === null || text === "" ? null : seal.digest(`${purpose} ${text}`);
  const name = contact.name === null ? "" : letters(contact.name);
  const address = comparedAddress(contact.address);
  const identity = contact.identityNumber === null ? null : letters(contact.identityNumber).toUpperCase();
  return {
    phone: contact.phone === null ? null : callerDigest(seal, contact.phone),
    identity: digest("identity document", identity),
    person: address === null || name === "" ? null : digest("person", `${name}\n${address}`),
    address: digest("address", address),
    respondentCode: digest("credit code", respondentCreditCode),
    respondentName: digest("respondent", comparedName(respondentName)),
  };
}

/** What a ticket is found by, in the form in which it is kept. */
export function likenessOf(
  seal: Seal,
  ticket: { receivedAt: Date; kind: string; goodsClass: string | null; division: string | null },
  parties: LikenessParties & { contact: Contact },
  facts: string,
): NewLikeness {
  const { receivedAt, kind, goodsClass, division } = ticket;
  const bands = likenessBands(maskText(facts, parties.contact));
  if (bands.length !== bandCount) throw new Error("a text has another number of bands than there are columns");
  const [band1 = null, band2 = null, band3 = null, band4 = null, band5 = null] = bands;
  return {
    ...{ receivedAt, kind, goodsClass, division, band1, band2, band3, band4, band5 },
    ...likenessKeys(seal, parties),
  };
}
