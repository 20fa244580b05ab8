import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { record } from "../calls/calling.js";

/** A half-hour of advice as tests read it. */
export interface HalfHour {
  startsAt: string;
  expectedCalls: number;
  busyCalls: number;
  plannedCalls: number;
  handlingSeconds: number;
  load: number;
  agentsNeeded: number;
  agentsToRoster: number;
  agentsPresent: number;
  shortfall: number;
  serviceLevelPercent: number;
  meanWaitSeconds: number | null;
  isOverloaded: boolean;
  serviceLevelPercentWithOneMore: number;
  callsInTimeWithOneMore: number;
  serviceLevelPercentWithAllSeats: number | null;
}

/** A shift of advice as tests read it. */
export interface Shift {
  code: string;
  name: string;
  heads: number;
  isShort: boolean;
  missing: number;
  shortHalfHours: number;
  serviceLevelPercent: number;
  callsInTimeWithOneMore: number;
  shortest: { startsAt: string; agentsNeeded: number; agentsPresent: number } | null;
  explanation: string;
}

/** Advice as tests read it. */
export interface Advice {
  dayKind: string;
  targetPercent: number;
  targetSeconds: number;
  shrinkagePercent: number;
  afterCallSeconds: number;
  gap: string | null;
  gapText: string | null;
  presence: string;
  seats: number | null;
  plannedCalls: number;
  serviceLevelPercent: number | null;
  history: { kind: string; from: string; to: string; likeDays: number; daysWithCalls: number; calls: number };
  halfHours: HalfHour[];
  shifts: Shift[];
  warnings: { code: string; text: string }[];
  bureau: { code: string };
  emergency: { id: string } | null;
}

const document = `query ($input: StaffingAdviceInput!) { staffingAdvice(input: $input) {
  dayKind targetPercent targetSeconds shrinkagePercent afterCallSeconds gap gapText presence seats plannedCalls
  serviceLevelPercent history { kind from to likeDays daysWithCalls calls } bureau { code } emergency { id }
  halfHours { startsAt expectedCalls busyCalls plannedCalls handlingSeconds load agentsNeeded agentsToRoster agentsPresent
    shortfall serviceLevelPercent meanWaitSeconds isOverloaded serviceLevelPercentWithOneMore callsInTimeWithOneMore
    serviceLevelPercentWithAllSeats }
  shifts { code name heads isShort missing shortHalfHours serviceLevelPercent callsInTimeWithOneMore explanation
    shortest { startsAt agentsNeeded agentsPresent } }
  warnings { code text } } }`;

/** Asks for advice, whatever comes of it. */
export const send = (caller: Caller, input: Variables): Promise<GraphqlResult<{ staffingAdvice: Advice }>> =>
  caller.gql(document, { input });

/** Asks for advice, which must be given. */
export async function advise(caller: Caller, input: Variables): Promise<Advice> {
  const { data, errors } = await send(caller, input);
  expect(errors).toBeUndefined();
  return data.staffingAdvice;
}

/** The half-hour of advice that begins at a time of day in China, such as 10:30. */
export function halfHourAt({ halfHours }: Advice, clock: string): HalfHour {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return halfHours[hours * 2 + minutes / 30] ?? expect.fail(`there is no half-hour at ${clock}`);
}

/** Names every call of a test run once. */
let calls = 0;

/**
 * Records calls that were answered after five seconds, spread evenly over half-hours of a day.
 *
 * @param load how many calls came in the half-hour that begins at a time of day in China, and how long was talked
 */
export async function callsCame(
  caller: Caller,
  day: string,
  load: Readonly<Record<string, number>>,
  talkingSeconds = 210,
): Promise<void> {
  const records = Object.entries(load).flatMap(([clock, count]) => {
    const beginning = Date.parse(`${day}T${clock}:00+08:00`);
    return Array.from({ length: count }, (_, position) => {
      calls += 1;
      const offeredAt = beginning + Math.floor((position * 1_800_000) / count);
      const at = (seconds: number): string => new Date(offeredAt + seconds * 1000).toISOString();
      const answered = { answeredAt: at(5), endedAt: at(5 + talkingSeconds) };
      return { callId: `load-${calls}`, revision: 1, outcome: "ANSWERED", offeredAt: at(0), ...answered };
    });
  });
  for (let from = 0; from < records.length; from += 1000) await record(caller, ...records.slice(from, from + 1000));
}

/** Sets a shift that is on every day. */
export async function setShift(caller: Caller, shift: Variables): Promise<void> {
  await caller.ask("mutation ($input: SetShiftInput!) { setShift(input: $input) { shift { code } } }", {
    input: { weekdays: [1, 2, 3, 4, 5, 6, 7], onHolidays: true, ...shift },
  });
}

/** Puts people on a shift of a day. */
export async function assign(
  caller: Caller,
  shift: string,
  day: string,
  people: readonly Caller[],
  more: Variables = {},
): Promise<void> {
  const input = { shift, days: [day], people: people.map(({ id }) => personId(id)), ...more };
  await caller.ask("mutation ($input: AssignShiftInput!) { assignShift(input: $input) { __typename } }", { input });
}

const personId = (id: string): string => Buffer.from(`Person:${id}`).toString("base64url");

/** Publishes the roster of days. */
export async function publish(caller: Caller, from: string, to: string): Promise<void> {
  await caller.ask("mutation ($input: PublishRosterInput!) { publishRoster(input: $input) { __typename } }", {
    input: { from, to },
  });
}
