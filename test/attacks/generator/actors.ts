import { type Action, actions } from "../../../src/access/index.js";
import type { Role } from "../../../src/platform/actor.js";
import { type RootFieldName, rootField } from "../../access/documents.js";
import type { Unit } from "../../world.js";

interface Officer {
  unit: Unit;
  role: Role;
}

/** The people of the province who ask, by the bureau and the role. */
export const officers = {
  operator: { unit: "cityACentre", role: "OPERATOR" },
  dispatcher: { unit: "cityACentre", role: "DISPATCHER" },
  handler: { unit: "countyA1", role: "HANDLER" },
  supervisor: { unit: "province", role: "SUPERVISOR" },
  administrator: { unit: "province", role: "ADMINISTRATOR" },
  auditor: { unit: "province", role: "AUDITOR" },
  analyst: { unit: "province", role: "ANALYST" },
  department: { unit: "cityAPrice", role: "PRICE_SUPERVISOR" },
  departmentHandler: { unit: "cityAPrice", role: "HANDLER" },
  cityAdministrator: { unit: "cityA", role: "ADMINISTRATOR" },
  cityAuditor: { unit: "cityBCentre", role: "AUDITOR" },
  shiftManager: { unit: "cityACentre", role: "SHIFT_MANAGER" },
  streetHandler: { unit: "streetA1", role: "HANDLER" },
  countyDispatcher: { unit: "countyA1", role: "DISPATCHER" },
  otherOperator: { unit: "cityBCentre", role: "OPERATOR" },
  otherHandler: { unit: "countyB1", role: "HANDLER" },
  rivalHandler: { unit: "countyA2", role: "HANDLER" },
  countyHead: { unit: "countyA1", role: "HEAD" },
  cityHead: { unit: "cityA", role: "HEAD" },
  citySupervisor: { unit: "cityA", role: "SUPERVISOR" },
} as const satisfies Record<string, Officer>;

/** The name of a person who asks. */
export type OfficerName = keyof typeof officers;

/** Everybody who asks: the people, a program for itself, a program for an operator, and a stranger. */
export type ActorName = OfficerName | "program" | "programOfOperator" | "stranger";

/** The names of the people who ask. */
export const officerNames = Object.keys(officers) as OfficerName[];

/** All who ask. */
export const actorNames: readonly ActorName[] = [...officerNames, "program", "programOfOperator", "stranger"];

/** Whose matters the furnished ones are: they ask more often, where others that hold the same role find nothing to do. */
const concerned: Readonly<Partial<Record<Action, readonly ActorName[]>>> = {
  "viewer.read": ["program", "programOfOperator"],
  "dispute.answer": ["rivalHandler"],
  "dispute.designate": ["cityHead", "citySupervisor"],
  "elevation.decide": ["cityHead", "citySupervisor"],
  "ticket.takeUp": ["cityHead", "citySupervisor"],
  "supervision.issue": ["cityHead", "citySupervisor"],
  "supervision.decide": ["cityHead", "citySupervisor"],
  "supervision.receive": ["handler", "countyHead"],
  "extension.decide": ["countyHead"],
  "call.record": ["shiftManager"],
  "callback.plan": ["shiftManager"],
  "callback.make": ["operator"],
  "copy.receive": ["departmentHandler"],
  "price.answer": ["handler", "countyHead"],
  "price.supervise": ["department", "cityHead", "citySupervisor"],
  "price.suggest": ["department", "dispatcher"],
  "surge.handle": ["cityHead", "citySupervisor"],
  // The province alone is told of what several cities show.
  "surge.manage": ["cityHead", "supervisor"],
  "investigation.answer": ["departmentHandler", "dispatcher"],
  "correction.request": ["handler"],
  "correction.make": ["operator"],
  "proposal.report": ["dispatcher", "shiftManager"],
  "proposal.decide": ["dispatcher", "citySupervisor"],
  "ticket.merge": ["dispatcher"],
  "shift.manage": ["shiftManager", "countyHead"],
  "shift.ask": ["operator", "dispatcher", "handler", "countyDispatcher"],
  "duty.acknowledge": ["citySupervisor"],
  "emergency.declare": ["cityHead", "citySupervisor", "countyHead"],
  "emergency.acknowledge": ["countyHead", "countyDispatcher"],
  "knowledge.write": ["cityHead", "citySupervisor"],
  "knowledge.publish": ["cityHead", "citySupervisor"],
  "import.manage": ["cityHead", "citySupervisor", "analyst"],
  "staffing.manage": ["shiftManager"],
};

/** Those whose role or scope holds the action of a root field. A program holds what is not for a person to decide. */
export function ableActors(name: RootFieldName): ActorName[] {
  const action = rootField(name).extensions.action as Action;
  const { roles, scope } = actions[action];
  const able = officerNames.filter(
    (officer) => roles === "EVERY" || (roles as readonly Role[]).includes(officers[officer].role),
  );
  const often = concerned[action] ?? [];
  const people = [...able, ...often, ...often, ...often];
  // The handler of the county has the most to do.
  if (scope === "tickets.handle" && able.includes("handler")) return [...people, "handler", "handler", "handler"];
  if (scope === "administration") return people;
  return able.includes("operator") ? [...people, "program", "programOfOperator"] : [...people, "program"];
}
