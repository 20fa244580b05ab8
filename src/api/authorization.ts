import type { IncomingMessage } from "node:http";

function isAuthorization(name: string | undefined): boolean {
  return name?.length === "authorization".length && name.toLowerCase() === "authorization";
}

/**
 * The header Authorization of a request; undefined when there is none.
 *
 * SECURITY: Node takes the first of two such headers, others on the way take the last. A request with two gets both,
 * joined, which has the form of no scheme: nobody is signed in by a header that another part of the way did not look at.
 */
export function authorizationOf(request: IncomingMessage): string | undefined {
  const { rawHeaders } = request;
  const values = rawHeaders.filter((_value, index) => index % 2 === 1 && isAuthorization(rawHeaders[index - 1]));
  return values.length === 0 ? undefined : values.join(", ");
}
