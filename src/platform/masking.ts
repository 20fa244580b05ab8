/**
 * Masks personal data (脱敏) for those who may see a ticket but not whom it concerns. Every function is pure and never throws.
 *
 * The functions for one field keep a part that helps a clerk to recognise an entry; `maskFreeText` keeps nothing of what it finds.
 */

/** Spaces, hyphens, dashes and invisible characters that people put between the digits of a number. */
const SEPARATOR = "[ \\t\\u00a0\\u00ad\\u2000-\\u2015\\u202f\\u2060\\u2212\\ufeff_-]";

/** Between two digits of one number: at most three separators. */
const GAP = `${SEPARATOR}{0,3}`;

/** One separator at least. */
const BREAK = `${SEPARATOR}{1,3}`;

/**
 * The numbers that `maskFreeText` looks for, in text whose full-width forms are already plain. An unbroken run of digits is taken apart
 * nowhere, so a mobile number is found inside a longer run too; a broken one must stand free of other digits, or two dates would make
 * a number. Text may lose a tracking number of 15 digits and more: in doubt the person is protected.
 */
const NUMBER_PATTERNS: readonly RegExp[] = [
  // Mobile numbers (手机号), unbroken.
  /1[3-9]\d{9}/g,
  // Mobile numbers, broken anywhere, with or without the country code.
  new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${GAP})?0?1${GAP}[3-9](?:${GAP}\\d){9}(?!\\d)`, "g"),
  // The written form 138.1234.5678.
  /(?<!\d)1[3-9]\d\.\d{4}\.\d{4}(?!\d)/g,
  // Landlines (座机) with area code, the code perhaps in brackets, perhaps with an extension.
  new RegExp(
    `(?<!\\d)(?:(?:\\+|00)86${GAP})?\\(?0?(?:10|2\\d|[3-9]\\d{2})\\)${GAP}[1-9]\\d{2,3}${GAP}\\d{4}(?:-\\d{1,6})?(?!\\d)`,
    "g",
  ),
  new RegExp(
    `(?<!\\d)(?:0|(?:\\+|00)86${GAP}0?)(?:10|2\\d|[3-9]\\d{2})${GAP}[1-9]\\d{2,3}${GAP}\\d{4}(?:-\\d{1,6})?(?!\\d)`,
    "g",
  ),
  // Identity card numbers (身份证号) of 18 and 15 places and bank cards of 16 to 19, unbroken.
  /\d{15,}[Xx]?/g,
  // Identity card numbers broken between district, birthday and serial.
  new RegExp(`(?<!\\d)\\d{6}${GAP}\\d{4}${GAP}\\d{2}${GAP}\\d{2}${GAP}\\d{3}${GAP}[\\dXx](?!\\d)`, "g"),
  // Bank cards (银行卡号) in groups of four; they begin with 3 to 6 or 9, unlike a list of years.
  new RegExp(`(?<!\\d)[3-69]\\d{3}(?:${BREAK}\\d{4}){3}(?:${GAP}\\d{1,3})?(?!\\d)`, "g"),
  new RegExp(`(?<!\\d)[3-69]\\d{5}${BREAK}\\d{10,13}(?!\\d)`, "g"),
  // E-mail addresses.
  /(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)*/g,
];

/** A part of a text by UTF-16 places: first included, last excluded. */
type Span = readonly [start: number, end: number];

/** Answers one UTF-16 unit with its full-width form (全角) made plain; the length never changes, so places stay comparable. */
function plainUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === 0x3000) return " ";
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
}

function plain(text: string): string {
  return text.replace(/[\u3000\uff01-\uff5e]/g, plainUnit);
}

/**
 * Answers the letters and digits of a text in one case, with the place of each. Everything else is left out, so that a known
 * number is found with other separators and a known name with spaces or another middle dot (间隔号) inside.
 */
function squeeze(text: string): { readonly letters: string; readonly places: readonly number[] } {
  let letters = "";
  const places: number[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const unit = plainUnit(text.charAt(place));
    // Halves of characters outside the basic plane, such as rare Chinese ones, count as letters.
    if (!/[\p{L}\p{M}\p{N}\ud800-\udfff]/u.test(unit)) continue;
    const lower = unit.toLowerCase();
    letters += lower.length === 1 ? lower : unit;
    places.push(place);
  }
  return { letters, places };
}

/** Finds every occurrence of the known strings, overlapping ones too. */
function findKnown(text: string, known: readonly string[]): Span[] {
  const { letters, places } = squeeze(text);
  const spans: Span[] = [];
  for (const wanted of new Set(known.map((entry) => squeeze(entry).letters))) {
    if (wanted === "") continue;
    for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
      spans.push([places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1]);
    }
  }
  return spans;
}

function findNumbers(text: string): Span[] {
  const shadow = plain(text);
  return NUMBER_PATTERNS.flatMap((pattern) =>
    Array.from(shadow.matchAll(pattern), (match): Span => [match.index, match.index + match[0].length]),
  );
}

/** Answers the asterisk, or a block character when a known string holds an asterisk, which a mask of asterisks would show again. */
function chooseMask(known: readonly string[]): string {
  let mask = "*";
  for (let code = 0x2580; known.some((entry) => entry.includes(mask)); code += 1) mask = String.fromCharCode(code);
  return mask.repeat(3);
}

/**
 * Masks what could lead to a person in free text: mobile numbers (also with spaces or hyphens inside, and with +86), landlines with
 * area code, identity card numbers (whether or not their check digit is right), bank cards of 16 to 19 digits, e-mail addresses, and every
 * occurrence of the known strings (names, numbers, addresses), in full-width forms and either case too, and with other separators. A
 * known string without a letter or digit is passed over. Each find becomes three asterisks, so the length may change.
 */
export function maskFreeText(text: string, known: readonly string[]): string {
  const spans = [...findNumbers(text), ...findKnown(text, known)].sort((left, right) => left[0] - right[0]);
  const mask = chooseMask(known);
  let masked = "";
  let end = 0;
  for (const span of spans) {
    if (span[0] > end || masked === "") masked += text.slice(end, span[0]) + mask;
    end = Math.max(end, span[1]);
  }
  return masked + text.slice(end);
}

/** Masks a name: 王小明 becomes 王**. A name of one character is masked whole. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  const kept = characters.length > 1 ? characters.slice(0, 1) : [];
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
