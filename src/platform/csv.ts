/**
 * What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection): = + - @ in ASCII, full width (全角) and
 * small form, also after spaces and what cannot be seen, and every text that begins with a tab or the end of a line. As a
 * regular expression that PostgreSQL and JavaScript read alike.
 */
export const formulaPattern =
  "^[ \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f\\u2060-\\u2064\\u3000\\ufeff]*" +
  "[=+@\\t\\r\\n\\u000b\\u000c\\uff1d\\uff0b\\uff0d\\uff20\\ufe62\\ufe63\\ufe66\\ufe6b\\u2212-]";

const formula = new RegExp(formulaPattern);
const number = /^-?\d+(\.\d+)?$/;

/** A text as the cell of a CSV file (RFC 4180): in quotation marks, with an apostrophe before what would be a formula. */
export function textCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A decimal number as a cell: it stays a number. What is none is written as a text; null is an empty cell. */
export function numberCell(text: string | null): string {
  if (text === null) return "";
  return number.test(text) ? text : textCell(text);
}

/** Cells as a line. */
export function lineOfCells(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}
