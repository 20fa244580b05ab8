import type { BureauKind, BureauLevel } from "../../platform/actor.js";
import type { DivisionRow } from "./divisions.store.js";
import { isValidOn } from "./place.js";
import type { Outcome, Situation } from "./plan.js";
import { type Checking, checkCodeAndMark, checkDistinct, findNamed, levelText, refuse } from "./plan-checks.js";
import { changeCoverages, damageText } from "./planning.js";
import { type BureauFacts, childrenOf, codesAbove, damageOf, type History, mayStandUnder, treeOn } from "./tree.js";

/** A bureau that did not exist before (设立单位), as an administrator asks for it. */
export interface Founding {
  code: string;
  kind: BureauKind;
  level: BureauLevel;
  name: string;
  mark: string;
  /** The code of the authority that it will stand under. */
  parent: string;
  line: string | null;
  /** The codes of the divisions that it will cover of itself. */
  divisions: readonly string[];
}

/** What a founding is judged against. */
export interface FoundingSituation extends Situation {
  /** The code of the authority for whose region the administrator acts: what stands above it is not his to give away. */
  region: string;
  /** Those of the named divisions that are known, by code. */
  divisions: ReadonlyMap<string, DivisionRow>;
  /** The code of the bureau that is competent for each of them on the day, by inheritance too, wherever it stands. */
  competent: ReadonlyMap<string, string>;
}

type FoundingChecking = Checking & { situation: FoundingSituation };

// The line goes into the settings of transactions, which hold no other characters.
const linePattern = /^[A-Z][A-Z0-9_]{0,39}$/;

const heights: Readonly<Record<BureauLevel, number>> = { NATION: 4, PROVINCE: 3, CITY: 2, COUNTY: 1, STREET: 0 };

function checkLevel(checking: FoundingChecking, founding: Founding): void {
  const { kind, level } = founding;
  const isStreetOffice = kind === "STREET_OFFICE";
  if (isStreetOffice !== (level === "STREET")) {
    refuse(checking, "level", {
      zh: "层级 STREET 用于市场监管所，且市场监管所只能是此层级。",
      en: "Street offices are of the level STREET, and no other bureau is.",
    });
    return;
  }
  const parent = findNamed(checking, "parent", founding.parent);
  if (parent === null) return;
  if (!mayStandUnder(founding, parent)) {
    refuse(checking, "parent", levelText(founding, parent));
  } else if (isStreetOffice && parent.level === "CITY" && hasCounties(checking, parent.code)) {
    refuse(checking, "parent", {
      zh: "该市设有县级局，市场监管所应隶属于县级局。",
      en: "The city has county bureaus, so a street office stands under one of them.",
    });
  }
}

function hasCounties({ tree }: Checking, city: string): boolean {
  return childrenOf(tree, city).some((code) => tree.get(code)?.level === "COUNTY" && isAuthority(tree.get(code)));
}

const isAuthority = (bureau: Pick<BureauFacts, "kind"> | undefined): boolean => bureau?.kind === "AUTHORITY";

function checkLine(checking: FoundingChecking, { kind, line }: Founding): void {
  if (line === null) return;
  if (kind !== "DEPARTMENT") {
    refuse(checking, "line", { zh: "只有内设机构可以有业务条线。", en: "Only a department watches a business line." });
  } else if (!linePattern.test(line)) {
    refuse(checking, "line", {
      zh: "业务条线由大写字母、数字和下划线组成，以字母开头，最多 40 个字符。",
      en: "A line is capital letters, digits and underscores after a first letter, of at most 40 characters.",
    });
  }
}

function checkDivisions(checking: FoundingChecking, founding: Founding): void {
  const { divisions, kind } = founding;
  checkDistinct(checking, "divisions", divisions);
  if (divisions.length > 0 && kind !== "AUTHORITY") {
    refuse(checking, "divisions", {
      zh: "只有市场监督管理局管辖区划；其他单位在其局的区域内办理。",
      en: "Only an authority covers divisions; a unit acts for the region of its authority.",
    });
    return;
  }
  for (const code of divisions) checkDivision(checking, founding, code);
}

