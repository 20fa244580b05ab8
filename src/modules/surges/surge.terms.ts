import { type Place, pathOf } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { personNameLoader } from "../identity/index.js";
import { Term } from "../tickets/index.js";

/** The word of a code in the language of the request; a code without an entry stands for itself, no code for nothing. */
export async function termAt(
  context: RequestContext,
  place: Place,
  dictionary: DictionaryName,
  code: string | null,
): Promise<Term | null> {
  if (code === null) return null;
  const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code, pathOf(place)));
  return Object.assign(new Term(), { code, name: name === null ? code : inLocale(name, context.locale) });
}

/** The name of a person; null where nobody is named. */
export async function nameOf(context: RequestContext, person: string | null): Promise<string | null> {
  return person === null ? null : ((await personNameLoader(context, person))?.name ?? null);
}
