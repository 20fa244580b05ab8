import fc from "fast-check";
import type { GraphQLSchema } from "graphql";
import { greatestChoice } from "./choices.js";
import { examine } from "./findings.js";
import { planFrom } from "./operation.js";
import type { Scene } from "./scene.js";
import { type Answered, type Sent, send, written } from "./sending.js";
import { note, type Tally } from "./tally.js";

/** How many requests are under way at the same time. */
const atOnce = 8;

/** The longest time that a counterexample is looked for in a smaller form, in milliseconds. */
const shrinkingTime = 20_000;

/** The sequences of choices out of which requests are built. */
const sequences = fc.noBias(fc.array(fc.nat({ max: greatestChoice }), { maxLength: 400, size: "max" }));

interface Outcome {
  sent: Sent;
  answered: Answered;
  problems: readonly string[];
  /** What the log says, where the fault is ours. */
  fault: string | null;
}

/** A request of a run: its number in all of the run's, and its choices. */
interface Drawn {
  place: number;
  sequence: readonly number[];
}

async function attempt(
  scene: Scene,
  schema: GraphQLSchema,
  { place, sequence }: Drawn,
  tally: Tally | null,
): Promise<Outcome> {
  const sent = await written(scene, planFrom(sequence, place));
  // A connection that breaks is an answer too, and none that we may give.
  const answered = await send(scene, sent).catch((error: unknown) => ({
    status: 0,
    text: String(error),
    milliseconds: 0,
  }));
  const examined = examine(scene, schema, sent, answered);
  if (tally !== null) note(tally, sent, answered, examined);
  scene.noteCursors(answered.text);
  scene.noteDrillToken(sent.actor, answered.text);
  scene.noteConcentrationKey(sent.actor, answered.text);
  const { problems, requestId } = examined;
  return { sent, answered, problems, fault: requestId === null ? null : scene.faultOf(requestId) };
}

/** What to run: so many requests of a seed, or of them a single one, by its number. */
export interface Course {
  seed: number;
  runs: number;
  only?: number | null;
}

// Each seed begins with another root field, so that those of several together are spread evenly too.
const firstOf = (seed: number): number => Math.abs(seed) % 9973;

/**
 * Sends the requests of a seed, several at once, and examines every answer.
 *
 * @throws an error that shows the request at fault, its smallest form that was found, and how it is tried again
 */
export async function runCourse(scene: Scene, schema: GraphQLSchema, course: Course, tally: Tally): Promise<void> {
  const { seed, runs, only = null } = course;
  const all = fc.sample(sequences, { seed, numRuns: only === null ? runs : only + 1 });
  const first = firstOf(seed);
  let next = only ?? 0;
  let failure: { place: number; outcome: Outcome } | null = null;
  const work = async (): Promise<void> => {
    while (next < all.length && failure === null) {
      const place = next;
      next += 1;
      const outcome = await attempt(scene, schema, { place: first + place, sequence: all[place] ?? [] }, tally);
      if (outcome.problems.length > 0) failure ??= { place, outcome };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failure !== null) await tell(scene, schema, seed, failure);
}

async function tell(
  scene: Scene,
  schema: GraphQLSchema,
  seed: number,
  { place, outcome }: { place: number; outcome: Outcome },
): Promise<never> {
  let smallest: Outcome | null = null;
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const found = await attempt(scene, schema, { place: firstOf(seed) + place, sequence }, null);
    if (found.problems.length > 0) smallest = found;
    return found.problems.length === 0;
  });
  // The same seed and place give the same sequence, which fast-check then makes smaller as long as the fault stays.
  await fc.check(property, { seed, path: String(place), numRuns: 1, interruptAfterTimeLimit: shrinkingTime });
  throw new Error(
    [
      `request ${place} of seed ${seed} (again: npm run fuzz -- --seed ${seed} --only ${place})`,
      described(outcome),
      smallest === null
        ? "alone it did not fail again: it may take others at the same time"
        : `smaller:\n${described(smallest)}`,
    ].join("\n"),
  );
}

function described({ sent, answered, problems, fault }: Outcome): string {
  const { actor, transport, document, variables } = sent;
  return [
    ...problems.map((problem) => `  ! ${problem}`),
    `  ${transport} by ${actor}: ${document.slice(0, 3000)}`,
    `  variables: ${variables.slice(0, 2000)}`,
    `  answer ${answered.status}: ${answered.text.slice(0, 1500)}`,
    ...(fault === null ? [] : [`  log: ${fault.slice(0, 2000)}`]),
  ].join("\n");
}
