import type { LiveParameters } from "./live.js";

/** What a client says, as the protocol graphql-transport-ws has it. */
export type ClientMessage =
  | { type: "connection_init" | "ping" | "pong"; payload: Readonly<Record<string, unknown>> }
  | { type: "subscribe"; id: string; payload: LiveParameters }
  | { type: "complete"; id: string };

/** The longest identifier of an operation that is taken, in UTF-16 units; it stands in every answer. Clients use UUIDs. */
const longestIdentifier = 128;

/**
 * Reads a message.
 *
 * @returns null for what is none of the protocol's
 */
export function readClientMessage(text: string): ClientMessage | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(message)) return null;
  const { id, payload, type } = message;
  switch (type) {
    case "connection_init":
    case "ping":
    case "pong":
      return payload === undefined || payload === null || isRecord(payload) ? { type, payload: payload ?? {} } : null;
    case "subscribe":
      return isIdentifier(id) && isParameters(payload) ? { type, id, payload: parametersOf(payload) } : null;
    case "complete":
      return isIdentifier(id) ? { type, id } : null;
    default:
      return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isIdentifier = (id: unknown): id is string =>
  typeof id === "string" && id !== "" && id.length <= longestIdentifier;

const isTextOrNone = (value: unknown): boolean => value === undefined || value === null || typeof value === "string";

const isRecordOrNone = (value: unknown): boolean => value === undefined || value === null || isRecord(value);

// A trusted document may be named in place of a query; whether one of the two must be there, the door says in its words.
function isParameters(payload: unknown): payload is Fields {
  if (!isRecord(payload)) return false;
  const { documentId, extensions, operationName, query, variables } = payload;
  const isAsked = typeof query === "string" || typeof documentId === "string";
  const areTexts = isTextOrNone(query) && isTextOrNone(documentId) && isTextOrNone(operationName);
  return isAsked && areTexts && isRecordOrNone(variables) && isRecordOrNone(extensions);
}

/** The parameters alone: what else stands in a payload is not looked at. */
export function parametersOf({ documentId, extensions, operationName, query, variables }: Fields): LiveParameters {
  return { documentId, extensions, operationName, query, variables };
}
