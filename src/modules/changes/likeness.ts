import { actorOf, type RequestContext } from "../../platform/context.js";

/**
 * What a subscription is like, as text: its field, the rights of the reader, by which nodes are read, and what else decides
 * what it is told. Equal things give equal texts, in whatever order their parts came.
 *
 * @param more its arguments, checked and filled in
 */
export function likenessOf(context: RequestContext, field: string, more: unknown): string {
  const { client, person, roles } = actorOf(context);
  const rights = { roles: [...roles].sort(), scopes: [...(client?.scopes ?? ["*"])].sort(), isPerson: person !== null };
  return JSON.stringify(canonical([field, rights, more]));
}

/** The names in a value in the order of the alphabet; what is undefined is left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([n, part]) => [n, canonical(part)]),
  );
}
