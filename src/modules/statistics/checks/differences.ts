import type { FactRow } from "../../tickets/index.js";

/** What is compared of the facts of a ticket: not the place under the tree of then, which is history and kept alone. */
export type ComparedFacts = Omit<FactRow, "cityThen" | "countyThen" | "holderThen">;

/** A value of facts as it is told: amounts and lists as texts. */
export type ToldValue = string | number | boolean | null;

/** One thing that is another than it ought to be. */
export interface Deviation {
  /** The name of the column of the facts, or of the counter of a cell. */
  readonly name: string;
  readonly is: ToldValue;
  readonly oughtToBe: ToldValue;
}

/** A ticket whose facts are others than those that follow from it. */
export interface TicketDifference {
  readonly province: string;
  readonly ticketId: string;
  /** Null where it has no facts at all. */
  readonly deviations: readonly Deviation[] | null;
}

/** A cell of the rollups that is another than the sum of the facts. */
export interface CellDifference {
  readonly rollup: number;
  readonly place: string;
  readonly basis: string;
  readonly bucket: string;
  readonly kind: string;
  readonly line: string;
  readonly first: string;
  readonly second: string;
  readonly province: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly deviations: readonly Deviation[];
}

/** A cell of the rollups of calls that is another than the sum of the calls. */
export interface CallCellDifference {
  readonly rollup: number;
  readonly province: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly bureau: string;
  readonly bucket: string;
  readonly weekday: number;
  readonly hour: number;
  readonly queue: string;
  readonly operatorNumber: string;
  readonly deviations: readonly Deviation[];
}

// SECURITY: a respondent may be a person, so only that the name differs is told.
const withheld: ReadonlySet<string> = new Set(["respondent"]);

/** What of the facts of a ticket is another than it ought to be. Pure. */
export function compareFacts(kept: ComparedFacts, ought: ComparedFacts): Deviation[] {
  const names = Object.keys(ought) as (keyof ComparedFacts)[];
  return names.flatMap((name) => {
    const [is, oughtToBe] = [toldOf(kept[name]), toldOf(ought[name])];
    if (is === oughtToBe) return [];
    return withheld.has(name) ? [{ name, is: null, oughtToBe: null }] : [{ name, is, oughtToBe }];
  });
}

function toldOf(value: ComparedFacts[keyof ComparedFacts]): ToldValue {
  if (typeof value === "bigint") return value.toString();
  return Array.isArray(value) ? value.join(",") : (value as ToldValue);
}
