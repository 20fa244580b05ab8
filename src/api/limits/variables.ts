import { type ApplicationError, tooLarge } from "../../platform/errors.js";

/** The items that one list of an input may hold, at any level; an input may allow fewer. */
export const mostListItems = 200;

/** The same for a list of objects: programs tell of many things at once, such as calls. */
export const mostListedObjects = 1000;

/** How deep the values of variables may stand within each other. */
export const deepestVariables = 10;

/**
 * Whether the variables of a request are larger than they may be; asked before they are fitted to their types.
 *
 * @param variables as they stand in the request; their form is not known yet
 * @returns TOO_LARGE, whose field is the path of the list or of the value that is too large; null otherwise
 */
export function largenessOfVariables(variables: unknown): ApplicationError | null {
  return largenessOfValue(variables, "variables", 0);
}

function largenessOfValue(value: unknown, path: string, depth: number): ApplicationError | null {
  if (typeof value !== "object" || value === null) return null;
  if (depth > deepestVariables) return tooLarge("variables.depth", depth, deepestVariables);
  if (Array.isArray(value)) {
    const most = value.every(isObject) ? mostListedObjects : mostListItems;
    if (value.length > most) return tooLarge(path, value.length, most);
    // Names of the caller's own making would make the path long; the places in lists say nothing.
    return firstOf(value, (item) => largenessOfValue(item, path, depth + 1));
  }
  return firstOf(Object.entries(value), ([name, item]) =>
    largenessOfValue(item, `${path}.${name.slice(0, 60)}`, depth + 1),
  );
}

function firstOf<Item>(items: readonly Item[], look: (item: Item) => ApplicationError | null): ApplicationError | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
