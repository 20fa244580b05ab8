import type { RequestContext } from "../../platform/context.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { bureauNameLoader, onDay } from "../jurisdictions/index.js";
import type { ReportAnswer } from "./report.answers.js";
import { dayInWords, monthInWords } from "./report.wording.js";

const kindNames: Readonly<Record<string, string>> = { CONSULTATION: "咨询", COMPLAINT: "投诉", REPORT: "举报" };

const dictionaries: Readonly<Record<string, DictionaryName>> = {
  CHANNEL: "CHANNEL",
  ISSUE_CLASS: "ISSUE_CLASS",
  GOODS_CLASS: "GOODS_CLASS",
  TOPIC: "TOPIC",
};

/** What a group is called whose tickets have no such code. */
const unclassified = "未分类";

/** Where and when groups are named. */
interface NamingPlace {
  /** The code of the bureau whose region is counted. */
  region: string;
  /** The day whose names are told. */
  on: string;
}

type Key = ReportAnswer["rows"][number]["keys"][number];

/** Gives the groups of answers the names that they have on a day, in Chinese; a code that has none stands for itself. */
export async function nameGroups(
  context: RequestContext,
  answers: readonly ReportAnswer[],
  place: NamingPlace,
): Promise<void> {
  const keys = answers.flatMap(({ rows }) => rows.flatMap((row) => row.keys));
  const names = await Promise.all(keys.map((key) => nameOf(context, key, place)));
  for (const [position, key] of keys.entries()) key.name = names[position] ?? key.code;
}

async function nameOf(context: RequestContext, { dimension, code }: Key, { region, on }: NamingPlace) {
  if (code === "") return unclassified;
  const dictionary = dictionaries[dimension];
  if (dictionary !== undefined) return (await dictionaryNameLoader(context, dictionaryKey(dictionary, code)))?.zh;
  switch (dimension) {
    case "KIND":
      return kindNames[code];
    case "HOUR":
      return `${Number(code)}时`;
    case "DAY":
      return dayInWords(code);
    case "MONTH":
      return monthInWords(`${code}-01`);
    default: {
      const name = await bureauNameLoader(context, onDay(code, on));
      // What no bureau beneath holds is the own of the one that is counted.
      return code === region && name !== null ? `${name}（本级）` : name;
    }
  }
}
