import { z } from "zod";
import type { RequestContext } from "../../platform/context.js";
import { actorOf } from "../../platform/context.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { checkLink, signLink } from "../../platform/signed-link.js";
import type { GroupKey } from "./counting/counting.js";
import { dimensionNames } from "./counting/dimensions.js";
import { measureNames, views } from "./measures.js";
import type { CheckedQuestion } from "./question.js";

/** How long the tickets behind a number can be asked for, in milliseconds: a day. */
const lifetime = 86_400_000;

/** The longest token, in characters: of a question with the longest filter that may be asked. */
const longestToken = 32_000;

const codes = z.array(z.string()).nullable();

const shape = z.object({
  bureau: z.string(),
  asOf: z.iso.datetime(),
  measures: z.array(z.tuple([z.enum(measureNames), z.number()])),
  region: z.object({
    level: z.enum(["NATION", "PROVINCE", "CITY", "COUNTY", "UNIT"]),
    code: z.string(),
    province: z.string().nullable(),
    city: z.string().nullable(),
    county: z.string().nullable(),
    line: z.string().nullable(),
  }),
  filter: z.object({
    kinds: codes,
    channels: codes,
    issueClasses: codes,
    goodsClasses: codes,
    topics: codes,
    states: codes,
    respondent: z.string().nullable(),
    queues: codes,
    operators: codes,
  }),
  period: z.object({ from: z.string(), to: z.string() }),
  view: z.enum(views),
  tree: z.enum(["NOW", "THEN"]),
  keys: z.array(z.object({ dimension: z.enum(dimensionNames), code: z.string() })),
});

/** Which group of which question a token stands for. */
export type DrilledGroup = z.infer<typeof shape>;

const separator = "~";

/**
 * The token of a group of an answer (钻取令牌): it says whose answer it was, and everything that the group was counted by.
 *
 * SECURITY: it is signed and gives no right: the tickets are read under the scope of whoever shows it, of the same bureau.
 */
export function drillTokenOf(context: RequestContext, question: CheckedQuestion, keys: readonly GroupKey[]): string {
  const { asOf, definitions, filter, periods, region, tree, view } = question;
  const group: DrilledGroup = {
    bureau: actorOf(context).bureau.bureau,
    asOf: asOf.toISOString(),
    measures: definitions.map(({ measure, version }) => [measure, version]),
    region,
    filter: filter as DrilledGroup["filter"],
    period: periods[0],
    view,
    tree,
    keys: keys.map(({ code, dimension }) => ({ code, dimension })),
  };
  const payload = Buffer.from(JSON.stringify(group)).toString("base64url");
  return `${payload}${separator}${signLink(context.seal, ["statistics", payload], new Date(asOf.getTime() + lifetime))}`;
}

/**
 * Reads a token of the caller's own bureau.
 *
 * @throws INVALID_INPUT for the field token, where it is none of ours or too old; NOT_FOUND where it is another bureau's
 */
export function readDrillToken(context: RequestContext, token: string): DrilledGroup {
  const [payload = "", signature = "", ...rest] = token.length > longestToken ? [] : token.split(separator);
  const state =
    rest.length > 0 ? "WRONG" : checkLink(context.seal, ["statistics", payload], signature, context.clock.now());
  const group = state === "WRONG" ? null : groupIn(payload);
  if (group === null) {
    throw invalidInput("token", {
      zh: "令牌无效，请使用 statistics 返回的 drillToken。",
      en: "This is no token of ours; use a drillToken that `statistics` answered.",
    });
  }
  if (group.bureau !== actorOf(context).bureau.bureau) throw notFound("token");
  if (state === "EXPIRED") {
    throw invalidInput("token", {
      zh: "令牌已过期（一日有效），请重新统计。",
      en: "The token is stale, for it is good for a day; ask the statistics again.",
    });
  }
  return group;
}

// Of a release that wrote them otherwise it is none of ours any more.
function groupIn(payload: string): DrilledGroup | null {
  return shape.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).data ?? null;
}
