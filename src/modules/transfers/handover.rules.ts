import { type BilingualText, nationCode } from "../../platform/actor.js";
import { invalidInput } from "../../platform/errors.js";
import { type BureauRow, isValidOn } from "../jurisdictions/index.js";
import type { HandoverRow } from "./handover.store.js";

/**
 * The provinces that had a matter, the first one first, the one that has it now last.
 *
 * @param province the province that has it now
 * @param sides what is known of the handings over of its ticket
 */
export function provincesOf(
  province: string,
  sides: readonly Pick<HandoverRow, "side" | "provincesBefore">[],
): string[] {
  const arrival = sides.find(({ side }) => side === "TO");
  return [...(arrival?.provincesBefore ?? []), province];
}

/**
 * Checks whom a ticket is handed over to: an authority of another province in force today, of a province that never had
 * the matter. Who disputes whose it is turns to the common superior, and does not send it in circles (art. 33 of Order 121,
 * art. 30 of Order 20).
 *
 * @param provinces those that had the matter, the one that has it now last
 * @param today the day in China
 * @throws INVALID_INPUT for the field bureau
 */
export function checkReceiver(bureau: BureauRow | null, provinces: readonly string[], today: string): BureauRow {
  if (bureau === null || !isValidOn(bureau, today)) throw invalidInput("bureau", unknown);
  const obstacle = obstacleOf(bureau, provinces);
  if (obstacle !== null) throw invalidInput("bureau", obstacle);
  return bureau;
}

function obstacleOf({ kind, province }: BureauRow, provinces: readonly string[]): BilingualText | null {
  if (province === provinces.at(-1)) return ownProvince;
  if (provinces.includes(province)) return inCircles;
  if (province === nationCode) return nation;
  return kind === "AUTHORITY" ? null : noAuthority;
}

const unknown: BilingualText = { zh: "没有这个单位，或该单位已撤销。", en: "There is no such bureau today." };

const ownProvince: BilingualText = {
  zh: "该单位在本省：省内应分送（第121号令第四十一条、第20号令第三十七条），处理权限有争议的按第三十三条（第20号令第三十条）处理。",
  en: "That bureau is of the same province: dispatch the ticket (Order 121 art. 41, Order 20 art. 37), or raise a dispute (art. 33, art. 30).",
};

const inCircles: BilingualText = {
  zh: "该省此前已办理过本事项，不得移交回去；对处理权限有争议的，报请共同的上一级市场监督管理部门指定（第121号令第三十三条、第20号令第三十条）。",
  en: "That province had the matter before, and it is not handed back: a dispute is for the common superior to decide (Order 121 art. 33, Order 20 art. 30).",
};

const nation: BilingualText = {
  zh: "国家市场监督管理总局不办理具体投诉举报，请移交有处理权限的省内单位（第121号令第十三条、第二十九条；第20号令第十二条、第二十五条）。",
  en: "The nation's bureau handles no single matter: name the authority that has the power (Order 121 art. 13 and 29, Order 20 art. 12 and 25).",
};

const noAuthority: BilingualText = {
  zh: "跨省移交须移交给市场监督管理局；其12315中心、内设机构和派出机构由该局分送（第121号令第四十一条、第20号令第三十七条）。",
  en: "It is handed over to an authority, which distributes it to its units (Order 121 art. 41, Order 20 art. 37).",
};
