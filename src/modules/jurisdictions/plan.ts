import type { FieldProblem } from "../../platform/errors.js";
import type { History } from "./tree.js";

/** A new name (更名). */
export interface RenamePlan {
  kind: "RENAME";
  bureau: string;
  name: string;
}

/** A new superior (隶属调整). Everything beneath the bureau goes with it. */
export interface MovePlan {
  kind: "MOVE";
  bureau: string;
  newParent: string;
}

/** Bureaus that end; their divisions, their children and all they hold go over to one that goes on (合并). */
export interface MergePlan {
  kind: "MERGE";
  from: readonly string[];
  into: string;
}

/** A bureau that comes out of a split. */
export interface NewBureau {
  code: string;
  name: string;
  mark: string;
  divisions: readonly string[];
}

/** New bureaus beside one, each with some of its divisions; the bureau goes on with what it keeps (分立). */
export interface SplitPlan {
  kind: "SPLIT";
  bureau: string;
  newBureaus: readonly NewBureau[];
}

/** A reorganisation (机构调整) as an administrator asks for it. */
export type Plan = RenamePlan | MovePlan | MergePlan | SplitPlan;

/** What a plan is judged against. */
export interface Situation {
  history: History;
  /** The codes of the bureaus for which a change is planned already. */
  planned: ReadonlySet<string>;
  /** The codes that bureaus have or had, among those that the plan wants to give, in the whole nation. */
  takenCodes: ReadonlySet<string>;
  /** The marks that bureaus of the province have or had, among those that the plan wants to give. */
  takenMarks: ReadonlySet<string>;
}

/** What a plan changes: bureaus whose name, superior or days change, and divisions whose bureau changes. */
export interface Touched {
  bureaus: readonly string[];
  divisions: readonly string[];
}

/** Either the history with the plan in it, or all that stands against the plan. */
export type Outcome =
  | { isAccepted: true; history: History; touched: Touched }
  | { isAccepted: false; problems: readonly [FieldProblem, ...FieldProblem[]] };
