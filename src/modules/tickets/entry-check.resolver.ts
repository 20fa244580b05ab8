import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { startValidation } from "../../platform/validation.js";
import { Weight } from "../../platform/weight.js";
import { EntryFinding, type Finding, findingsOf } from "../quality/index.js";
import { EntryDraftInput } from "./entry-check.inputs.js";
import { type Contact, maskText, mayReveal } from "./ticket.contact.js";
import { checkedEntryOf, checkedEntryOfTicket } from "./ticket.entry-check.js";
import type { TicketParts } from "./ticket.parts.store.js";
import { longestFacts, longestRequest } from "./ticket.registration.js";
import { keyText } from "./ticket.store.js";
import { RegisterTicketPayload, Ticket } from "./ticket.type.js";
import { textsLoader } from "./ticket.view.js";

/** The longest of any other field of a draft, in characters: an entry is refused long before. */
const longestField = 300;

const toFindings = ({ locale }: RequestContext, findings: readonly Finding[]): EntryFinding[] =>
  findings.map(({ message, ...finding }) =>
    Object.assign(new EntryFinding(), { ...finding, message: inLocale(message, locale) }),
  );

/** The check of entries while they are typed. */
@Resolver()
export class EntryCheckResolver {
  @Can("entry.read")
  @Weight(20)
  @Query(() => [EntryFinding], {
    description:
      "Checks an entry while it is typed (录入质检) by the rules of your bureau: what is missing, wrong in form, contradictory or vague. Nothing is kept.",
  })
  entryFindings(
    @Ctx() context: RequestContext,
    @Arg("draft", () => EntryDraftInput, { description: "The entry so far (草稿)." }) draft: EntryDraftInput,
  ): Promise<EntryFinding[]> {
    const validation = startValidation();
    validation.text("draft.facts", draft.facts, longestFacts);
    validation.text("draft.request", draft.request, longestRequest);
    for (const name of ["name", "phone", "address", "identityNumber"] as const) {
      validation.text(`draft.contact.${name}`, draft.contact?.[name], longestField);
    }
    for (const name of ["name", "address", "creditCode"] as const) {
      validation.text(`draft.respondent.${name}`, draft.respondent?.[name], longestField);
    }
    validation.finish();
    return inScope(context, async (tx) => {
      const entry = checkedEntryOf(
        { ...draft, goodsClass: draft.goodsClass ?? null, isAnonymous: draft.isAnonymous ?? false },
        context.clock.now(),
      );
      return toFindings(context, await findingsOf(tx, actorOf(context), entry));
    });
  }
}

// SECURITY: whoever sets the words of a rule could ask by it, word for word, what is masked in the texts.
function maskedTexts({
  contact,
  details,
}: Pick<TicketParts, "details"> & { contact: Contact }): Pick<TicketParts, "details"> {
  const masked = (text: string | null): string | null => (text === null ? null : maskText(text, contact));
  const { facts, request, respondentAddress } = details;
  return {
    details: {
      ...details,
      facts: maskText(facts, contact),
      request: masked(request),
      respondentAddress: masked(respondentAddress),
    },
  };
}

/** What the rules find of a ticket as it stands. */
@Resolver(() => Ticket)
export class TicketEntryCheckResolver {
  @Weight(60, { items: 3 })
  @FieldResolver(() => [EntryFinding], {
    description:
      "What the rules of your bureau find of the entry as it stands (录入质检); of its contact only for those who may read it in clear, and of its texts as you see them.",
  })
  async entryFindings(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<EntryFinding[]> {
    const texts = await textsLoader(context, keyText(row));
    if (texts === null) return [];
    const actor = actorOf(context);
    const isInClear = mayReveal(actor, row);
    const entry = checkedEntryOfTicket(row, isInClear ? texts : maskedTexts(texts), texts.contact);
    const findings = await inScope(context, (tx) => findingsOf(tx, actor, entry));
    return toFindings(context, isInClear ? findings : findings.filter(({ field }) => !field.startsWith("contact.")));
  }
}

/** What the rules found of a registration. */
@Resolver(() => RegisterTicketPayload)
export class RegistrationCheckResolver {
  @FieldResolver(() => [EntryFinding], {
    description:
      "What the rules of your bureau found of the entry (录入质检): it is registered all the same. Empty where the registration came before.",
  })
  findings(@Ctx() context: RequestContext, @Root() { found }: RegisterTicketPayload): EntryFinding[] {
    return toFindings(context, found);
  }
}
