import { afterAll, beforeAll, expect } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";

/** The fields of a shift that tests look at. */
export const shiftFields = `code name startTime endTime endsNextDay lengthMinutes breakMinutes weekdays onWorkingDays onHolidays
  plannedHeads validFrom validTo isDefault version`;

/** A shift as tests read it. */
export interface ShiftAnswer {
  code: string;
  startTime: string;
  endTime: string;
  validFrom: string | null;
  validTo: string | null;
  isDefault: boolean;
  version: number | null;
}

/** The fields of a roster that tests look at. */
export const rosterFields = `from to isAroundTheClock gaps { startsAt endsAt } bureau { code }
  entries { day shift startsAt endsAt plannedHeads presentHeads holes isProvisional warnings
    people { assignmentId version personId name isLeader isOnLeave isPublished isStrained } }`;

/** Somebody on a shift as tests read it. */
export interface OnRoster {
  assignmentId: string;
  version: number;
  personId: string;
  name: string;
  isLeader: boolean;
  isOnLeave: boolean;
  isPublished: boolean;
  isStrained: boolean;
}

/** A shift of one day as tests read it. */
export interface EntryAnswer {
  day: string;
  shift: string;
  startsAt: string;
  endsAt: string;
  plannedHeads: number;
  presentHeads: number;
  holes: number;
  isProvisional: boolean;
  warnings: string[];
  people: OnRoster[];
}

/** A roster as tests read it. */
export interface RosterAnswer {
  from: string;
  to: string;
  isAroundTheClock: boolean;
  gaps: { startsAt: string; endsAt: string }[];
  bureau: { code: string };
  entries: EntryAnswer[];
}

const swapFields = "swap { id state version reason given { day shift } taken { day shift } askerName askedName }";
const leaveFields = "leave { id state version reason tornShifts { day shift isOnLeave } personName }";

const inputTypes = {
  setShift: ["SetShiftInput", `shift { ${shiftFields} }`],
  endShift: ["EndShiftInput", `shift { ${shiftFields} }`],
  setRosterRules: [
    "SetRosterRulesInput",
    "rules { leastRestMinutes mostWeekHours isRefused acknowledgeMinutes version }",
  ],
  assignShift: ["AssignShiftInput", `count roster { ${rosterFields} }`],
  unassignShift: ["UnassignShiftInput", `count roster { ${rosterFields} }`],
  publishRoster: ["PublishRosterInput", `count roster { ${rosterFields} }`],
  askShiftSwap: ["AskShiftSwapInput", swapFields],
  answerShiftSwap: ["AnswerShiftSwapInput", swapFields],
  withdrawShiftSwap: ["ShiftSwapStepInput", swapFields],
  decideShiftSwap: ["DecideShiftSwapInput", swapFields],
  askLeave: ["AskLeaveInput", leaveFields],
  decideLeave: ["DecideLeaveInput", leaveFields],
  withdrawLeave: ["LeaveStepInput", leaveFields],
  acknowledgeDutyNotice: ["AcknowledgeDutyNoticeInput", "notice { id state stage version acknowledgedByName }"],
} as const;

/** The name of a mutation of this module. */
export type ShiftMutation = keyof typeof inputTypes;

/** A step of a swap or leave as tests read it. */
export interface RequestAnswer {
  id: string;
  state: string;
  version: number;
  reason: string | null;
  given: { day: string; shift: string };
  taken: { day: string; shift: string } | null;
  tornShifts: { day: string; shift: string; isOnLeave: boolean }[];
}

interface Answered {
  shift: ShiftAnswer;
  count: number;
  roster: RosterAnswer;
  rules: { version: number };
  swap: RequestAnswer;
  leave: RequestAnswer;
  notice: { id: string; state: string; stage: string; version: number; acknowledgedByName: string | null };
}

/** Sends a mutation, whatever comes of it. */
export function send(
  caller: Caller,
  name: ShiftMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, Answered>>> {
  const [type, fields] = inputTypes[name];
  return caller.gql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input });
}

/** Sends a mutation that must succeed. */
export async function run(caller: Caller, name: ShiftMutation, input: Variables): Promise<Answered> {
  const { data, errors } = await send(caller, name, input);
  expect(errors).toBeUndefined();
  return data[name] ?? expect.fail(`${name} gave nothing`);
}

/** The global identifier of a person of a test. */
export function personId({ id }: Pick<Caller, "id">): string {
  return toGlobalId("Person", id);
}

/** Reads a roster. */
export async function rosterOf(
  caller: Caller,
  from: string,
  to = from,
  bureau: string | null = null,
): Promise<RosterAnswer> {
  const { roster } = await caller.ask<{ roster: RosterAnswer }>(
    `query ($bureau: String, $from: LocalDate!, $to: LocalDate!) {
      roster(bureau: $bureau, from: $from, to: $to) { ${rosterFields} } }`,
    { bureau, from, to },
  );
  return roster;
}

/** The shift of a roster on a day. */
export function entryOf(roster: RosterAnswer, day: string, shift: string): EntryAnswer {
  const found = roster.entries.find((entry) => entry.day === day && entry.shift === shift);
  return found ?? expect.fail(`there is no ${shift} on ${day}`);
}

/** Somebody on a shift of a roster. */
export function turnOf(roster: RosterAnswer, day: string, shift: string, person: Caller): OnRoster {
  const found = entryOf(roster, day, shift).people.find((one) => one.personId === personId(person));
  return found ?? expect.fail(`${person.login} is not on ${shift} of ${day}`);
}

/** What a night shift says, as tests set it. */
export function night(more: Variables = {}): Variables {
  return {
    ...{ code: "NIGHT", name: "夜班", startTime: "20:00", endTime: "08:00", endsNextDay: true, breakMinutes: 60 },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], onHolidays: true, plannedHeads: 1 },
    ...more,
  };
}

/** A province, an API of its own with a clock that the test sets. */
export interface ShiftStage {
  readonly world: World;
  readonly stage: Stage;
  as(name: PersonName): Caller;
  /** Sets the clock to a time of a day in China. */
  goTo(day: string, time?: string): void;
}

/** Sets a stage for the tests of a file; it is there from the first test on. */
export function setShiftStage(day = "2026-09-07"): ShiftStage {
  let set: { stage: Stage; world: World } | undefined;
  beforeAll(async () => {
    const stage = await setStage(day);
    set = { stage, world: await stage.makeProvince() };
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
    goTo: (on, time = "10:00") => there().stage.clock.set(new Date(`${on}T${time}:00+08:00`)),
  };
}
