import type { Seal, Sealed } from "../../platform/seal.js";
import { type Contact, maskText, noContact } from "../tickets/index.js";
import type { ProposalKey, ProposalRow } from "./proposal.store.js";

const ownerOf = ({ id, province }: ProposalKey): string => `proposal:${province}:${id}`;

/** Seals the contact of a suggestion for its row. */
export function sealProposalContact(seal: Seal, contact: Contact, key: ProposalKey): Sealed {
  return seal.seal(JSON.stringify(contact), ownerOf(key));
}

/** Opens the contact of a suggestion; one of which nothing is known is empty. */
function openProposalContact(seal: Seal, row: ProposalRow): Contact {
  const { keyId, sealed } = row;
  if (keyId === null || sealed === null) return noContact;
  return { ...noContact, ...(JSON.parse(seal.open({ keyId, sealed }, ownerOf(row))) as Partial<Contact>) };
}

/** A text of a suggestion with personal data masked. */
export function maskInProposal(seal: Seal, row: ProposalRow, text: string): string {
  return maskText(text, openProposalContact(seal, row));
}
