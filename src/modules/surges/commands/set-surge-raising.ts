import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, forbidden, invalidInput } from "../../../platform/errors.js";
import { toGlobalId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { lockRaisingOf, type RaisingRow, raisingWriting } from "../raising.store.js";
import { placesBounds, type SetSurgeRaisingInput } from "../raising.type.js";
import { surgeRuleEventTypes } from "../surge.events.js";

const forSuperiors: BilingualText = {
  zh: "只有总局和省级市场监督管理部门接收下级升级的预警。",
  en: "Surges are raised to the authorities of provinces and of the nation alone.",
};

/**
 * Sets from how many places on the caller's bureau is told of the same surge (设置升级预警条件): an authority of a province
 * counts cities, that of the nation provinces.
 *
 * @throws FORBIDDEN for another bureau, INVALID_INPUT for fewer than 2 places or more than 50, CONFLICT
 */
export function setSurgeRaising(context: RequestContext, input: SetSurgeRaisingInput): Promise<RaisingRow> {
  const actor = actorOf(context);
  const { leastPlaces, version = null } = input;
  return inScope(context, async (tx) => {
    const { bureau, city, county, kind, level, province } = actor.bureau;
    const found = await lockRaisingOf(tx, bureau);
    authorize(actor, "surge.manage", actor.bureau);
    const isSuperior = kind === "AUTHORITY" && (level === "PROVINCE" || level === "NATION");
    if (!isSuperior) throw forbidden(forSuperiors);
    if (leastPlaces < placesBounds.least || leastPlaces > placesBounds.most) {
      throw invalidInput("leastPlaces", {
        zh: `地区数须为 ${placesBounds.least} 至 ${placesBounds.most}。`,
        en: `From ${placesBounds.least} to ${placesBounds.most} places.`,
      });
    }
    if (version !== (found?.version ?? null)) throw conflict(found?.version ?? 0);
    const at = context.clock.now();
    const place = { province, city, county, bureau };
    const setBy = actor.person?.id ?? null;
    const row: RaisingRow = { ...place, leastPlaces, setAt: at, setBy, version: (found?.version ?? 0) + 1 };
    const subject = { type: "SurgeRaising", id: toGlobalId("SurgeRaising", bureau), version: row.version, place };
    await writeAndEnd(tx, [
      raisingWriting(found, row),
      ...recordings(actor, [
        {
          ...{ action: "surge.manage", at, requestId: context.requestId, subject, detail: { leastPlaces } },
          events: [{ type: surgeRuleEventTypes.RAISING_SET, payload: { leastPlaces } }],
        },
      ]),
    ]);
    return row;
  });
}
