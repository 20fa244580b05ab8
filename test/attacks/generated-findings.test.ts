import { describe, expect, it } from "vitest";
import { expectCode } from "../api.js";
import { makeProvince } from "../world.js";

/*
 * What the generator of requests has found, each as a test of its own, so that it stays mended when the seeds change.
 * What it found of contacts stands with the tests of amendTicket: test/api/tickets/review.test.ts.
 */

describe("a subscription, which the schema does not have", () => {
  it("is a document that does not fit, and no fault of ours, in every form", async () => {
    const caller = (await makeProvince()).as("cityACentre.operator");
    const documents = [
      "subscription { ticket { id } }",
      "subscription Named($id: ID!) { ticket(id: $id) { id } }",
      "subscription { ...Part } fragment Part on Query { viewer { name } }",
      "subscription { __typename }",
    ];
    for (const document of documents) {
      const { data, errors } = await caller.gql(document, { id: "VGlja2V0" });
      const [first] = errors ?? [];
      expectCode({ errors: first === undefined ? [] : [first] }, "INVALID_DOCUMENT");
      expect(data ?? null, document).toBeNull();
    }
  });
});

describe("a period that is counted", () => {
  it("is refused where it lies out of the years of the trade, at both ends and in each count", async () => {
    const caller = (await makeProvince()).as("province.analyst");
    const periods = [
      { from: "0001-01-01", to: "0001-01-31" },
      { from: "0001-01-01", to: "9999-12-31" },
      { from: "9999-12-31", to: "9999-12-31" },
    ];
    for (const field of ["satisfactionCounts", "supervisionCounts", "returnCounts"]) {
      for (const period of periods) {
        const document = `query ($from: LocalDate!, $to: LocalDate!) { ${field}(from: $from, to: $to) { __typename } }`;
        expectCode(await caller.gql(document, period), "INVALID_INPUT");
      }
    }
  });
});
