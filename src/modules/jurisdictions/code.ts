/**
 * Whether a text can be a code of a bureau or a division at all. What cannot is unknown without a look at the database,
 * which refuses some characters, such as NUL, with an error that names no field.
 */
export function isCode(text: string): boolean {
  return /^[0-9A-Za-z_-]{1,60}$/.test(text);
}
