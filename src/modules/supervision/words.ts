import { startValidation } from "../../platform/validation.js";

/** The longest requirement, answer or remark, in characters. */
export const longestWords = 2000;

/**
 * Checks an officer's words.
 *
 * @param least how many characters are needed at least; 0 where the words may be missing
 * @returns null where there are none
 * @throws INVALID_INPUT
 */
export function checkWords(field: string, words: string | null | undefined, least = 0): string | null {
  const validation = startValidation();
  validation.text(field, words, longestWords, least);
  validation.finish();
  return words == null || words.trim() === "" ? null : words;
}
