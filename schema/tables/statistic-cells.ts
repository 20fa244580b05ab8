import { bigint, index, integer, numeric, pgTable, smallint, unique, uuid } from "drizzle-orm/pg-core";
import { code, day, instant } from "../columns.js";
import { publicPolicies, sightPolicies } from "../policies.js";

const count = (name: string) => integer(name);

/**
 * The rollups (统计汇总): counts and sums of the tickets whose day of a kind lies in a day or month, at one place, by kind,
 * line, and one or two attributes. What is not folded yet stands in the deltas.
 */
export const statisticCells = pgTable(
  "statistic_cells",
  {
    /** Which rollup: level, grain and attributes, by its number. */
    rollup: smallint("rollup").notNull(),
    /** The bureau, or the authority at the level of the rollup. */
    place: code("place").notNull(),
    /** Which day of the ticket is counted by: REGISTERED, CLOSED and so on. */
    basis: code("basis").notNull(),
    /** The day, or the first day of the month. */
    bucket: day("bucket").notNull(),
    kind: code("kind").notNull(),
    line: code("line").notNull(),
    /** The values of the attributes of the rollup; empty where it has none, or the ticket has none. */
    first: code("first").notNull(),
    second: code("second").notNull(),
    province: code("province").notNull(),
    city: code("city"),
    county: code("county"),
    bureau: code("bureau"),

    tickets: count("tickets"),
    toDispatch: count("to_dispatch"),
    dispatched: count("dispatched"),
    accepted: count("accepted"),
    closed: count("closed"),
    acceptedAndClosed: count("accepted_and_closed"),
    settled: count("settled"),
    terminated: count("terminated"),
    refused: count("refused"),
    filed: count("filed"),
    turnedIntoCase: count("turned_into_case"),
    returned: count("returned"),
    graded: count("graded"),
    satisfied: count("satisfied"),
    /** Limits that were met, or tickets that were supervised, where they are counted by such a day. */
    met: count("met"),
    /** Sums of 分, of any size. */
    disputedAmount: numeric("disputed_amount"),
    recoveredLoss: numeric("recovered_loss"),
    fineAmount: numeric("fine_amount"),
    confiscatedAmount: numeric("confiscated_amount"),
  },
  (table) => [
    unique("statistic_cells_key")
      .on(
        table.rollup,
        table.place,
        table.basis,
        table.bucket,
        table.kind,
        table.line,
        table.first,
        table.second,
        // The nation may hold tickets of several provinces.
        table.province,
        table.city,
        table.county,
      )
      .nullsNotDistinct(),
    ...sightPolicies(
      {
        province: table.province,
        city: [table.city],
        county: [table.county],
        bureau: [table.bureau],
        line: table.line,
      },
      "SIGHT",
    ),
  ],
);

/** When the rollups were compared with the tickets, and what differed (统计核对): the nightly look, and those by hand. */
export const statisticChecks = pgTable(
  "statistic_checks",
  {
    id: uuid("id").primaryKey(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    /** How many tickets and cells were compared. */
    tickets: bigint("tickets", { mode: "number" }).notNull(),
    cells: bigint("cells", { mode: "number" }).notNull(),
    /** How many tickets had other facts, and how many cells other numbers. */
    differingTickets: integer("differing_tickets").notNull(),
    differingCells: integer("differing_cells").notNull(),
  },
  (table) => [index("statistic_checks_ended").on(table.endedAt), ...publicPolicies()],
);
