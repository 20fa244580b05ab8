import { Extensions } from "type-graphql";

/** What a field costs beyond the usual, as it stands in `extensions.cost` of the schema. */
export interface FieldCost {
  /** What the field costs each time that it is read, beside what is read of its value. */
  weight: number;
  /** How many items a list without `first` is taken to have. */
  items?: number;
  /** The argument, a list, whose length is that of the answer. */
  itemsOf?: string;
  /** What a given argument adds to the weight, by its path, such as "filter.text"; a list adds it for each of its items. */
  arguments?: Readonly<Record<string, number>>;
}

/**
 * Declares what a field costs, where that is not the usual: where it counts, searches, decrypts or works something out.
 * One unit is about the time that it takes to write one plain value into an answer, which is a microsecond.
 *
 * @param weight what the field costs each time that it is read
 * @param more how many items a list is taken to have, and what arguments add
 */
export function Weight(weight: number, more: Omit<FieldCost, "weight"> = {}): MethodDecorator & PropertyDecorator {
  const cost: FieldCost = { weight, ...more };
  return Extensions({ cost }) as MethodDecorator & PropertyDecorator;
}
