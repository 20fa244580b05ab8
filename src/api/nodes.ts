import type { ReadNode } from "../platform/context.js";
import { nodeReaders } from "./modules.js";

const typeNames = new WeakMap<object, string>();

/** The GraphQL type of an object that was read by its key; undefined for any other object. */
export function typeOfNode(value: object): string | undefined {
  return typeNames.get(value);
}

/** Reads an object by its type and key, and notes its type, which the object itself need not know. */
export const readNode: ReadNode = async (context, type, parts) => {
  const read = Object.hasOwn(nodeReaders, type) ? nodeReaders[type] : undefined;
  const value = (await read?.(context, parts)) ?? null;
  if (value !== null) typeNames.set(value, type);
  return value;
};