function checkDivision(checking: FoundingChecking, founding: Founding, code: string): void {
  const division = checking.situation.divisions.get(code);
  if (division === undefined) {
    refuse(checking, "divisions", { zh: `没有区划 ${code}。`, en: `There is no division ${code}.` });
  } else if (!isValidOn(division, checking.on)) {
    refuse(checking, "divisions", {
      zh: `区划 ${code} 在 ${checking.on} 不在有效期内。`,
      en: `The division ${code} is not in force on ${checking.on}.`,
    });
  } else if (heights[division.level] > heights[founding.level]) {
    refuse(checking, "divisions", {
      zh: `区划 ${code} 的层级（${division.level}）高于该单位。`,
      en: `The division ${code} is of a higher level (${division.level}) than the bureau.`,
    });
  } else {
    checkCompetence(checking, founding, code);
  }
}

/** A bureau takes divisions from one above it, and the administrator gives away none of a bureau above his own. */
function checkCompetence(checking: FoundingChecking, founding: Founding, division: string): void {
  const { situation, tree } = checking;
  const { competent, region } = situation;
  const loser = competent.get(division) ?? "";
  const above = [founding.parent, ...codesAbove(tree, founding.parent)];
  if (!above.includes(loser)) {
    refuse(checking, "divisions", {
      zh: `区划 ${division} 由 ${loser} 管辖，该单位不是新单位的上级；请用分立或合并。`,
      en: `The division ${division} belongs to ${loser}, which does not stand above the new bureau: split or merge instead.`,
    });
  } else if (loser !== region && !codesAbove(tree, loser).includes(region)) {
    refuse(checking, "divisions", {
      zh: `区划 ${division} 由您的上级单位 ${loser} 管辖，只能由其管理员划出。`,
      en: `The division ${division} belongs to ${loser} above you: only an administrator there gives it away.`,
    });
  }
}

function checkNothingPlanned(checking: FoundingChecking, founding: Founding): void {
  const { competent, planned } = checking.situation;
  const concerned = [founding.parent, ...founding.divisions.map((division) => competent.get(division) ?? "")];
  const code = concerned.find((one) => planned.has(one));
  if (code === undefined) return;
  refuse(checking, code === founding.parent ? "parent" : "divisions", {
    zh: `单位 ${code} 已有一项计划中的调整，请先撤销或待其生效。`,
    en: `A change is already planned for ${code}; cancel it, or wait until it has taken effect.`,
  });
}

function founded(founding: Founding, history: History, on: string): History {
  const { code, divisions, kind, level, name, parent } = founding;
  const opensProvince = kind === "AUTHORITY" && level === "PROVINCE";
  const province = opensProvince ? code : (history.facts.get(parent)?.province ?? code);
  const wanted = new Set(divisions);
  const coverages = changeCoverages(history, on, ({ division }) => (wanted.has(division) ? code : null));
  const handedOn = new Set(coverages.filter(({ bureau }) => bureau === code).map(({ division }) => division));
  const inherited = divisions.filter((division) => !handedOn.has(division));
  return {
    facts: new Map([...history.facts, [code, { code, kind, level, province }]]),
    periods: [...history.periods, { bureau: code, name, parent, validFrom: on, validTo: null }],
    coverages: [
      ...coverages,
      ...inherited.map((division) => ({ bureau: code, division, validFrom: on, validTo: null })),
    ],
  };
}

/**
 * Judges the founding of a bureau and, when nothing stands against it, answers the history with the bureau in it. Changes
 * nothing itself.
 *
 * @param on the first day of the bureau; the tree is judged on that day and on every later one
 */
export function decideFounding(situation: FoundingSituation, founding: Founding, on: string): Outcome {
  const { history } = situation;
  const checking: FoundingChecking = { situation, tree: treeOn(history, on), on, problems: [] };
  checkCodeAndMark(checking, "", founding);
  checkLevel(checking, founding);
  checkLine(checking, founding);
  checkDivisions(checking, founding);
  checkNothingPlanned(checking, founding);
  const [first, ...rest] = checking.problems;
  if (first !== undefined) return { isAccepted: false, problems: [first, ...rest] };
  const after = founded(founding, history, on);
  const [damage] = damageOf(history, after, on);
  if (damage !== undefined) {
    return { isAccepted: false, problems: [{ field: "parent", message: damageText(damage) }] };
  }
  return {
    isAccepted: true,
    history: after,
    touched: { bureaus: [founding.code], divisions: founding.divisions },
  };
}
