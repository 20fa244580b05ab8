import { afterAll, beforeAll, expect } from "vitest";
import { surgeRulesPass } from "../../../src/modules/surges/index.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { complaint, register, type TicketAnswer } from "../tickets/driving.js";
import { type Coming, letComeIn } from "./coming.js";

/** The fields of a rule that tests look at. */
export const ruleFields = `id name kind groupedBy kinds words windowHours leastCount leastCounties falseAlarmsPerYear isOn
  isLearning version removedAt lookedAt permittedActions changedByName bureau { code } region { code }
  issueClass { code name } goodsClass { code } topic { code }`;

/** A rule as tests read it. */
export interface RuleAnswer {
  id: string;
  name: string;
  kind: string;
  groupedBy: string;
  kinds: string[];
  words: string[];
  windowHours: number[];
  leastCount: number;
  leastCounties: number | null;
  falseAlarmsPerYear: number | null;
  isOn: boolean;
  isLearning: boolean;
  version: number;
  removedAt: string | null;
  lookedAt: string | null;
  permittedActions: string[];
  changedByName: string | null;
  bureau: { code: string };
  region: { code: string };
  issueClass: { code: string; name: string } | null;
  goodsClass: { code: string } | null;
  topic: { code: string } | null;
}

/** The fields of an alert that tests look at. */
export const alertFields = `id state version openedAt since count counties expected upper peak places words closeReason closedAt
  snoozedUntil acknowledgedAt acknowledgedByName closedByName permittedActions bureau { code } region { code } rule { id }
  issueClass { code } goodsClass { code } topic { code } raisedTo { id } parts { id }
  history { verb at state version count places reason remark personName }`;

/** An alert as tests read it. */
export interface AlertAnswer {
  id: string;
  state: string;
  version: number;
  openedAt: string;
  since: string;
  count: number;
  counties: number | null;
  expected: number | null;
  upper: number | null;
  peak: number;
  places: number;
  words: string[];
  closeReason: string | null;
  closedAt: string | null;
  snoozedUntil: string | null;
  acknowledgedAt: string | null;
  acknowledgedByName: string | null;
  closedByName: string | null;
  permittedActions: string[];
  bureau: { code: string };
  region: { code: string };
  rule: { id: string } | null;
  issueClass: { code: string } | null;
  goodsClass: { code: string } | null;
  topic: { code: string } | null;
  raisedTo: { id: string } | null;
  parts: { id: string }[];
  history: {
    verb: string;
    at: string;
    state: string;
    version: number;
    count: number;
    places: number;
    reason: string | null;
    remark: string | null;
    personName: string | null;
  }[];
}

const inputTypes = {
  createSurgeRule: ["CreateSurgeRuleInput", `rule { ${ruleFields} }`],
  updateSurgeRule: ["UpdateSurgeRuleInput", `rule { ${ruleFields} }`],
  switchSurgeRule: ["SwitchSurgeRuleInput", `rule { ${ruleFields} }`],
  deleteSurgeRule: ["SurgeRuleStepInput", `rule { ${ruleFields} }`],
  acknowledgeSurgeAlert: ["SurgeAlertStepInput", `alert { ${alertFields} }`],
  snoozeSurgeAlert: ["SnoozeSurgeAlertInput", `alert { ${alertFields} }`],
  closeSurgeAlert: ["CloseSurgeAlertInput", `alert { ${alertFields} }`],
  reopenSurgeAlert: ["SurgeAlertStepInput", `alert { ${alertFields} }`],
} as const;

/** The name of a mutation on rules or alerts. */
export type SurgeMutation = keyof typeof inputTypes;

interface Answered {
  rule: RuleAnswer;
  alert: AlertAnswer;
}

/** Sends a mutation, whatever comes of it. */
export function send(
  caller: Caller,
  name: SurgeMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, Answered>>> {
  const [type, fields] = inputTypes[name];
  return caller.gql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input });
}

/** Sends a mutation that must succeed. */
export async function run(caller: Caller, name: SurgeMutation, input: Variables): Promise<Answered> {
  const { data, errors } = await send(caller, name, input);
  expect(errors).toBeUndefined();
  return data[name] ?? expect.fail(`${name} gave nothing`);
}

/** What a rule says that watches price complaints: three in two counties within a day. */
export function ruleContent(more: Variables = {}): Variables {
  return { issueClass: "PRICE", threshold: { count: 3, counties: 2, hours: 24 }, ...more };
}

/** Makes a rule that must be allowed. */
export async function createRule(caller: Caller, more: Variables = {}): Promise<RuleAnswer> {
  const { rule } = await run(caller, "createSurgeRule", { name: "价格激增", rule: ruleContent(more) });
  return rule;
}

/** Makes a rule and switches it on. */
export async function startRule(caller: Caller, more: Variables = {}): Promise<RuleAnswer> {
  const { id, version } = await createRule(caller, more);
  return (await run(caller, "switchSurgeRule", { ruleId: id, version, isOn: true })).rule;
}

/** Reads the alerts that somebody sees. */
export async function alertsOf(caller: Caller, filter: Variables | null = null): Promise<AlertAnswer[]> {
  const { surgeAlerts } = await caller.ask<{ surgeAlerts: { nodes: AlertAnswer[]; totalCount: number } }>(
    `query ($filter: SurgeAlertFilter) { surgeAlerts(filter: $filter, first: 50) { totalCount nodes { ${alertFields} } } }`,
    { filter },
  );
  expect(surgeAlerts.totalCount).toBe(surgeAlerts.nodes.length);
  return surgeAlerts.nodes;
}

/** Reads the one alert that somebody sees. */
export async function onlyAlertOf(caller: Caller): Promise<AlertAnswer> {
  const [alert, ...others] = await alertsOf(caller);
  expect(others).toEqual([]);
  return alert ?? expect.fail("there is no alert");
}

/** A province, an API of its own with a clock that the test sets, and what tests of surges do there. */
export interface SurgeStage {
  readonly world: World;
  readonly stage: Stage;
  as(name: PersonName): Caller;
  /** An instant of a day in China. */
  at(day: string, hour?: number, minute?: number): Date;
  /** Lets tickets come in. */
  comeIn(coming: readonly Coming[]): Promise<void>;
  /** Sets the clock and looks at the rules of the province that are due. */
  lookAt(instant: Date): Promise<{ handled: number; parked: number }>;
}

/** Sets a stage for the tests of a file; it is there from the first test on. */
export function setSurgeStage(day = "2026-09-21"): SurgeStage {
  let set: { stage: Stage; world: World; like: TicketAnswer } | undefined;
  beforeAll(async () => {
    const stage = await setStage(day);
    const world = await stage.makeProvince();
    const like = await register(world.as("cityACentre.operator"), complaint(world, { issueClass: "QUALITY" }));
    set = { stage, world, like };
  });
  afterAll(() => set?.stage.close());
  const there = () => set ?? expect.fail("the stage is not set yet");
  return {
    get world() {
      return there().world;
    },
    get stage() {
      return there().stage;
    },
    as: (name) => there().world.as(name),
    at: (on, hour = 10, minute = 0) => {
      const [hours, minutes] = [hour, minute].map((part) => String(part).padStart(2, "0"));
      return new Date(`${on}T${hours}:${minutes}:00+08:00`);
    },
    comeIn: (coming) => letComeIn(there().world, there().like.id, coming),
    lookAt: (instant) => {
      const { stage, world } = there();
      stage.clock.set(instant);
      return surgeRulesPass.run({ ...jobTools(undefined, stage.clock), province: world.code.province });
    },
  };
}
