import { expect } from "vitest";
import { issueToken } from "../../../src/modules/identity/index.js";
import { settableClock } from "../../../src/platform/clock.js";
import {
  addressOf,
  type Caller,
  expectCode,
  type GraphqlResult,
  gql,
  startTestApi,
  testIssuer,
  testSigningKeys,
  type Variables,
} from "../../api.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../../database.js";
import { makeProvince, type PersonName, type World } from "../../world.js";

/** A run of days off. */
export interface HolidayValue {
  name: string;
  first: string;
  last: string;
}

/** What announceYear takes. */
export interface YearInput {
  year: number;
  holidays: HolidayValue[];
  makeUpDays: string[];
  notice: string;
  isCorrection?: boolean;
}

/** A year of the calendar, as the tests ask for it. */
export interface YearAnswer extends Omit<YearInput, "notice" | "isCorrection"> {
  notice: string | null;
  announcedAt: string | null;
}

/** The working calendar, as the tests ask for it. */
export interface CalendarAnswer {
  announcedFrom: string;
  announcedUntil: string;
  years: YearAnswer[];
}

const yearFields = "year notice announcedAt makeUpDays holidays { name first last }";

/** Announces a year. */
export const announceDocument = `mutation ($input: AnnounceYearInput!) {
  announceYear(input: $input) { year { ${yearFields} } }
}`;

/** Reads the calendar. */
export const calendarDocument = `{ workingCalendar { announcedFrom announcedUntil years { ${yearFields} } } }`;

/** Arrangements of 2027 as they might be announced, with what a test wants different. */
export function arrangementsOf2027(changes: Partial<YearInput> = {}): YearInput {
  return {
    year: 2027,
    holidays: [
      { name: "元旦", first: "2027-01-01", last: "2027-01-03" },
      { name: "春节", first: "2027-02-05", last: "2027-02-13" },
      { name: "清明节", first: "2027-04-03", last: "2027-04-05" },
      { name: "劳动节", first: "2027-05-01", last: "2027-05-05" },
      { name: "端午节", first: "2027-06-09", last: "2027-06-09" },
      { name: "中秋节", first: "2027-09-15", last: "2027-09-15" },
      { name: "国庆节", first: "2027-10-01", last: "2027-10-07" },
    ],
    makeUpDays: ["2027-01-30", "2027-02-20", "2027-04-25", "2027-05-08", "2027-09-26", "2027-10-09"],
    notice: "国办发明电〔2026〕7号",
    ...changes,
  };
}

/** Those arrangements with another period in the place of one. */
export function withHoliday(name: string, changes: Partial<HolidayValue>): YearInput {
  const year = arrangementsOf2027();
  return { ...year, holidays: year.holidays.map((one) => (one.name === name ? { ...one, ...changes } : one)) };
}

/**
 * A database of one test's own, because the calendar is the same for everybody who shares one, and an API upon it whose
 * clock the test sets.
 */
export interface CalendarStage {
  own: OwnDatabase;
  /** A province whose people call this API, and sign in at the time of its clock. */
  world: World;
  clock: ReturnType<typeof settableClock>;
  /** Sends a document as a person of the province. */
  send<Data>(name: PersonName, document: string, variables?: object): Promise<GraphqlResult<Data>>;
  /** Announces a year as the nation's administrator. */
  announce(input: YearInput): Promise<YearAnswer>;
  /** Tries to, and answers the wrong fields. */
  refusedFields(input: YearInput): Promise<string[]>;
  calendar(): Promise<CalendarAnswer>;
  /** Looks at rows behind the API's back. */
  rows(statement: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Makes a stage on which it is the 20th of November 2026. */
export async function setCalendarStage(): Promise<CalendarStage> {
  const own = await ownDatabase();
  const clock = settableClock(new Date("2026-11-20T02:00:00Z"));
  const api = await startTestApi({ database: own.database, databaseUrl: own.url, clock });
  const province = await makeProvince({ database: own.database });
  const callerOf = (person: Caller): Caller => {
    const token = async (): Promise<string> => {
      const grant = { issuer: testIssuer, person: person.id, client: null, scopes: null, now: clock.now() };
      return (await issueToken(await testSigningKeys(), grant)).token;
    };
    const send: Caller["gql"] = async (document, variables, headers) =>
      gql(await token(), document, variables, headers, addressOf(api));
    const ask = async <Data>(document: string, variables?: Variables): Promise<Data> => {
      const { data, errors } = await send<Data>(document, variables);
      expect(errors).toBeUndefined();
      return data;
    };
    const { bureau, id, login } = person;
    return { id, login, bureau, token, gql: send, ask };
  };
  const world: World = { ...province, as: (name) => callerOf(province.as(name)) };
  const stage: CalendarStage = {
    own,
    world,
    clock,
    send: (name, document, variables = {}) => world.as(name).gql(document, { ...variables }),
    announce: async (input) => {
      const result = await stage.send<{ announceYear: { year: YearAnswer } }>(
        "nation.administrator",
        announceDocument,
        { input },
      );
      if (result.errors !== undefined) throw new Error(JSON.stringify(result.errors));
      return result.data.announceYear.year;
    },
    refusedFields: async (input) => {
      const result = await stage.send("nation.administrator", announceDocument, { input });
      return (expectCode(result, "INVALID_INPUT").extensions.problems ?? []).map(({ field }) => field);
    },
    calendar: async () => {
      const { data } = await stage.send<{ workingCalendar: CalendarAnswer }>("countyA1.handler", calendarDocument);
      return data.workingCalendar;
    },
    rows: async (statement) => [...(await asSuperuser(own.adminUrl, (admin) => admin.unsafe(statement)))],
    close: async () => {
      await api.close(1000);
      await own.drop();
    },
  };
  return stage;
}
