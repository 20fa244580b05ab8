import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import {
  isCursorInstant,
  type PageArguments,
  type PageRequest,
  readPage,
  refusedCursor,
  toPage,
} from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { requireDesk } from "./desk.js";
import { countDigests, type DigestRow, findDigest, listDigests } from "./desk.store.js";
import { PriceDigest, PriceDigestAlert } from "./desk.type.js";
import type { DigestContent } from "./digest.js";
import { digestIdOf } from "./digest.pass.js";
import { toCounts } from "./triage.js";

const latestFirst = "price-digests";

/** What a digest tells. */
export function contentOf({ row }: PriceDigest): DigestContent {
  return row.content as DigestContent;
}

/** A digest of the API from its row. */
function toDigest(row: DigestRow): PriceDigest {
  const { day, madeAt, since, until } = row;
  const { alerts, before, counts } = row.content as DigestContent;
  return Object.assign(new PriceDigest(), {
    ...{ id: digestIdOf(row), day, madeAt, since, until, row },
    counts: toCounts(counts),
    before: toCounts(before),
    alerts: alerts.map(({ at, subjectId, type }) =>
      Object.assign(new PriceDigestAlert(), { at: new Date(at), subjectId, type }),
    ),
  });
}

const isDay = (text: string): boolean => isCursorInstant(`${text}T00:00:00.000Z`);

/**
 * A page of the digests of the actor's desk, the latest first.
 *
 * @throws FORBIDDEN at a bureau without a desk, INVALID_INPUT for a page that is not sound
 */
export async function readDigestList(
  context: RequestContext,
  args: PageArguments,
): Promise<ConnectionValue<PriceDigest>> {
  const desk = requireDesk(actorOf(context));
  const page: PageRequest = readPage(args, latestFirst);
  if (page.after !== null && !isDay(page.after.key)) throw refusedCursor();
  const rows = await inScope(context, (tx) => listDigests(tx, desk, page));
  return toConnection(
    toPage(rows, page, latestFirst, ({ bureau, day }) => ({ key: day, id: bureau })),
    page.after !== null,
    () => inScope(context, (tx) => countDigests(tx, desk)),
    toDigest,
  );
}

/**
 * Reads a digest of the actor's own desk again by the parts of its global identifier, for those who may read digests.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const digestNodeReader: NodeReader = async (context, [bureau = "", day = "", ...rest]) => {
  const actor = actorOf(context);
  const isOwn = rest.length === 0 && isDay(day) && bureau === actor.bureau.bureau;
  if (!isOwn || !holds(actor, "price.read")) return null;
  const row = await inScope(context, (tx) => findDigest(tx, bureau, day));
  return row === null ? null : toDigest(row);
};
