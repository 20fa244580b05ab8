import { priceDigests, priceSuggestions } from "../../schema/index.js";
import type { Place } from "../../src/platform/actor.js";
import { chinaDay, systemClock } from "../../src/platform/clock.js";
import { fromGlobalId, newId, toGlobalId } from "../../src/platform/ids.js";
import type { Unit, World } from "../world.js";

/** Which ticket price matters are about, and where it is held. */
export interface PriceMatter {
  city: Unit & ("cityA" | "cityB");
  ticket: string;
  /** Where the centre stands that holds it. */
  holder: Place;
  marker: string;
}

const noCases = { total: 0, fresh: 0, key: 0, done: 0, open: 0 };

/**
 * The price department of a city sorts a price case and asks about it; and, as if rules and clock had made them, a suggestion
 * upon the ticket and a digest of the department.
 */
export async function addPriceMatters(
  world: World,
  { city, holder, marker, ticket }: PriceMatter,
): Promise<{ priceCase: string; priceNote: string; priceSuggestion: string; priceDigest: string }> {
  const unit = `${city}Price` as const;
  const { askAboutPriceCase, markPriceCase } = await world
    .as(`${unit}.priceSupervisor`)
    .ask<{ askAboutPriceCase: { note: { id: string } }; markPriceCase: { case: { id: string } } }>(
      `mutation ($mark: MarkPriceCaseInput!, $question: AskAboutPriceCaseInput!) {
        markPriceCase(input: $mark) { case { id } }
        askAboutPriceCase(input: $question) { note { id } } }`,
      {
        mark: { ticketId: ticket, version: 0, state: "KEY" },
        question: { ticketId: ticket, question: `${marker}询问` },
      },
    );
  const at = systemClock.now();
  const [province = "", ticketId = ""] = fromGlobalId(ticket)?.parts ?? [];
  const [id, day, bureau] = [newId(at), chinaDay(at), world.code[unit]];
  await world.database.asSystem("put price matters on a ticket for a test", async (tx) => {
    await tx.insert(priceSuggestions).values({
      ...{ ...holder, id, ticketId, line: "PRICE", direction: "OUT_OF", state: "OPEN" },
      ...{ rules: ["QUALITY_MATTER"], topics: [], words: [], suggestedAt: at },
    });
    await tx.insert(priceDigests).values({
      ...{ ...holder, bureau, day, since: at, until: at, madeAt: at },
      content: {
        ...{ counts: noCases, before: noCases, goods: [], places: [], position: 0, openQuestions: [], alerts: [] },
        ...{
          respondents: [{ ...noCases, value: `${marker}药房`, before: null }],
          keyCases: [`${province}:${ticketId}`],
        },
      },
    });
  });
  return {
    priceCase: markPriceCase.case.id,
    priceNote: askAboutPriceCase.note.id,
    priceSuggestion: toGlobalId("PriceSuggestion", province, id),
    priceDigest: toGlobalId("PriceDigest", bureau, day),
  };
}
