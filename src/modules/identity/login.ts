/** What a login looks like: lower-case words joined by dots, such as suzhou.dispatcher; at most 60 characters. */
const loginPattern = /^[a-z][a-z0-9]*(\.[a-z0-9]+)+$/;
const longestLogin = 60;

/** Whether a text has the form of a login. */
export function isLogin(text: string): boolean {
  return text.length <= longestLogin && loginPattern.test(text);
}

/**
 * The logins that are most like a text: those of the fewest changed letters first.
 *
 * @param most how many at most
 */
export function nearestLogins(text: string, logins: readonly string[], most: number): string[] {
  const wanted = text.toLowerCase().slice(0, longestLogin);
  const ranked = logins.map((login) => ({ login, distance: changesBetween(wanted, login) }));
  ranked.sort((one, other) => one.distance - other.distance || (one.login < other.login ? -1 : 1));
  return ranked.slice(0, most).map(({ login }) => login);
}

/** How many letters must be put in, taken out or replaced to make one text of the other (Levenshtein's distance). */
function changesBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[other.length] ?? 0;
}
