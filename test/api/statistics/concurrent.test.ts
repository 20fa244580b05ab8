import { describe, expect, it } from "vitest";
import { foldDeltas } from "../../../src/modules/statistics/index.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff, take } from "../tickets/driving.js";
import { ask, type StatisticsAnswered } from "./asking.js";

const measures = ["RECEIVED", "DISPATCHED", "ACCEPTED", "CLOSED", "CLOSURE_RATE"];

/** One complaint from its registration to its closing, as four calls. */
async function handle(world: World, number: number): Promise<void> {
  const { dispatcher, handler, operator } = staff(world);
  const ticket = await register(operator, complaint(world, { topics: number % 2 === 0 ? ["MASKS"] : ["REFUNDS"] }));
  const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
  const accepted = await take(handler, "acceptComplaint", sent, { withSigning: true, withCheck: true });
  const settlement = { withMediation: true, method: "REFUND", recoveredLoss: "1.00" };
  await take(handler, "closeTicket", accepted, { settlement });
}

const numbersOf = ({ values }: StatisticsAnswered["total"]): number[] =>
  values.map(({ numerator }) => Number(numerator));

describe("while tickets move and numbers are folded", () => {
  it("each answer is of one moment: groups make up their total, and nothing is counted twice or lost", async () => {
    const world = await makeProvince();
    const complaints = 24;
    let isOver = false;
    const moved = Promise.all(Array.from({ length: complaints }, (_, number) => handle(world, number))).finally(() => {
      isOver = true;
    });
    const folding = (async () => {
      for (let size = 1; !isOver; size = (size % 40) + 7) {
        await testDatabase().asSystem("fold while tickets move", (tx) => foldDeltas(tx, size));
      }
    })();
    const answers: StatisticsAnswered[] = [];
    const asking = (async () => {
      for (let turn = 0; !isOver; turn += 1) {
        const dimensions = [["STATE"], ["BUREAU"], ["MONTH", "KIND"], ["COUNTY", "CHANNEL"]][turn % 4];
        answers.push(await ask(world.as("cityA.analyst"), { measures, dimensions }));
      }
    })();
    await Promise.all([moved, folding, asking]);
    expect(answers.length).toBeGreaterThan(3);
    let before = 0;
    for (const { rows, total } of answers) {
      const [received = 0, dispatched = 0, accepted = 0, closed = 0] = numbersOf(total);
      const groups = rows.map(numbersOf);
      for (const [place, all] of numbersOf(total).entries()) {
        expect(groups.reduce((sum, group) => sum + (group[place] ?? 0), 0)).toBe(all);
      }
      expect(groups.flat().every((number) => number >= 0)).toBe(true);
      expect([dispatched <= received, accepted <= dispatched, closed <= accepted]).toEqual([true, true, true]);
      expect(received).toBeGreaterThanOrEqual(before);
      before = received;
    }
    const last = await ask(world.as("cityA.analyst"), { measures, dimensions: ["STATE"] });
    expect(numbersOf(last.total)).toEqual([complaints, complaints, complaints, complaints, complaints]);
    expect(last.rows.map(({ keys }) => keys[0]?.code)).toEqual(["CLOSED"]);
  }, 60_000);
});
