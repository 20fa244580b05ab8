import { type BilingualText, nationCode } from "../../platform/actor.js";
import type { FieldProblem } from "../../platform/errors.js";
import type { MergePlan, MovePlan, NewBureau, Plan, RenamePlan, Situation, SplitPlan, Touched } from "./plan.js";
import { codesAbove, coverageOn, mayStandUnder, type Tree, type TreeNode, treeOn } from "./tree.js";

/** Collects what stands against a plan. */
export interface Checking {
  situation: Situation;
  /** The tree of the plan's day. */
  tree: Tree;
  on: string;
  problems: FieldProblem[];
}

const codePattern = /^[0-9A-Z]{6}(-[0-9A-Z]{1,12})?$/;

/** Notes a problem. */
export function refuse(checking: Checking, field: string, message: BilingualText): void {
  checking.problems.push({ field, message });
}

/** The bureau of a code on the day of the plan; notes a problem and answers null when there is none. */
export function findNamed(checking: Checking, field: string, code: string): TreeNode | null {
  const node = checking.tree.get(code);
  if (node !== undefined) return node;
  const isKnown = checking.situation.history.facts.has(code);
  refuse(
    checking,
    field,
    isKnown
      ? { zh: `单位 ${code} 在 ${checking.on} 不存在。`, en: `The bureau ${code} is not in force on ${checking.on}.` }
      : { zh: `没有单位 ${code}。`, en: `There is no bureau ${code}.` },
  );
  return null;
}

/** A bureau that the plan changes: it must be there, and must not be the nation's own. */
function findSubject(checking: Checking, field: string, code: string): TreeNode | null {
  const node = findNamed(checking, field, code);
  if (node === null || node.code !== nationCode) return node;
  refuse(checking, field, { zh: "总局本身不能调整。", en: "The nation's own bureau is not reorganised." });
  return null;
}

function checkNothingPlanned(checking: Checking, plan: Plan, touched: Touched): void {
  const code = touched.bureaus.find((one) => checking.situation.planned.has(one));
  if (code === undefined) return;
  const field = plan.kind !== "MERGE" ? "bureau" : code === plan.into ? "into" : "from";
  refuse(checking, field, {
    zh: `单位 ${code} 已有一项计划中的调整，请先撤销或待其生效。`,
    en: `A change is already planned for ${code}; cancel it, or wait until it has taken effect.`,
  });
}

function checkRename(checking: Checking, plan: RenamePlan): void {
  const bureau = findSubject(checking, "bureau", plan.bureau);
  if (bureau?.name !== plan.name) return;
  refuse(checking, "name", { zh: "该单位已使用此名称。", en: "The bureau is already called that." });
}

function provinceText(): BilingualText {
  return {
    zh: "不能跨省调整：省级代码是每张工单主键的一部分，工单不能改变所属省份。",
    en: "Nothing moves across provinces: the province is part of the key of each ticket, and a ticket never changes it.",
  };
}

function checkMove(checking: Checking, plan: MovePlan): void {
  const bureau = findSubject(checking, "bureau", plan.bureau);
  const parent = findNamed(checking, "newParent", plan.newParent);
  if (bureau === null || parent === null) return;
  if (bureau.parent === parent.code) {
    refuse(checking, "newParent", { zh: "该单位已隶属于此上级。", en: "The bureau already stands under it." });
  } else if (parent.code === bureau.code || codesAbove(checking.tree, parent.code).includes(bureau.code)) {
    refuse(checking, "newParent", {
      zh: "新上级就是该单位本身或其下级，会形成循环。",
      en: "The new superior is the bureau itself or stands beneath it: that would be a cycle.",
    });
  } else if (parent.province !== bureau.province) {
    refuse(checking, "newParent", provinceText());
  } else if (!mayStandUnder(bureau, parent)) {
    refuse(checking, "newParent", levelText(bureau, parent));
  }
}

/** That a bureau of one kind and level has no place under another. */
export function levelText(bureau: Pick<TreeNode, "kind" | "level">, parent: TreeNode): BilingualText {
  return {
    zh: `层级不符：${bureau.level} ${bureau.kind} 不能隶属于 ${parent.level} ${parent.kind}。`,
    en: `The levels do not fit: a ${bureau.kind} of level ${bureau.level} cannot stand under a ${parent.kind} of level ${parent.level}.`,
  };
}

