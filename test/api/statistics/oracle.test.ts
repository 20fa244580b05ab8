import fc from "fast-check";
import postgres from "postgres";
import { describe, it } from "vitest";
import { ownDatabase } from "../../database.js";
import { setStage } from "../../stage.js";
import { compareAnswer } from "./oracle/comparing.js";
import { expectCells, expectFacts } from "./oracle/kept-numbers.js";
import type { Life } from "./oracle/living.js";
import { readTickets } from "./oracle/plain-tickets.js";
import { anyLifeStep, happen } from "./oracle/random-life.js";
import { anyRoughQuestion, fitQuestion, type RoughQuestion } from "./oracle/random-questions.js";

// More runs, or one that failed again: STATISTICS_RUNS=50 STATISTICS_SEED=1234 STATISTICS_PATH=2 npx vitest run test/api/statistics/oracle
const { STATISTICS_PATH, STATISTICS_RUNS, STATISTICS_SEED } = process.env;
const runs = Number(STATISTICS_RUNS ?? 4);

/** Asks all questions of a moment, after its kept numbers were compared. */
async function compareAll(life: Life, questions: readonly RoughQuestion[], first: string): Promise<void> {
  const [world] = life.worlds;
  if (world === undefined) throw new Error("there is no province");
  const tickets = await readTickets(life.sql, life.before);
  await expectFacts(life, tickets);
  await expectCells(life.sql);
  for (const rough of questions) {
    const question = await fitQuestion(life, world, rough, first);
    try {
      await compareAnswer(question, tickets);
    } catch (error) {
      throw new Error(`${question.caller.login} asked ${JSON.stringify(question.asked)}`, { cause: error });
    }
  }
}

describe("the statistics after any life of a province", () => {
  it("answer any question as counting ticket by ticket does, folded or not", {
    timeout: 30_000 + runs * 20_000,
  }, async () => {
    const moments = fc.array(
      fc.tuple(
        fc.array(anyLifeStep, { minLength: 25, maxLength: 40, size: "max" }),
        fc.array(anyRoughQuestion, { minLength: 14, maxLength: 20, size: "max" }),
      ),
      { minLength: 3, maxLength: 4, size: "max" },
    );
    const firstDays = fc.constantFrom("2025-12-18", "2026-02-10", "2026-04-08", "2026-06-20");
    await fc.assert(
      fc.asyncProperty(firstDays, moments, async (first, given) => {
        const own = await ownDatabase();
        const stage = await setStage(first, own);
        const sql = postgres(own.adminUrl, { max: 1, onnotice: () => {} });
        try {
          const worlds = [await stage.makeProvince(), await stage.makeProvince()];
          // Bureaus of one province have different marks, or tickets of merged ones could have one number.
          await sql`UPDATE bureaus SET mark = mark || code WHERE level <> 'NATION'`;
          const life: Life = {
            ...{ stage, database: own.database, sql, worlds },
            ...{ before: new Map(), holders: new Map() },
          };
          for (const [steps, questions] of given) {
            for (const step of steps) await happen(life, step);
            await compareAll(life, questions, first);
          }
        } finally {
          await sql.end();
          await stage.close();
          await own.drop();
        }
      }),
      // Making a failure smaller would take minutes; its seed and path repeat it, and what was asked says the rest.
      {
        numRuns: runs,
        endOnFailure: true,
        asyncReporter: async ({ counterexamplePath, errorInstance, failed, seed }) => {
          if (failed) throw new Error(`seed ${seed}, path ${counterexamplePath}`, { cause: errorInstance });
        },
        ...(STATISTICS_SEED === undefined ? {} : { seed: Number(STATISTICS_SEED), path: STATISTICS_PATH ?? "" }),
      },
    );
  });
});
