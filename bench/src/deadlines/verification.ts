import postgres, { type Sql } from "postgres";
import type { openClient } from "../client.js";
import { benchActors, type Level, levels } from "../page/actors.js";
import { ticketsOfAnswer } from "../page/document.js";
import type { Product } from "../product.js";
import { type ListName, listDocuments } from "./documents.js";

type Client = ReturnType<typeof openClient>;

/** What is measured must be right: each answer is compared with what a plain statement finds that reads every ticket. */
export async function verifyLists(
  product: Product,
  adminUrl: string,
  client: Client,
  tokens: Readonly<Record<Level, string>>,
): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const today = product.chinaDay(new Date());
  const until = product.addWorkingDays(today, 3, product.ANNOUNCED_CALENDAR).due;
  const ask = async (list: ListName, level: Level): Promise<string> => {
    const { status, body } = await client.post(tokens[level], JSON.stringify({ query: listDocuments[list] }));
    if (status !== 200 || body.includes('"errors"')) throw new Error(`${list} as ${level}: ${body.slice(0, 600)}`);
    return body;
  };
  try {
    for (const level of levels) {
      const numbers = (body: string): string[] => ticketsOfAnswer(body).map(({ number }) => number);
      equal(numbers(await ask("overdue", level)), await dueFirst(sql, level, `due_on < '${today}'`), level);
      equal(numbers(await ask("due within 3 days", level)), await dueFirst(sql, level, `due_on <= '${until}'`), level);
      const { data } = JSON.parse(await ask("dueCounts", level)) as { data: { dueCounts: Counts } };
      const { overdue, dueSoon } = data.dueCounts;
      equal([overdue, dueSoon].map(String), await counted(sql, level, today, until), level);
      await ask("my work", level);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface Counts {
  overdue: number;
  dueSoon: number;
}

function equal(answered: readonly string[], wanted: readonly string[], level: Level): void {
  if (answered.join() === wanted.join() && wanted.length > 0) return;
  throw new Error(`the ${level} was answered\n${answered.join()} and not\n${wanted.join()}`);
}

/** What a level sees, and what lies in its own region. */
function regionOf(level: Level): { seen: string; own: string } {
  const { region } = benchActors[level];
  if (level === "nation") return { seen: "true", own: "true" };
  const own = `${level} = '${region}'`;
  if (level === "province") return { seen: own, own };
  return { seen: `(${own} OR intake_${level}_away = '${region}' OR previous_${level}_away = '${region}')`, own };
}

async function dueFirst(sql: Sql, level: Level, condition: string): Promise<string[]> {
  const rows = await sql.unsafe<{ number: string }[]>(
    `SELECT number FROM tickets WHERE ${condition} AND ${regionOf(level).seen} ORDER BY due_on, id LIMIT 20`,
  );
  return rows.map(({ number }) => number);
}

async function counted(sql: Sql, level: Level, today: string, until: string): Promise<string[]> {
  const [row] = await sql.unsafe<{ overdue: string; soon: string }[]>(
    `SELECT count(*) FILTER (WHERE due_on < '${today}')::text AS overdue,
      count(*) FILTER (WHERE due_on >= '${today}')::text AS soon
    FROM tickets WHERE due_on <= '${until}' AND ${regionOf(level).own}`,
  );
  return [row?.overdue ?? "", row?.soon ?? ""];
}
