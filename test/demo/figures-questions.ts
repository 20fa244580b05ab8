import { expect } from "vitest";
import { issueTokenForLogin } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import type { Database } from "../../src/platform/database.js";
import { type GraphqlResult, gql, testIssuer, testSigningKeys, type Variables } from "../api.js";

/** A number of an answer. */
export interface Value {
  value: string | null;
  numerator: number | null;
  denominator: number | null;
  share: string | null;
  span: { from: string } | null;
  compared: { value: string | null; growth: string | null } | null;
}

/** A group of an answer, or all together. */
export interface Row {
  keys: { code: string }[];
  values: Value[];
}

/** The answer to a question of the statistics. */
export interface Answer {
  rows: Row[];
  total: Row;
  jointShare: string | null;
  suppressed: number;
}

const document = `query ($question: StatisticsQuestion!) {
  statistics(question: $question) {
    rows { keys { code } values { value numerator denominator share span { from } compared { value growth } } }
    total { keys { code } values { value numerator denominator share span { from } compared { value growth } } }
    jointShare suppressed
  }
}`;

/** Where and when the people of the demo world ask: a database, and the address of an API on it. */
interface Place {
  database: Database;
  address: string;
  now: Date;
}

/** Sends a document as one of the people of the demo world, by the login. */
export async function sendAs<Data>(
  { address, database, now }: Place,
  login: string,
  document: string,
  variables: Variables,
): Promise<GraphqlResult<Data>> {
  const keys = await testSigningKeys();
  const token = await issueTokenForLogin({ database, keys, issuer: testIssuer, login, bureau: null, now });
  return gql<Data>(token, document, variables, {}, address);
}

/** The people of the demo world, who ask the statistics. */
export interface Askers {
  /** Asks as somebody, by the login. */
  send(login: string, question: object): Promise<GraphqlResult<{ statistics: Answer }>>;
  /** The same where an error fails the test. */
  ask(login: string, question: object): Promise<Answer>;
}

/**
 * Lets the people of the demo world ask.
 *
 * @param address the API, which works on the database
 */
export function askersOf(database: Database, address: string): Askers {
  const send: Askers["send"] = (login, question) =>
    sendAs({ address, database, now: systemClock.now() }, login, document, { question });
  const ask: Askers["ask"] = async (login, question) => {
    const { data, errors } = await send(login, question);
    expect(errors).toBeUndefined();
    return data.statistics;
  };
  return { send, ask };
}

/** The number of each group by its code. */
export const numbers = ({ rows }: Answer): Record<string, string | null> =>
  Object.fromEntries(rows.map(({ keys, values }) => [keys[0]?.code ?? "", values[0]?.value ?? null]));

const days = (from: string, to: string) => ({ from, to });

/** The periods of the published figures. Suzhou says from when it counted, and not until when: its tickets end on that day. */
export const publishedPeriods = {
  suihua: days("2020-01-24", "2020-01-30"),
  daqing: days("2020-01-24", "2020-01-31"),
  cangzhou: days("2020-01-22", "2020-03-11"),
  qitaihe: days("2020-01-24", "2020-01-31"),
  jiamusi: days("2020-01-01", "2020-02-29"),
  suzhou: days("2020-01-24", "2020-02-05"),
  chuzhou: days("2020-01-27", "2020-02-09"),
};
