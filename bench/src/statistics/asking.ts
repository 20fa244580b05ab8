import { openClient, type Reply } from "../client.js";
import type { RunningProduct } from "../contestants/ours.js";
import type { Asked } from "./questions.js";

const distribution = "distribution { tickets median p90 p99 }";
const values = `values { measure value numerator denominator share reason ${distribution}
  compared { value numerator denominator change growth reason ${distribution} } } isSuppressed`;

/** What is asked of the API, with all that a table on a screen shows. */
const document = `query Ask($question: StatisticsQuestion!) { statistics(question: $question) {
  asOf comparedPeriod { from to } rows { keys { dimension code name } ${values} } total { ${values} } other { ${values} }
  jointShare } }`;

/** How durations are spread, as the API answers it. */
export interface Spread {
  tickets: number;
  median: number;
  p90: number;
  p99: number;
}

/** What was counted, as the API answers it. */
export interface Counted {
  numerator: number | null;
  denominator: number | null;
  distribution: Spread | null;
  reason: string | null;
}

/** A value of an answer. */
export interface AnsweredValue extends Counted {
  measure: string;
  value: string | null;
  compared: Counted | null;
}

/** A row of an answer. */
export interface AnsweredRow {
  keys: readonly { dimension: string; code: string }[];
  values: readonly AnsweredValue[];
}

/** An answer of the API, as far as it is compared. */
export interface Answered {
  comparedPeriod: { from: string; to: string } | null;
  rows: readonly AnsweredRow[];
  total: Pick<AnsweredRow, "values">;
}

/** Asks the running product. */
export interface Asking {
  ask(asked: Asked): Promise<Reply>;
  /** Whether the product refuses a question as too large. */
  isTooLarge(asked: Asked): Promise<boolean>;
  /** Asks and reads the answer. */
  answer(asked: Asked): Promise<Answered>;
  /** Asks one after another over some connections for some seconds; the milliseconds of each. */
  drive(asked: Asked, connections: number, seconds: number): Promise<number[]>;
  close(): void;
}

/** Opens connections to the product, with a token for each who asks. */
export async function openAsking(
  ours: RunningProduct,
  questions: readonly Asked[],
  connections: number,
): Promise<Asking> {
  const tokens = await ours.tokensOf(questions.map(({ login }) => login));
  const client = openClient(ours.url, connections);
  const post = (asked: Asked): Promise<Reply> =>
    client.post(
      tokens.get(asked.login) ?? "",
      JSON.stringify({ query: document, variables: { question: asked.question } }),
    );
  const ask = async (asked: Asked): Promise<Reply> => {
    const reply = await post(asked);
    if (reply.status === 200 && !reply.body.includes('"errors":')) return reply;
    throw new Error(`${JSON.stringify(asked)} was answered\n${reply.status} ${reply.body.slice(0, 800)}`);
  };
  return {
    ask,
    isTooLarge: async (asked) => (await post(asked)).body.includes('"code":"TOO_LARGE"'),
    answer: async (asked) => {
      const { body } = await ask(asked);
      return (JSON.parse(body) as { data: { statistics: Answered } }).data.statistics;
    },
    drive: async (asked, lanes, seconds) => {
      const times: number[] = [];
      const end = performance.now() + seconds * 1000;
      const lane = async (): Promise<void> => {
        while (performance.now() < end) times.push((await ask(asked)).milliseconds);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return times;
    },
    close: () => client.close(),
  };
}
