import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict } from "../../../platform/errors.js";
import { toGlobalId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { mostOwnWords, type SetPriceDeskInput } from "../desk.inputs.js";
import { requireDesk } from "../desk.js";
import { type DeskRow, deskUpdate, findDeskForChange, findLastDigest, insertDesk } from "../desk.store.js";
import { firstDue } from "../digest.js";
import { priceEventTypes } from "../price.events.js";

const shortestWord = 2;
const longestWord = 20;

/**
 * Sets how a price desk works (设置价格监督台): the hour of its digest, and words of its own. The words hold for what is
 * registered or amended from now on.
 *
 * @throws FORBIDDEN at a bureau without a desk; CONFLICT where somebody else of the desk has set them since; INVALID_INPUT
 */
export function setPriceDesk(context: RequestContext, input: SetPriceDeskInput): Promise<DeskRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    authorize(actor, "price.manage", actor.bureau);
    const desk = requireDesk(actor);

    const before = await findDeskForChange(tx, desk);
    if ((before?.version ?? 0) !== input.version) throw conflict(before?.version ?? 0);
    check(input);
    const at = context.clock.now();
    const lastDay = (await findLastDigest(tx, desk))?.day ?? null;
    const { changes, isNewHour } = changesOf(input, before);
    const digestHour = changes.digestHour;
    const due = digestHour === null ? null : firstDue(at, digestHour, lastDay);
    const set = {
      ...changes,
      // An hour that stays does not put off the digest that is due.
      digestAt: isNewHour ? due : (before?.digestAt ?? due),
      ...{ setAt: at, setBy: actor.person?.id ?? null, version: input.version + 1 },
    };
    const { city, county, province } = actor.bureau;
    const row: DeskRow = { province, city, county, bureau: desk, ...set };

    if (before === null && !(await insertDesk(tx, row))) throw conflict(1);
    const { version, words } = row;
    await writeAndEnd(tx, [
      before === null ? null : deskUpdate(desk, set),
      ...recordings(actor, [
        {
          ...{ action: "price.manage", at, requestId: context.requestId },
          subject: { type: "PriceDesk", id: toGlobalId("PriceDesk", desk), version, place: actor.bureau },
          detail: { digestHour, words: words.length },
          events: [{ type: priceEventTypes.SET, payload: { digestHour, words: words.length } }],
        },
      ]),
    ]);
    return row;
  });
}

function changesOf({ digestHour, words }: SetPriceDeskInput, before: DeskRow | null) {
  const hour = digestHour === undefined ? (before?.digestHour ?? null) : digestHour;
  const isNewHour = hour !== (before?.digestHour ?? null);
  const own = words === undefined ? (before?.words ?? []) : [...new Set((words ?? []).map(folded))];
  return { changes: { digestHour: hour, words: own }, isNewHour };
}

// As the texts are in which they are looked for.
const folded = (word: string): string => word.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

function check({ digestHour, words }: SetPriceDeskInput): void {
  const validation = startValidation();
  if (digestHour != null && (digestHour < 0 || digestHour > 23)) {
    validation.add("digestHour", { zh: "时间应为 0 至 23 点。", en: "The hour is from 0 to 23." });
  }
  if ((words ?? []).length > mostOwnWords) {
    validation.add("words", {
      zh: `自设词最多 ${mostOwnWords} 个。`,
      en: `There may be at most ${mostOwnWords} words.`,
    });
  }
  for (const word of (words ?? []).slice(0, mostOwnWords)) {
    validation.text("words", word, longestWord, 1);
    const length = [...folded(word)].length;
    if (length >= shortestWord && length <= longestWord) continue;
    validation.add("words", {
      zh: `每个词 ${shortestWord} 至 ${longestWord} 个字。`,
      en: `Each word has ${shortestWord} to ${longestWord} characters.`,
    });
  }
  validation.finish();
}
