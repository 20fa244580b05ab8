import { pathOf } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { placeOfTicket } from "./ticket.change.js";
import type { TicketRow } from "./ticket.store.js";
import { Term } from "./ticket.type.js";

/** A word that a ticket is sorted by, in the language of the request; a code without an entry stands for itself. */
export async function termOf(
  context: RequestContext,
  row: TicketRow,
  dictionary: DictionaryName,
  code: string,
): Promise<Term> {
  const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code, pathOf(placeOfTicket(row))));
  return Object.assign(new Term(), { code, name: name === null ? code : inLocale(name, context.locale) });
}

/** The word of a code that may be missing; null where it is. */
export async function termOrNull(
  context: RequestContext,
  row: TicketRow,
  dictionary: DictionaryName,
  code: string | null,
): Promise<Term | null> {
  return code === null ? null : termOf(context, row, dictionary, code);
}
