import type { Actor, Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { asActorWithin, type Transaction } from "../../platform/database.js";
import { toGlobalId } from "../../platform/ids.js";
import { recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { write } from "../../platform/writing.store.js";
import { logBounds, readLogInScope } from "../events/index.js";
import { type DueMoment, defineDuePass } from "../jobs/index.js";
import { actingBureauOf, findBureau, isValidOn } from "../jurisdictions/index.js";
import { isPriceDesk, priceLine } from "./desk.js";
import {
  claimDueDesks,
  type DeskRow,
  type DigestRow,
  deskUpdate,
  digestInsertion,
  findDeskForChange,
  findDigest,
  findKeyCases,
  findLastDigest,
} from "./desk.store.js";
import {
  alertsAmong,
  alertTypes,
  compared,
  type DigestContent,
  mostNamed,
  nextDue,
  periodsOf,
  wholeOf,
} from "./digest.js";
import { findOpenQuestions, noteKeyText } from "./note.store.js";
import { priceEventTypes } from "./price.events.js";
import { countCasesBy } from "./triage.store.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const digestType = "PriceDigest";

/** The global identifier of a digest. */
export function digestIdOf({ bureau, day }: Pick<DigestRow, "bureau" | "day">): string {
  return toGlobalId(digestType, bureau, day);
}

/** How far back the first digest of a desk looks for alerts, in events. */
const farthestBack = 200_000;

/** A desk whose digest is due, and when it was. */
interface DueDesk extends DeskRow {
  dueAt: Date;
}

/**
 * Makes the digests of price desks at their hours (每日简报): of what was received in the day until then, with the rights of
 * the desk. Each desk and day has one, whoever runs it and however often: the row of the desk is locked, and moves on to the
 * next day in the same transaction. One that is late tells of the same day, as it stands now.
 */
export const digestPass = defineDuePass<DueDesk, { readonly bureau: string; readonly dueAt: string }>({
  name: "price-digests",
  everyMilliseconds: 10_000,
  batchSize: 10,
  claim: async (tx, wanted) => (await claimDueDesks(tx, wanted)).flatMap(asDue),
  handle: async (tx, desks, moment) => {
    for (const desk of desks) await makeDigest(tx, desk, moment);
  },
  park: (tx, { bureau }) => write(tx, [deskUpdate(bureau, { digestAt: null })]),
  payloadOf: ({ bureau, dueAt }) => ({ bureau, dueAt: dueAt.toISOString() }),
  bureauOf: ({ bureau }) => bureau,
  find: async (tx, { bureau, dueAt }) => {
    const desk = await findDeskForChange(tx, bureau);
    // Whoever has set the hour meanwhile has set when the next is due, too.
    return desk === null || desk.digestHour === null || desk.digestAt !== null
      ? null
      : { ...desk, dueAt: new Date(dueAt) };
  },
});

const asDue = (desk: DeskRow): DueDesk[] => (desk.digestAt === null ? [] : [{ ...desk, dueAt: desk.digestAt }]);

async function makeDigest(tx: Transaction, desk: DueDesk, { at, requestId }: DueMoment): Promise<void> {
  const bureau = await findBureau(tx, desk.bureau);
  const acting = bureau === null ? null : actingBureauOf(bureau);
  if (bureau === null || acting === null || !isValidOn(bureau, chinaDay(at)) || !isPriceDesk(acting)) {
    await write(tx, [deskUpdate(desk.bureau, { digestAt: null })]);
    return;
  }
  const day = chinaDay(desk.dueAt);
  const moveOn = deskUpdate(desk.bureau, { digestAt: nextDue(desk.dueAt, at) });
  if ((await findDigest(tx, desk.bureau, day)) !== null) return write(tx, [moveOn]);

  const { city, county, province } = desk;
  const place: Place = { province, city, county, bureau: desk.bureau };
  const periods = periodsOf(desk.dueAt);
  const content = await readContent(tx, { person: null, client: null, bureau: acting, roles: [] }, desk.dueAt);
  const digest: DigestRow = { ...place, day, since: periods.now.from, until: periods.now.until, madeAt: at, content };
  const { total } = content.counts;
  await write(tx, [
    digestInsertion(digest),
    moveOn,
    ...recordings({ place }, [
      {
        ...{ action: "price.platform", at, requestId },
        subject: { type: digestType, id: digestIdOf(digest), place },
        detail: { day, total },
        events: [{ type: priceEventTypes.DIGESTED, payload: { day, total } }],
      },
    ]),
  ]);
}

// Under the scope of the desk: a digest tells nothing that its people would not find in their lists.
async function readContent(tx: Transaction, desk: Actor, due: Date): Promise<DigestContent> {
  const { bureau } = desk.bureau;
  const scope = scopeOf(desk.bureau);
  const periods = periodsOf(due);
  const [{ latest }, last] = [await logBounds(tx), await findLastDigest(tx, bureau)];
  const lastPosition = (last?.content as DigestContent | undefined)?.position ?? null;
  const after = lastPosition ?? Math.max(latest - farthestBack, 0);
  return asActorWithin(tx, desk, async () => {
    const now = await countCasesBy(tx, scope, bureau, periods.now);
    const before = await countCasesBy(tx, scope, bureau, periods.before);
    const events = await readLogInScope(tx, desk.bureau, { after, until: latest, limit: 1000, types: alertTypes });
    return {
      counts: wholeOf(now),
      before: wholeOf(before),
      goods: compared(now, before, "GOODS"),
      places: compared(now, before, "PLACE"),
      respondents: compared(now, before, "RESPONDENT"),
      keyCases: await findKeyCases(tx, scope, bureau, mostNamed),
      openQuestions: (await findOpenQuestions(tx, bureau, mostNamed)).map(noteKeyText),
      alerts: alertsAmong(
        events.filter(({ place, witnesses }) =>
          [place, ...witnesses].some(({ line }) => line === null || line === priceLine),
        ),
        lastPosition === null ? periods.now.from : new Date(0),
      ),
      position: latest,
    };
  });
}
