/** The longest address of a webhook, in characters. */
export const longestUrl = 500;

/**
 * Reads the address of a webhook: https, in development http too, without a user, a fragment or a port 0.
 *
 * SECURITY: what is checked later is what this answers, as the standard of URLs reads it: numbers of other bases, letters
 * of full width, percent signs and final dots in a host have become the one form of it.
 *
 * @param isProduction whether https alone is taken
 * @returns null for an address that webhooks may not have
 */
export function readTarget(text: string, isProduction: boolean): URL | null {
  if (text.length > longestUrl || !/^[\x21-\x7E]+$/.test(text) || /[#\\]/.test(text) || !URL.canParse(text))
    return null;
  const url = new URL(text);
  const schemes = isProduction ? ["https:"] : ["https:", "http:"];
  if (!schemes.includes(url.protocol) || url.username !== "" || url.password !== "" || url.port === "0") return null;
  // A user who is empty leaves no trace but the sign after him.
  if (/^[a-z]+:\/*[^/?]*@/i.test(text)) return null;
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  const isNamed = url.hostname !== "" && !url.hostname.endsWith(".") && !url.hostname.includes("..");
  return isNamed ? url : null;
}

/** The host of an address as a name or a bare IP address, without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}
