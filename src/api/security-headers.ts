// What no answer of ours ever needs. Writing to the clipboard is not among them: GraphiQL copies documents.
const featuresOff = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"];

const always = {
  // Answers of the API belong to one caller: no cache.
  "Cache-Control": "no-store",
  // JSON that a browser is led to open as a page may do nothing, and stands in no frame.
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": featuresOff.map((feature) => `${feature}=()`).join(", "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  // For browsers that do not know frame-ancestors.
  "X-Frame-Options": "DENY",
} as const;

const yearSeconds = 31_536_000;

/**
 * The headers of every answer that it does not set itself, after the OWASP Secure Headers Project.
 *
 * @param publicUrl the address that clients use: where it is https, browsers are told never to use http again for this
 *   host (RFC 6797); nothing is said of other hosts below it, which are not ours
 */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return publicUrl.startsWith("https://")
    ? { ...always, "Strict-Transport-Security": `max-age=${yearSeconds}` }
    : always;
}
