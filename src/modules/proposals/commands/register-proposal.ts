import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { idempotencyMismatch } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { maskName, maskPhone } from "../../../platform/masking.js";
import { startValidation } from "../../../platform/validation.js";
import { requireEntry } from "../../dictionaries/index.js";
import { toContact } from "../../tickets/index.js";
import { recordProposal } from "../proposal.change.js";
import { sealProposalContact } from "../proposal.contact.js";
import { proposalEventTypes } from "../proposal.events.js";
import type { RegisterProposalInput } from "../proposal.inputs.js";
import { findProposalByKey, insertProposal, type ProposalRow } from "../proposal.store.js";

/**
 * Takes a suggestion of a citizen down (接收意见建议). The same key and input give the same suggestion again.
 *
 * @throws FORBIDDEN, INVALID_INPUT, IDEMPOTENCY_MISMATCH
 */
export function registerProposal(context: RequestContext, input: RegisterProposalInput): Promise<ProposalRow> {
  checkInput(input);
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    authorize(actor, "proposal.register", actor.bureau);

    const at = context.clock.now();
    const { channel, idempotencyKey, issueClass, words } = input;
    const { bureau, city, county, province } = actor.bureau;
    const inputHash = context.seal.digest(
      JSON.stringify([channel, issueClass ?? null, words, toContact(input.contact)]),
    );
    const before = await findProposalByKey(tx, bureau, idempotencyKey);
    if (before !== null) return repeated(before, inputHash);
    const on = chinaDay(at);
    await requireEntry(tx, actor, { dictionary: "CHANNEL", code: channel, field: "channel", on });
    if (issueClass != null) {
      await requireEntry(tx, actor, { dictionary: "ISSUE_CLASS", code: issueClass, field: "issueClass", on });
    }

    const key = { province, id: newId(at) };
    const contact = toContact(input.contact);
    const isKnown = Object.values(contact).some((part) => part !== null);
    const added = await insertProposal(tx, {
      ...{ ...key, city, county, bureau, idempotencyKey, inputHash, channel, issueClass: issueClass ?? null, words },
      contactNameMasked: contact.name === null ? null : maskName(contact.name),
      contactPhoneMasked: contact.phone === null ? null : maskPhone(contact.phone),
      ...(isKnown ? sealProposalContact(context.seal, contact, key) : {}),
      ...{ state: "RECEIVED", holder: bureau, receivedAt: at, registeredBy: actor.person?.id ?? null },
    });
    if (added === null) {
      const other = await findProposalByKey(tx, bureau, idempotencyKey);
      if (other === null) throw new Error("a suggestion under the same key is not visible to its bureau");
      return repeated(other, inputHash);
    }
    await recordProposal(tx, context, added, { action: "proposal.register", event: proposalEventTypes.REGISTERED });
    return added;
  });
}

function repeated(row: ProposalRow, inputHash: string): ProposalRow {
  if (row.inputHash !== inputHash) throw idempotencyMismatch();
  return row;
}

function checkInput({ contact, idempotencyKey, words }: RegisterProposalInput): void {
  const validation = startValidation();
  if (!/^[\x21-\x7e]{8,100}$/.test(idempotencyKey)) {
    validation.add("idempotencyKey", {
      zh: "幂等键须为 8 至 100 个可见的 ASCII 字符。",
      en: "An idempotency key has 8 to 100 printable ASCII characters.",
    });
  }
  validation.text("words", words, 5000, 2);
  validation.text("contact.name", contact?.name, 50);
  validation.text("contact.phone", contact?.phone, 30);
  validation.text("contact.address", contact?.address, 200);
  validation.text("contact.identityNumber", contact?.identityNumber, 30);
  validation.finish();
}
