import type { Seal } from "./seal.js";

/** Fewer digits than this are no number by which anybody is recognised: an extension within a house, or a slip. */
const fewest = 5;

/** More characters than this are no number in any form: nothing is looked for in them, however long a text somebody sends. */
const longest = 100;

const fullWidth = /[\uff01-\uff5e]/g;
const toPlain = (unit: string): string => String.fromCharCode(unit.charCodeAt(0) - 0xfee0);

/** Up to two letters or signs that introduce an extension (分机): 0512-65221234转801, 0512-65221234-801, 65221234x801. */
const extension = /(\d{7,})\s*(?:转|分机|ext\.?|x|#|[-－]{1,2}|,)\s*\d{1,6}\s*$/i;

/**
 * A telephone number in the one form in which numbers are compared: digits alone, without the country code of China, without
 * the 0 that is dialled before a mobile number from another place, without an extension; a landline keeps its area code with
 * the 0, and one that was written without is another number. 138 1234 5678, +86-138-1234-5678 and 013812345678 are
 * 13812345678; (0512) 6522 1234 and +86 512 65221234 are 051265221234.
 *
 * @returns null for what holds no number, such as the words of a system for a caller who hides his, and for a text of more than
 *   100 characters
 */
export function normalisedPhone(phone: string): string | null {
  if (phone.length > longest) return null;
  const written = phone.replace(fullWidth, toPlain).trim();
  const digits = withoutExtension(written).replace(/\D/g, "");
  if (digits.length < fewest || digits.length > 20) return null;
  const international = /^(?:\+|00)/.test(written.replace(/^[(\s]+/, ""));
  const home = homeNumber(digits.replace(/^00/, ""), international);
  const mobile = /^0?(1[3-9]\d{9})$/.exec(home);
  return mobile?.[1] ?? home;
}

function withoutExtension(written: string): string {
  // A mobile number has none; it may be written in any groups.
  if (/^(?:(?:00)?86)?0?1[3-9]\d{9}$/.test(written.replace(/\D/g, ""))) return written;
  const groups = written.replace(/[()（）\s]/g, "");
  // What stands before the extension must be whole: the area code and the number, or seven digits and more in one.
  const joined = groups.replace(/^((?:\+|00)?(?:86)?-?0?\d{2,3})-(\d{3,4})-?(\d{4})(?!\d)/, "$1$2$3");
  return joined.replace(extension, "$1");
}

function homeNumber(digits: string, international: boolean): string {
  if (/^86(?:1[3-9]\d{9}|0\d{10,11})$/.test(digits)) return digits.slice(2);
  if (!international || !digits.startsWith("86")) return digits;
  const national = digits.slice(2);
  return /^(?:0|1[3-9]\d{9}$)/.test(national) ? national : `0${national}`;
}

/**
 * The keyed digest by which a telephone number is recognised, on calls and on tickets alike: equal numbers have equal digests,
 * however they were written, and nothing can be read from one.
 *
 * @returns null where the text holds no number
 */
export function callerDigest(seal: Seal, phone: string): string | null {
  const number = normalisedPhone(phone);
  return number === null ? null : seal.digest(`telephone ${number}`);
}
