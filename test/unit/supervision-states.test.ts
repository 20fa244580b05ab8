import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nationPlace } from "../../src/access/index.js";
import { leastIdAt } from "../../src/modules/supervision/order.counts.js";
import { authorityAt, isWith, superiorOf } from "../../src/modules/supervision/order.parties.js";
import {
  findOrderEdge,
  isUnanswered,
  type OrderState,
  orderEdges,
  orderEdgesFrom,
  orderStates,
  orderVerbs,
  sideOf,
} from "../../src/modules/supervision/order.states.js";
import { newId } from "../../src/platform/ids.js";

describe("the table of supervision orders", () => {
  it("is the one that was reviewed", () => {
    const rows = orderEdges.map(({ verb, from, to, by, action }) => `${from.join("|")} ${verb} ${to} ${by} ${action}`);
    expect(rows).toEqual([
      "ISSUED CONFIRM RECEIVED RECEIVER supervision.receive",
      "ISSUED|RECEIVED|SENT_BACK ANSWER ANSWERED RECEIVER supervision.receive",
      "ANSWERED ACCEPT ACCEPTED ISSUER supervision.decide",
      "ANSWERED SEND_BACK SENT_BACK ISSUER supervision.decide",
      "ISSUED|RECEIVED|SENT_BACK|ACCEPTED CLOSE CLOSED ISSUER supervision.decide",
    ]);
  });

  it("reaches every state from the issue, and the close from every state", () => {
    const reached = (from: OrderState): Set<OrderState> => {
      const found = new Set<OrderState>([from]);
      for (const state of found) for (const { to } of orderEdgesFrom(state)) found.add(to);
      return found;
    };
    expect([...reached("ISSUED")].sort()).toEqual([...orderStates].sort());
    for (const state of orderStates) expect(reached(state)).toContain("CLOSED");
    expect(orderEdgesFrom("CLOSED")).toEqual([]);
  });

  it("has one edge at most for a state and a verb, and tells of each verb whose it is", () => {
    for (const state of orderStates) {
      for (const verb of orderVerbs) {
        const edges = orderEdges.filter((edge) => edge.verb === verb && edge.from.includes(state));
        expect(findOrderEdge(state, verb)).toBe(edges[0] ?? null);
        expect(edges.length).toBeLessThanOrEqual(1);
      }
    }
    expect(orderVerbs.filter((verb) => sideOf(verb).by === "RECEIVER")).toEqual(["CONFIRM", "ANSWER"]);
  });

  it("waits for an answer exactly where one may be given", () => {
    expect(orderStates.filter(isUnanswered)).toEqual(orderStates.filter((state) => findOrderEdge(state, "ANSWER")));
  });
});

describe("the authority above", () => {
  const province = { province: "320000", city: null, county: null, bureau: "320000" };
  const city = { ...province, city: "320500", bureau: "320500" };
  const county = { ...city, county: "320508", bureau: "320508" };

  it("of a county is its city, of a city its province, of a province the nation, and of the nation nobody", () => {
    expect(superiorOf(county)).toEqual(city);
    expect(superiorOf(city)).toEqual(province);
    expect(superiorOf(province)).toEqual(nationPlace);
    expect(superiorOf(nationPlace)).toBeNull();
  });

  it("of a county without a city is its province", () => {
    expect(superiorOf({ ...province, county: "469001", bureau: "469001" })).toEqual(province);
  });

  it("of a unit is found from the authority that it belongs to", () => {
    expect(authorityAt({ ...county, bureau: "320508-01" })).toEqual(county);
    expect(authorityAt({ ...city, bureau: "320500-12315" })).toEqual(city);
    expect(authorityAt(city)).toEqual(city);
  });

  it("has with it what it handles itself and what those beneath it handle", () => {
    const street = { ...county, bureau: "320508-01" };
    expect(["320508-01", "320508", "320500", "320000"].filter((bureau) => isWith(bureau, street))).toHaveLength(4);
    expect(isWith("320506", street)).toBe(false);
    expect(isWith("320508", city)).toBe(false);
  });
});

describe("the least identifier of an instant", () => {
  it("is not after any that is made at the instant, and after all that were made before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_102_444_800_000 }), (milliseconds) => {
        const least = leastIdAt(new Date(milliseconds));
        expect(least <= newId(new Date(milliseconds))).toBe(true);
        expect(least > newId(new Date(milliseconds - 1))).toBe(true);
      }),
    );
  });
});
