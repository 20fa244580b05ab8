/**
 * Whether a text can be a code of a bureau, a division or a dictionary at all. What is not, is unknown without a look at
 * the database, which refuses some characters, such as NUL, with an error.
 */
export function isCode(text: string): boolean {
  return /^[0-9A-Za-z_-]{1,60}$/.test(text);
}
