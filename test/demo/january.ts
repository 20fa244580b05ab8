import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/platform/clock.js";
import { addressOf, expectCode, type GraphqlResult } from "../api.js";
import { sendAs } from "./figures-questions.js";
import type { FigureWorld } from "./figures-world.js";

/** What a rule would have done. */
interface Tried {
  backtestSurgeRule: {
    days: string[];
    evaluatedFrom: string | null;
    alerts: { openedAt: string; closedAt: string | null }[];
  };
}

const document = `query ($input: BacktestSurgeRuleInput!) {
  backtestSurgeRule(input: $input) { days evaluatedFrom alerts { openedAt closedAt } }
}`;

/** From 1 October 2019 to 5 February 2020. */
const period = { days: 128, until: "2020-02-05" };

/** Tries a rule of departure on class PRICE, with what is usual for the rest. */
function tryRule({ api, own }: FigureWorld, login: string, watched: object): Promise<GraphqlResult<Tried>> {
  const rule = { issueClass: "PRICE", baseline: {}, ...watched };
  const place = { database: own.database, address: addressOf(api), now: systemClock.now() };
  return sendAs<Tried>(place, login, document, { input: { rule, ...period } });
}

/** What the price desk sees of the January of 2020, where the figures are loaded. */
export function describeJanuary(world: () => FigureWorld): void {
  describe("January 2020, to the price desk of Suzhou", () => {
    it.each([
      ["price reports", { kinds: ["REPORT"] }],
      ["all price cases", {}],
    ])("would have alarmed it of %s on the 25th, and on no ordinary day before", async (_, watched) => {
      const { data, errors } = await tryRule(world(), "suzhou.price", watched);
      expect(errors).toBeUndefined();
      const { alerts, days: fired, evaluatedFrom } = data.backtestSurgeRule;
      expect(fired).toEqual(["2020-01-25"]);
      expect(alerts).toMatchObject([{ closedAt: null }]);
      expect(evaluatedFrom).toBe("2019-09-30T17:00:00.000Z");
    });

    it("is nothing that the price desk of another city may try a rule on", async () => {
      expectCode(await tryRule(world(), "chuzhou.price", { region: "320500" }), "NOT_FOUND", "rule.region");
    });
  });
}
