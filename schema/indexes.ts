import { type ExtraConfigColumn, index } from "drizzle-orm/pg-core";

/** The columns by which a table with a place is listed, newest first. */
interface ListedColumns {
  province: ExtraConfigColumn;
  city: ExtraConfigColumn;
  county: ExtraConfigColumn;
  bureau: ExtraConfigColumn;
  /** An identifier that grows with time (UUIDv7). */
  id: ExtraConfigColumn;
}

/**
 * The indexes of a table that is listed newest first, one for each level beneath the nation: a page is read from the one
 * whose equality decides the reader's sight.
 *
 * @param name what the names of the indexes begin with: the name of the table
 */
export const newestFirstByPlace = (name: string, { province, city, county, bureau, id }: ListedColumns) => [
  index(`${name}_province`).on(province, id.desc().nullsFirst()),
  index(`${name}_city`).on(city, id.desc().nullsFirst()),
  index(`${name}_county`).on(county, id.desc().nullsFirst()),
  index(`${name}_bureau`).on(bureau, id.desc().nullsFirst()),
];
