import type { Unit, World } from "../world.js";

/** A question about a whole year, as variables. */
export const yearAsked = { measures: ["RECEIVED"], period: { from: "2026-01-01", to: "2026-12-31" } };

/** The token of a number that a city counted: what lists the tickets and calls behind it. */
export async function askForToken(world: World, city: Unit & ("cityA" | "cityB")): Promise<{ drillToken: string }> {
  const { statistics } = await world
    .as(`${city}.analyst`)
    .ask<{ statistics: { total: { drillToken: string } } }>(
      "query ($question: StatisticsQuestion!) { statistics(question: $question) { total { drillToken } } }",
      { question: { ...yearAsked, measures: ["RECEIVED", "CALLS_OFFERED"] } },
    );
  return { drillToken: statistics.total.drillToken };
}
