import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";

// npm run fuzz -- --runs 100000 --seed 42: more requests of the generator than the suite sends, or of a seed one alone.
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
    only: { type: "string" },
  },
});
const wholeNumber = /^-?\d+$/;
for (const [name, value] of Object.entries(values)) {
  if (!wholeNumber.test(value)) throw new Error(`--${name} takes a whole number`);
}
process.env.FUZZ_RUNS = values.runs;
process.env.FUZZ_SEED = values.seed;
if (values.only !== undefined) process.env.FUZZ_ONLY = values.only;
process.stdout.write(
  `seed ${values.seed}, ${values.only === undefined ? `${values.runs} requests` : `request ${values.only}`}\n`,
);
const vitest = await startVitest("test", ["test/attacks/generated.test.ts"], { watch: false });
await vitest.close();