function checkMerge(checking: Checking, plan: MergePlan): void {
  const into = findSubject(checking, "into", plan.into);
  if (plan.from.length === 0) {
    refuse(checking, "from", { zh: "至少列出一个被合并单位。", en: "Name at least one bureau that ends." });
  }
  if (new Set(plan.from).size !== plan.from.length || plan.from.includes(plan.into)) {
    refuse(checking, "from", {
      zh: "被合并单位不能重复，也不能是合并后的单位。",
      en: "A bureau is named twice, or is the one that goes on.",
    });
  }
  for (const code of plan.from) {
    const bureau = findSubject(checking, "from", code);
    if (bureau === null || into === null || bureau.code === into.code) continue;
    if (bureau.province !== into.province) refuse(checking, "from", provinceText());
    else if (bureau.level !== into.level || bureau.kind !== into.kind) {
      refuse(checking, "from", {
        zh: `${code} 与 ${into.code} 的层级或类型不同，不能合并。`,
        en: `${code} and ${into.code} are of different levels or kinds, and cannot merge.`,
      });
    }
  }
}

/**
 * Checks the code and the mark of a bureau that does not exist yet: the code must never have been used, the mark not in
 * the province.
 *
 * @param prefix what stands before the names of the two fields, such as "newBureaus.0."
 */
export function checkCodeAndMark(checking: Checking, prefix: string, bureau: Pick<NewBureau, "code" | "mark">): void {
  const { situation } = checking;
  if (!codePattern.test(bureau.code)) {
    refuse(checking, `${prefix}code`, {
      zh: "单位代码为六位数字或大写字母，内设机构可加“-”和后缀。",
      en: "A code is six digits or capital letters, for a unit with a hyphen and a suffix.",
    });
  } else if (situation.takenCodes.has(bureau.code) || situation.history.facts.has(bureau.code)) {
    refuse(checking, `${prefix}code`, {
      zh: `代码 ${bureau.code} 已被使用过。`,
      en: `The code ${bureau.code} is or was another bureau's.`,
    });
  }
  if (situation.takenMarks.has(bureau.mark)) {
    refuse(checking, `${prefix}mark`, {
      zh: `机关代字 ${bureau.mark} 已被本省其他单位使用，文号会重复。`,
      en: `The mark ${bureau.mark} is another bureau's of the province: two documents could get one number.`,
    });
  }
}

function checkNewBureau(checking: Checking, field: string, bureau: NewBureau): void {
  checkCodeAndMark(checking, `${field}.`, bureau);
  if (bureau.divisions.length === 0) {
    refuse(checking, `${field}.divisions`, {
      zh: "新单位至少承接一个区划。",
      en: "A new bureau takes over at least one division.",
    });
  }
}

/** Refuses a value that stands in a list twice. */
export function checkDistinct(checking: Checking, field: string, values: readonly string[]): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated === undefined) return;
  refuse(checking, field, { zh: `${repeated} 重复出现。`, en: `${repeated} stands there twice.` });
}

function checkSplit(checking: Checking, plan: SplitPlan): void {
  const bureau = findSubject(checking, "bureau", plan.bureau);
  if (plan.newBureaus.length === 0) {
    refuse(checking, "newBureaus", { zh: "至少列出一个新单位。", en: "Name at least one new bureau." });
  }
  plan.newBureaus.forEach((one, index) => {
    checkNewBureau(checking, `newBureaus.${index}`, one);
  });
  checkDistinct(
    checking,
    "newBureaus",
    plan.newBureaus.map(({ code }) => code),
  );
  checkDistinct(
    checking,
    "newBureaus",
    plan.newBureaus.map(({ mark }) => mark),
  );
  const shared = plan.newBureaus.flatMap(({ divisions }) => divisions);
  checkDistinct(checking, "newBureaus", shared);
  const covered = coverageOn(checking.situation.history, checking.on);
  const foreign = shared.filter((division) => covered.get(division) !== plan.bureau);
  if (bureau !== null && foreign.length > 0) {
    refuse(checking, "newBureaus", {
      zh: `以下区划不由该单位直接管辖，不能分出：${foreign.join("、")}。`,
      en: `The bureau does not cover these divisions of itself, so it cannot share them out: ${foreign.join(", ")}.`,
    });
  }
}

/** All that stands against a plan on its day, each with the field of the input that is at fault. */
export function checkPlan(situation: Situation, plan: Plan, touched: Touched, on: string): FieldProblem[] {
  const checking: Checking = { situation, tree: treeOn(situation.history, on), on, problems: [] };
  switch (plan.kind) {
    case "RENAME":
      checkRename(checking, plan);
      break;
    case "MOVE":
      checkMove(checking, plan);
      break;
    case "MERGE":
      checkMerge(checking, plan);
      break;
    case "SPLIT":
      checkSplit(checking, plan);
      break;
  }
  checkNothingPlanned(checking, plan, touched);
  return checking.problems;
}
