import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldAll } from "../../../src/modules/statistics/index.js";
import { makeProvince, type World } from "../../world.js";
import { record } from "../calls/calling.js";
import { ask, type RowAnswer, type StatisticsAnswered, type ValueAnswer } from "./asking.js";
import {
  codeOf,
  dayOf,
  measure,
  type PlainCall,
  type PlainPeriod,
  type PlainValue,
} from "./calls-oracle/plain-calls.js";
import { anyQuestion, anyRecord, type CallQuestion, type CallRecord, toInput } from "./calls-oracle/random-calls.js";
import { verify } from "./checking.js";
import { decimal } from "./oracle/plain-values.js";

/** What was recorded last of each call. */
type Known = Map<string, CallRecord>;

async function tell(world: World, known: Known, records: readonly CallRecord[]): Promise<void> {
  for (const one of records) {
    const id = `${one.centre} ${one.number}`;
    const before = known.get(id);
    await record(world.as(`${one.centre}.shiftManager`), toInput(one));
    if (before === undefined || before.revision < one.revision) known.set(id, one);
  }
}

function plainCalls({ code }: World, known: Known): PlainCall[] {
  const places = {
    cityACentre: { city: code.cityA, county: null },
    cityBCentre: { city: code.cityB, county: null },
    countyA1: { city: code.cityA, county: code.countyA1 },
    province: { city: null, county: null },
  };
  return [...known.values()].map(({ call, centre }) => ({
    ...call,
    place: { province: code.province, bureau: code[centre], ...places[centre] },
  }));
}

function expectValue(answer: ValueAnswer, plain: PlainValue): void {
  const { denominator, distribution, numerator, value } = answer;
  switch (plain.form) {
    case "COUNT":
      expect([numerator, value]).toEqual([plain.numerator, String(plain.numerator)]);
      return;
    case "RATE":
    case "RATIO": {
      const scale = plain.form === "RATE" ? 100n : 1n;
      const text =
        plain.denominator === 0 ? null : decimal(scale * BigInt(plain.numerator), BigInt(plain.denominator), 2);
      expect([numerator, denominator, value]).toEqual([plain.numerator, plain.denominator, text]);
      return;
    }
    case "DISTRIBUTION":
      expect(distribution).toEqual(plain.distribution);
      return;
    case "LONGEST":
      expect(value).toBe(plain.seconds === null ? null : String(plain.seconds));
      return;
    default:
      expect(numerator === null ? null : numerator / (denominator ?? 0)).toBe(plain.lowest);
  }
}

function expectRow(question: CallQuestion, row: RowAnswer, calls: readonly PlainCall[], period: PlainPeriod): void {
  const keys = Object.fromEntries(row.keys.map(({ code, dimension }) => [dimension, code]));
  const own = calls.filter((call) =>
    Object.entries(keys).every(([dimension, code]) => codeOf(call, dimension) === code),
  );
  for (const value of row.values) {
    try {
      expectValue(value, measure(value.measure, own, keys, period));
    } catch (error) {
      throw new Error(`${value.measure} of ${JSON.stringify(keys)} in ${JSON.stringify(question)}`, { cause: error });
    }
  }
}

function compare(question: CallQuestion, answer: StatisticsAnswered, all: readonly PlainCall[]): void {
  const { dimensions, filter, period } = question;
  const fits = (call: PlainCall): boolean => filter.queues?.includes(call.queue ?? "") !== false;
  const within = ({ from, to }: PlainPeriod): PlainCall[] =>
    all.filter((call) => fits(call) && dayOf(call.offeredAt) >= from && dayOf(call.offeredAt) <= to);
  const calls = within(period);
  expectRow(question, answer.total, calls, period);
  for (const row of answer.rows) expectRow(question, row, calls, period);
  const told = new Set(answer.rows.map(({ keys }) => keys.map(({ code }) => code).join(" ")));
  const counted = calls.filter(({ outcome }) => outcome !== "VOID");
  const missing = counted.filter((call) => !told.has(dimensions.map((one) => codeOf(call, one)).join(" ")));
  if (dimensions.length > 0) expect(missing).toEqual([]);
  const before = answer.comparedPeriod;
  if (before !== null) {
    const earlier = answer.total.values.map(({ compared, ...value }) => ({ ...value, ...compared }) as ValueAnswer);
    expectRow(question, { ...answer.total, values: earlier }, within(before), before);
  }
}

describe("the statistics after any records of calls, in any order", () => {
  it("answer any question as counting call by call does, folded or not", { timeout: 180_000 }, async () => {
    const moments = fc.array(
      fc.tuple(
        fc.array(anyRecord, { minLength: 30, maxLength: 60, size: "max" }),
        fc.boolean(),
        fc.array(anyQuestion, { minLength: 12, maxLength: 16, size: "max" }),
      ),
      { minLength: 3, maxLength: 4, size: "max" },
    );
    await fc.assert(
      fc.asyncProperty(moments, async (given) => {
        const world = await makeProvince();
        const known: Known = new Map();
        for (const [records, isFolded, questions] of given) {
          await tell(world, known, records);
          if (isFolded) await foldAll(world.database);
          const calls = plainCalls(world, known);
          for (const question of questions) {
            compare(question, await ask(world.as("province.analyst"), { ...question }), calls);
          }
          expect((await verify(world.database, world.code.province)).sentences).toEqual([]);
        }
      }),
      // Making a failure smaller would take minutes; its seed repeats it, and the question that is named says the rest.
      {
        numRuns: Number(process.env.STATISTICS_RUNS ?? 3),
        endOnFailure: true,
        asyncReporter: async ({ counterexamplePath, errorInstance, failed, seed }) => {
          if (failed) throw new Error(`seed ${seed}, path ${counterexamplePath}`, { cause: errorInstance });
        },
      },
    );
  });
});
