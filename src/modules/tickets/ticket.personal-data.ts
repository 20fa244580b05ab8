import { maskAround } from "../../platform/masking.js";
import { findPersonalData, formOfFind, type PersonalDataKind } from "../../platform/personal-data.js";
import type { Seal } from "../../platform/seal.js";
import { type Contact, knownTexts } from "./ticket.contact.js";

/** The texts of a ticket that are scanned. */
export const scannedTexts = ["FACTS", "REQUEST", "ANSWER"] as const;

/** A text of a ticket that is scanned. */
export type ScannedText = (typeof scannedTexts)[number];

/** Personal data that the scan found in a text of a ticket. */
export interface Find {
  /**
   * A keyed digest of what was found, the same wherever in the ticket it stands, and another in every other ticket: nothing can
   * be read from it, and no two tickets are connected by it.
   */
  id: string;
  text: ScannedText;
  kind: PersonalDataKind;
  isCertain: boolean;
  /** Whether a person found that it is none, so that it is shown. */
  isReleased: boolean;
  /** What stands around it, masked like the text; the find itself as three asterisks while it is masked. */
  excerpt: string;
}

// As much as one needs to judge what a number is, and no more of the text than that.
const around = 16;

/**
 * Scans the texts of a ticket for personal data (个人信息扫描). What the citizen gave as his contact is masked anyway, and is
 * no find. Pure.
 *
 * @param ticketId the identifier of the ticket
 */
export function findsOf(
  seal: Seal,
  ticketId: string,
  texts: Readonly<Record<ScannedText, string | null>>,
  contact: Contact,
): (Find & { found: string })[] {
  const known = new Set(knownTexts(contact).map(formOfFind));
  const released = new Set((contact.released ?? []).map(formOfFind));
  return scannedTexts.flatMap((name) => {
    const text = texts[name];
    if (text === null) return [];
    return findPersonalData(text).flatMap(({ kind, isCertain, span: [start, end] }) => {
      const found = text.slice(start, end);
      const form = formOfFind(found);
      if (known.has(form)) return [];
      const isReleased = released.has(form);
      const excerpt = maskAround(text, [start, end], around, knownTexts(contact), contact.released);
      return [
        {
          id: seal.digest(`find ${ticketId} ${form}`).slice(0, 22),
          text: name,
          kind,
          isCertain,
          isReleased,
          excerpt,
          found,
        },
      ];
    });
  });
}
