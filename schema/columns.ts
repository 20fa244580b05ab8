import { type AnyPgColumn, bigint, customType, date, timestamp } from "drizzle-orm/pg-core";

/**
 * A code of ours (bureau, division, state, class), compared byte by byte. The "C" collation makes equality and order
 * independent of the server's locale, and its operators are leakproof, so row policies keep their index conditions.
 */
export const code = customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
});

/** A binary value, as a Buffer. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => "bytea",
});

/** The identifier of the transaction that wrote a row; the outbox is read in its order. */
export const transactionId = customType<{ data: string; driverData: string }>({
  dataType: () => "xid8",
});

/** An instant, to the millisecond, which is what a JavaScript Date can hold: a cursor built from it finds its row again. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** A day in China, as "YYYY-MM-DD". */
export const day = (name: string) => date(name, { mode: "string" });

/** An amount of money in 分 (a hundredth of a yuan), exact. */
export const fen = (name: string) => bigint(name, { mode: "bigint" });

/**
 * The place of a row in the tree of bureaus, as it is today: the codes of the authorities at province, city and county
 * level above the bureau (the bureau itself included), and the bureau. One equality on one of them decides sight.
 */
export const placeColumns = () => ({
  province: code("province").notNull(),
  city: code("city"),
  county: code("county"),
  bureau: code("bureau").notNull(),
});

/** The columns that a row policy needs of a table with a place. */
export interface PlaceColumns {
  province: AnyPgColumn;
  city: AnyPgColumn;
  county: AnyPgColumn;
  bureau: AnyPgColumn;
}

/**
 * The columns of one party of a matter between bureaus: its code, and the codes of the authorities at city and county
 * level above it (itself included), as they are today.
 *
 * @param name what the party is to the matter, such as issuer
 */
export const partyColumns = <Name extends string>(name: Name) =>
  ({
    [name]: code(name).notNull(),
    [`${name}City`]: code(`${name}_city`),
    [`${name}County`]: code(`${name}_county`),
  }) as PartyBuilders<Name>;

type NullableCode = ReturnType<typeof code>;
type RequiredCode = ReturnType<ReturnType<typeof code>["notNull"]>;
type PartyBuilders<Name extends string> = { [Key in Name]: RequiredCode } & {
  [Key in `${Name}City` | `${Name}County`]: NullableCode;
};
