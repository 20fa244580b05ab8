import type { Client } from "../client.js";
import { type Counts, type CountsByPlace, counted } from "./truth.js";

const document = `query Ask($question: StatisticsQuestion!) { statistics(question: $question) {
  rows { keys { dimension code } values { measure value } } total { values { measure value } } } }`;

interface Answer {
  data: {
    statistics: {
      rows: { keys: { dimension: string; code: string }[]; values: { measure: string; value: string | null }[] }[];
      total: { values: { measure: string; value: string | null }[] };
    };
  };
}

const period = (now: number) => {
  const day = (back: number) => new Date(now + 8 * 3_600_000 - back * 86_400_000).toISOString().slice(0, 10);
  return { from: day(25), to: day(0) };
};

async function ask(client: Client, token: string, question: object): Promise<Answer["data"]["statistics"]> {
  const { body, status } = await client.post(token, JSON.stringify({ query: document, variables: { question } }));
  if (status !== 200 || body.includes('"errors":')) throw new Error(`${status} ${body.slice(0, 800)}`);
  return (JSON.parse(body) as Answer).data.statistics;
}

const toCounts = (values: { measure: string; value: string | null }[]): Counts =>
  counted.map((measure) => Number(values.find((one) => one.measure === measure)?.value ?? Number.NaN)) as Counts;

/** The counts of all calls of the asker's region. */
export async function askTotal(client: Client, token: string, now: number): Promise<Counts> {
  const { total } = await ask(client, token, { measures: counted, period: period(now) });
  return toCounts(total.values);
}

/** The same by bureau and day: each bureau is the only one of its city that takes calls. */
export async function askByPlace(
  client: Client,
  token: string,
  now: number,
  places: readonly { code: string; city: string | null }[],
): Promise<CountsByPlace> {
  const counts: CountsByPlace = new Map();
  for (const { city, code } of places) {
    const question = { measures: counted, period: period(now), dimensions: ["DAY"], region: city };
    const { rows } = await ask(client, token, question);
    for (const { keys, values } of rows) counts.set(`${code} ${keys[0]?.code}`, toCounts(values));
  }
  return counts;
}
