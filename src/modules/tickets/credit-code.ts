/** The 31 characters of GB 32100-2015 in the order of their values, 0 to 30. I, O, S, V and Z are left out as easily misread. */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** The weights of the first 17 places by GB 32100-2015: the powers of 3 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/**
 * Answers the eighteenth character of a unified social credit code (统一社会信用代码) from its first 17: 31 minus the weighted sum
 * modulo 31, by GB 32100-2015. Undefined when the text does not hold exactly 17 characters of the standard's set.
 */
export function creditCodeCheckCharacter(first17: string): string | undefined {
  if (first17.length !== WEIGHTS.length) return undefined;
  let sum = 0;
  for (const [place, weight] of WEIGHTS.entries()) {
    const value = CHARACTERS.indexOf(first17.charAt(place));
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return CHARACTERS.charAt((31 - (sum % 31)) % 31);
}

/**
 * Answers whether the text is a unified social credit code by GB 32100-2015: 18 characters of the standard's set, in capitals and
 * without spaces, the last of them the check character. It says nothing on whether the code was ever given to anyone. As 31 is prime
 * and no weight is a multiple of it, every change of a single character is noticed.
 */
export function isValidCreditCode(text: string): boolean {
  return text.length === 18 && creditCodeCheckCharacter(text.slice(0, 17)) === text.charAt(17);
}
