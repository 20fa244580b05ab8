import fc from "fast-check";
import { foldDeltas } from "../../../../src/modules/statistics/index.js";
import { deadlineStepsPass } from "../../../../src/modules/supervision/index.js";
import { jobTools } from "../../../jobs.js";
import type { World } from "../../../world.js";
import { type Chance, type Life, pick, seenTickets } from "./living.js";
import type { PlainPlace } from "./plain-tickets.js";
import { course, register, work } from "./random-handling.js";
import { callBack, dispute, extend, handOver, order, reorganise, takeUp, turnIntoCase } from "./random-matters.js";

/** What may happen, with the weight of each. */
const happenings = {
  register: 6,
  course: 46,
  work: 34,
  callBack: 9,
  order: 3,
  dispute: 3,
  takeUp: 3,
  handOver: 1,
  turnIntoCase: 2,
  extend: 1,
  wait: 9,
  scheduler: 3,
  fold: 8,
  merge: 1,
  move: 4,
  remove: 1,
} as const;

type Happening = keyof typeof happenings;
/** One thing that happens, by chance. */
export interface LifeStep extends Chance {
  what: Happening;
}

/** Anything that may happen. */
export const anyLifeStep: fc.Arbitrary<LifeStep> = fc.record({
  what: fc.oneof(
    ...(Object.entries(happenings) as [Happening, number][]).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what),
    })),
  ),
  who: fc.nat(10_000),
  which: fc.nat(10_000),
  how: fc.nat(10_000),
  much: fc.nat(10_000),
});
const steps: Record<Happening, (life: Life, world: World, step: LifeStep) => Promise<unknown>> = {
  register: (_, world, step) => register(world, step),
  course,
  work,
  callBack,
  order,
  dispute,
  takeUp,
  handOver,
  turnIntoCase,
  extend,
  wait: async ({ stage }, _, { how, much }) => {
    const hours = how % 3 === 0 ? 24 * (1 + (much % 12)) : 1 + (much % 40);
    stage.clock.set(new Date(stage.clock.now().getTime() + hours * 3_600_000 + (much % 3600) * 1000));
  },
  scheduler: async ({ database, stage }) => {
    await deadlineStepsPass.run(jobTools(database, stage.clock));
  },
  fold: async ({ database }, _, { much }) => {
    await database.asSystem("fold for a test", (tx) => foldDeltas(tx, 1 + (much % 300)));
  },
  merge: (life, world, { how }) => {
    const [from, into] = pick(
      [
        ["countyA2", "countyA1"],
        ["countyB2", "countyB1"],
        ["zoneA", "countyA1"],
      ] as const,
      how,
    );
    return reorganise(life, world, "mergeBureaus", { from: [world.code[from]], into: world.code[into] });
  },
  move: (life, world, { how, who }) =>
    reorganise(life, world, "moveBureau", {
      bureau: world.code[pick(["countyA1", "countyA2", "countyB1", "zoneA"] as const, how)],
      newParent: world.code[pick(["cityA", "cityB"] as const, who)],
    }),
  remove: async ({ sql }, world, { which }) => {
    const tickets = await seenTickets(sql, world);
    if (tickets.length > 8) await sql`DELETE FROM tickets WHERE id = ${pick(tickets, which).id}`;
  },
};

/** Lets one thing happen, and notes where tickets went by it. */
export async function happen(life: Life, step: LifeStep): Promise<void> {
  // The second province is there for what is handed over to it, and so that the nation is more than one.
  const world = pick(life.worlds, step.who % 8 === 0 ? 1 : 0);
  await steps[step.what](life, world, step);
  life.stage.tick();
  await noteHolders(life, step.what === "merge" || step.what === "move");
}

/** A ticket that was handed on is where its new holder stands today; a reorganisation hands nothing on. */
async function noteHolders({ before, holders, sql }: Life, wasReorganised: boolean): Promise<void> {
  const rows = await sql<({ id: string; holder: string } & PlainPlace)[]>`
    SELECT id, holder, province, city, county, holder AS bureau FROM tickets`;
  for (const { id, holder, ...place } of rows) {
    if (!wasReorganised && holders.get(id) !== holder) before.set(id, place);
    holders.set(id, holder);
  }
}
