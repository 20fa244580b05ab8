import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { rootFieldNames } from "../access/documents.js";
import { answerableTypes } from "./generator/answerable.js";
import { fingerprintOf, handedOverTo } from "./generator/fingerprint.js";
import { runCourse } from "./generator/run.js";
import { type Scene, setScene } from "./generator/scene.js";
import { newTally, tallyText } from "./generator/tally.js";

/** The seeds of the suite, of 2,200 requests each. `npm run fuzz` gives others. */
const suite = [
  { seed: 1, runs: 2200 },
  { seed: 12315, runs: 2200 },
  { seed: 121, runs: 2200 },
  { seed: 20260415, runs: 2200 },
  { seed: -7, runs: 2200 },
];

const { FUZZ_SEED, FUZZ_RUNS, FUZZ_ONLY } = process.env;
const isAsked = FUZZ_SEED !== undefined;
const only = FUZZ_ONLY === undefined ? null : Number(FUZZ_ONLY);
const courses = isAsked ? [{ seed: Number(FUZZ_SEED), runs: Number(FUZZ_RUNS ?? 5000), only }] : suite;

describe("requests out of a generator over the schema", () => {
  const schema = buildLianxinSchema();
  const tally = newTally();
  let scene: Scene;
  let before: Record<string, string>;

  beforeAll(async () => {
    scene = await setScene();
    before = await fingerprintOf(scene.registry);
  }, 300_000);

  afterAll(async () => {
    if (isAsked) process.stdout.write(`${tallyText(tally)}\n`);
    await scene.close();
  }, 30_000);

  for (const course of courses) {
    it(`of the seed ${course.seed} bring about no fault, show nothing foreign, and fit the schema`, {
      timeout: 60_000 + course.runs * 200,
    }, async () => {
      await runCourse(scene, schema, course, tally);
    });
  }

  it("changed no row outside the province of those who asked, but for the tickets that were handed over", async () => {
    expect(await fingerprintOf(scene.registry)).toEqual(before);
  });

  it("did nothing in the neighbouring province with the tickets that were handed over to it", async () => {
    const { tickets, touched } = await handedOverTo(scene.registry);
    expect(touched).toBe(0);
    expect(tickets).toBeGreaterThan(only === null ? 1 : 0);
  });

  it("left the chain of the audit whole", async () => {
    expect(await scene.audit()).toMatchObject({ isWhole: true });
  });

  it("hid what is there to be seen by those whose it is", async () => {
    const shown = await scene.shownToForeigners();
    expect(scene.hidden.filter((text) => shown.includes(text)).length).toBeGreaterThan(15);
  });

  it("left no trace in the audit where they were refused before they ran", async () => {
    expect(tally.refused.length).toBeGreaterThan(only === null ? 50 : -1);
    const { sql } = scene.registry;
    const found = await sql`SELECT action FROM audit_entries WHERE request_id = ANY (${tally.refused})`;
    expect([...found]).toEqual([]);
  });

  it.skipIf(isAsked)("went deep: most ran, each root field often, and every type was answered", () => {
    expect(tally.executed / tally.requests).toBeGreaterThan(0.7);
    const seldom = rootFieldNames().filter((name) => (tally.executedFields.get(name) ?? 0) < 20);
    expect(seldom).toEqual([]);
    // Which step finds its ticket in the right state hangs on what others do meanwhile.
    const neverWell = rootFieldNames().filter((name) => (tally.succeededFields.get(name) ?? 0) === 0);
    expect(neverWell.length, neverWell.join()).toBeLessThan(8);
    const reached = new Set([...tally.reached].map((field) => field.split(".")[0] ?? ""));
    const unreached = answerableTypes(schema).filter((name) => !reached.has(name));
    expect(unreached.length, unreached.join()).toBeLessThan(7);
  });
});
