import { type Action, may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";

/** The states of a joint investigation (协查). */
export const investigationStates = ["OPEN", "CLOSED"] as const;

/** A state of a joint investigation. */
export type InvestigationState = (typeof investigationStates)[number];

/** What is done with a joint investigation once it is opened. */
export const investigationVerbs = ["ADD_TICKETS", "GIVE_TASK", "CLOSE"] as const;

/** A verb of joint investigations. */
export type InvestigationVerb = (typeof investigationVerbs)[number];

/** The states of a task (协查任务). */
export const taskStates = ["OPEN", "ANSWERED", "CLOSED", "WITHDRAWN"] as const;

/** A state of a task. */
export type TaskState = (typeof taskStates)[number];

/** What is done with a task once it is given. */
export const taskVerbs = ["ANSWER", "NOTE_ANSWER", "CLOSE", "WITHDRAW"] as const;

/** A verb of tasks. */
export type TaskVerb = (typeof taskVerbs)[number];

/** The kinds of partner: a bureau, which works with the task itself, and bodies outside, whose answer the lead notes. */
export const partnerKinds = ["BUREAU", "POLICE", "TELECOM", "BANK", "PLATFORM", "POST", "OTHER"] as const;

/** A kind of partner. */
export type PartnerKind = (typeof partnerKinds)[number];

/** A row of a table: from this state, this verb leads there. */
interface Edge<State extends string, Verb extends string> {
  from: State;
  verb: Verb;
  to: State;
}

/** THE table of a joint investigation: while it is open it is worked upon, then it is over for good. */
const investigationEdges: readonly Edge<InvestigationState, InvestigationVerb>[] = [
  { from: "OPEN", verb: "ADD_TICKETS", to: "OPEN" },
  { from: "OPEN", verb: "GIVE_TASK", to: "OPEN" },
  { from: "OPEN", verb: "CLOSE", to: "CLOSED" },
];

/** A row of the table of tasks. */
interface TaskEdge extends Edge<TaskState, TaskVerb> {
  /** The action of the table of actions that guards it. */
  action: Action;
  /** At whose place it is asked for. */
  by: "LEAD" | "PARTNER";
  /** Whether it is for partners that are bureaus, for those outside, or for both where it is null. */
  isForBureaus: boolean | null;
}

/** THE table of tasks. What a partner is shown of a ticket, it is shown in the state OPEN alone. */
const taskEdges: readonly TaskEdge[] = [
  { from: "OPEN", verb: "ANSWER", to: "ANSWERED", action: "investigation.answer", by: "PARTNER", isForBureaus: true },
  { from: "OPEN", verb: "NOTE_ANSWER", to: "ANSWERED", action: "investigation.lead", by: "LEAD", isForBureaus: false },
  { from: "ANSWERED", verb: "CLOSE", to: "CLOSED", action: "investigation.lead", by: "LEAD", isForBureaus: null },
  { from: "OPEN", verb: "WITHDRAW", to: "WITHDRAWN", action: "investigation.lead", by: "LEAD", isForBureaus: null },
];

/** What decides who may do what with a joint investigation. */
export interface InvestigationStanding {
  province: string;
  city: string | null;
  county: string | null;
  bureau: string;
  state: string;
}

/** What decides who may do what with a task. */
export interface TaskStanding {
  province: string;
  lead: string;
  leadCity: string | null;
  leadCounty: string | null;
  partner: string | null;
  partnerProvince: string | null;
  partnerCity: string | null;
  partnerCounty: string | null;
  state: string;
}

/** Where the lead of a joint investigation stands. */
export function placeOfInvestigation({ province, city, county, bureau }: InvestigationStanding): Place {
  return { province, city, county, bureau };
}

/** Where the lead of a task stands. */
export function placeOfLead(task: TaskStanding): Place {
  return { province: task.province, city: task.leadCity, county: task.leadCounty, bureau: task.lead };
}

/** Where the partner of a task stands; null for one outside, which has no place in the tree. */
export function placeOfPartner(task: TaskStanding): Place | null {
  const { partner, partnerProvince, partnerCity, partnerCounty } = task;
  if (partner === null || partnerProvince === null) return null;
  return { province: partnerProvince, city: partnerCity, county: partnerCounty, bureau: partner };
}

/** The edge of a verb from the state in which a joint investigation stands; null where the table has none. */
export function investigationEdge(standing: InvestigationStanding, verb: InvestigationVerb) {
  return investigationEdges.find((edge) => edge.verb === verb && edge.from === standing.state) ?? null;
}

/** What an actor may do with a joint investigation as it stands. */
export function permittedInvestigationVerbs(actor: Actor, standing: InvestigationStanding): InvestigationVerb[] {
  if (!may(actor, "investigation.lead", placeOfInvestigation(standing))) return [];
  return investigationEdges.filter(({ from }) => from === standing.state).map(({ verb }) => verb);
}

/** By which action, and at which place, a verb is asked for on a task. */
export function rightOnTask(task: TaskStanding, verb: TaskVerb): { action: Action; place: Place } {
  const edge = taskEdges.find((one) => one.verb === verb);
  if (edge === undefined) throw new Error(`the table of tasks has no ${verb}`);
  // What an outside body was asked, the lead keeps: it is told by the table that it notes the answer itself.
  const place = edge.by === "PARTNER" ? (placeOfPartner(task) ?? placeOfLead(task)) : placeOfLead(task);
  return { action: edge.action, place };
}

/** The edge of a verb from the state in which a task stands; null where the table has none for its kind of partner. */
export function taskEdge(task: TaskStanding, verb: TaskVerb): TaskEdge | null {
  const isBureau = task.partner !== null;
  const fits = ({ isForBureaus }: TaskEdge): boolean => isForBureaus === null || isForBureaus === isBureau;
  return taskEdges.find((edge) => edge.verb === verb && edge.from === task.state && fits(edge)) ?? null;
}

/** What an actor may do with a task as it stands. */
export function permittedTaskVerbs(actor: Actor, task: TaskStanding): TaskVerb[] {
  return taskVerbs.filter((verb) => {
    const { action, place } = rightOnTask(task, verb);
    return taskEdge(task, verb) !== null && may(actor, action, place);
  });
}

/** Why a verb is not possible where a joint investigation stands. */
export function investigationRule({ state }: InvestigationStanding, verb: InvestigationVerb): BilingualText {
  return {
    zh: `状态 ${state} 的协查不能执行 ${verb}。`,
    en: `${verb} is not possible for a joint investigation in state ${state}.`,
  };
}

/** Why a verb is not possible where a task stands. */
export function taskRule(task: TaskStanding, verb: TaskVerb): BilingualText {
  if (verb === "ANSWER" && task.partner === null) {
    return {
      zh: "系统外单位的答复由牵头单位代为记录（noteInvestigationAnswer）。",
      en: "The answer of a body outside is noted by the lead (noteInvestigationAnswer).",
    };
  }
  if (verb === "NOTE_ANSWER" && task.partner !== null) {
    return {
      zh: "协查单位自行答复（answerInvestigationTask），牵头单位不能代为记录。",
      en: "A partner that is a bureau answers itself (answerInvestigationTask); the lead notes nothing in its place.",
    };
  }
  return {
    zh: `状态 ${task.state} 的协查任务不能执行 ${verb}。`,
    en: `${verb} is not possible for a task in state ${task.state}.`,
  };
}
