import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin } from "../../platform/database.js";
import { defineLoader } from "../../platform/loaders.js";
import { rowsDoneOf } from "./chunk.store.js";

const nameOf = ({ id, province, round }: { id: string; province: string; round: number }): string =>
  `${province}:${id}:${round}`;

/** How many rows of an import its walk has done, by province, id and walk. */
const progress = defineLoader<{ rows: number }>(async (context, keys) => {
  const walks = keys.map((key) => {
    const [province = "", id = "", round = ""] = key.split(":");
    return { province, id, round: Number(round) };
  });
  const reason = "how far imports have come that the actor sees";
  const done = await inScope(context, (tx) =>
    asSystemWithin(tx, actorOf(context), reason, () => rowsDoneOf(tx, walks)),
  );
  return new Map(walks.map((walk) => [nameOf(walk), { rows: done.get(walk.id) ?? 0 }]));
});

/** How many rows of an import its walk has done. */
export async function rowsDone(
  context: RequestContext,
  walk: { id: string; province: string; round: number },
): Promise<number> {
  return (await progress(context, nameOf(walk)))?.rows ?? 0;
}
