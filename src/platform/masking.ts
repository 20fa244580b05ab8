import { DOUBLE_SURNAMES, findPersonalData, formOfFind, type Span } from "./personal-data.js";
import { letterPlaces, plain, squeeze } from "./text-forms.js";

/**
 * Masks personal data (脱敏) for those who may see a ticket but not whom it concerns. Every function is pure and never throws.
 *
 * The functions for one field keep a part that helps a clerk to recognise an entry; `maskFreeText` keeps nothing of what it finds.
 */

/** Finds every occurrence of the known strings, overlapping ones too. */
function findKnown(text: string, known: readonly string[]): Span[] {
  const spans: Span[] = [];
  const sought = new Set(known.map(squeeze));
  sought.delete("");
  if (sought.size === 0) return spans;
  const letters = squeeze(text);
  let places: readonly number[] | null = null;
  for (const wanted of sought) {
    for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
      places ??= letterPlaces(text);
      spans.push([places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1]);
    }
  }
  return spans;
}

function findNumbered(text: string, released: readonly string[]): Span[] {
  const free = new Set(released.map(formOfFind));
  const found = findPersonalData(text).map(({ span }) => span);
  return free.size === 0 ? found : found.filter((span) => !free.has(formOfFind(text.slice(...span))));
}

/** Answers the asterisk, or a block character when a known string holds an asterisk, which a mask of asterisks would show again. */
function chooseMask(known: readonly string[]): string {
  let mask = "*";
  for (let code = 0x2580; known.some((entry) => entry.includes(mask)); code += 1) mask = String.fromCharCode(code);
  return mask.repeat(3);
}

/**
 * Masks what could lead to a person in free text: mobile numbers (also with spaces or hyphens inside, and with +86), landlines with
 * area code or after a word for telephone (电话65221234), identity card numbers (whether or not their check digit is right), bank cards of 16 to 19 digits, e-mail addresses, and every
 * occurrence of the known strings (names, numbers, addresses), in full-width forms and either case too, and with other separators. A
 * known string without a letter or digit is passed over. Each find becomes three asterisks, so the length may change. Names that
 * somebody gives as his own (我叫王小明) are masked too.
 *
 * @param released what was found and is no personal data, as a person decided; known strings are masked all the same
 */
export function maskFreeText(text: string, known: readonly string[], released: readonly string[] = []): string {
  return mask(text, known, released).masked;
}

/**
 * What stands around a part of a text, masked like the whole of it: a number that the cut goes through shows no digit.
 *
 * @param part its first place and the one after its last
 * @param width how many characters of the masked text before and after it
 */
export function maskAround(
  text: string,
  [start, end]: Span,
  width: number,
  known: readonly string[],
  released: readonly string[] = [],
): string {
  const { masked, placeOf } = mask(text, known, released);
  return masked.slice(Math.max(0, placeOf(start) - width), placeOf(end) + width);
}

interface Masked {
  masked: string;
  /** Where a place of the text is in the masked one; of what is masked, before or after the mask. */
  placeOf: (place: number) => number;
}

function mask(text: string, known: readonly string[], released: readonly string[]): Masked {
  const spans = [...findNumbered(text, released), ...findKnown(text, known)];
  if (spans.length === 0) return { masked: text, placeOf: (place) => place };
  spans.sort((left, right) => left[0] - right[0]);
  const sign = chooseMask(known);
  const merged: [start: number, end: number][] = [];
  for (const [start, end] of spans) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  let masked = "";
  let end = 0;
  const places: { span: Span; at: number }[] = [];
  for (const span of merged) {
    masked += text.slice(end, span[0]);
    places.push({ span, at: masked.length });
    masked += sign;
    end = span[1];
  }
  masked += text.slice(end);
  const placeOf = (place: number): number => {
    const before = places.findLast(({ span }) => span[0] < place);
    if (before === undefined) return place;
    return before.at + sign.length + Math.max(0, place - before.span[1]);
  };
  return { masked, placeOf };
}

const doubleSurname = new RegExp(`^(?:${DOUBLE_SURNAMES})`);

/** Masks a name: 王小明 becomes 王**, and 欧阳娜娜 becomes 欧阳**. A name of one character is masked whole. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  const surname = characters.length > 2 && doubleSurname.test(name.trim()) ? 2 : 1;
  const kept = characters.length > 1 ? characters.slice(0, surname) : [];
  return kept.join("") + "*".repeat(characters.length - kept.length);
}

/**
 * Masks a telephone number: 13812345678 becomes 138****5678, and 0512-65221234 becomes 0512-****1234. A country code, separators and
 * an extension are dropped. Of other numbers the last two digits stay, and nothing of one with fewer than seven digits.
 */
export function maskPhone(phone: string): string {
  const written = plain(phone).trim();
  const national = written.replace(/^\(?(?:\+|00)86\)?/, "");
  const digits = national.replace(/\D/g, "");
  const mobile = /^(?:86)?(1[3-9]\d)\d{4}(\d{4})$/.exec(digits);
  if (mobile) return `${mobile[1]}****${mobile[2]}`;
  const landline = /^\D*(0(?:10|2\d|[3-9]\d{2}))\D*\d{3,4}\D?(\d{4})(?:\D+\d{1,6})?$/.exec(national);
  if (landline) return `${landline[1]}-****${landline[2]}`;
  return digits.length < 7 ? "*".repeat(digits.length) : "*".repeat(digits.length - 2) + digits.slice(-2);
}
