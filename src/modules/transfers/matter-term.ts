import { type Place, pathOf } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { Term } from "../tickets/index.js";

/**
 * A word that a matter is sorted by, in the language of the request; a code without an entry stands for itself.
 *
 * @param place where the bureau stands that chose it
 */
export async function termAt(
  context: RequestContext,
  place: Place,
  dictionary: DictionaryName,
  code: string,
): Promise<Term> {
  const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code, pathOf(place)));
  return Object.assign(new Term(), { code, name: name === null ? code : inLocale(name, context.locale) });
}
