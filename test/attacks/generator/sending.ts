import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { type Asker, type Found, freshText, lookUp } from "./lookups.js";
import { fillMarks, type Plan, type Reference } from "./plan.js";
import type { Scene } from "./scene.js";
import { secretOf } from "./secrets.js";
import { usualTexts } from "./texts.js";

/** A request as it was sent. */
export interface Sent {
  actor: Plan["actor"];
  transport: Plan["transport"];
  document: string;
  /** The variables as JSON, which is not always in order. */
  variables: string;
  isEnglish: boolean;
}

/** What came back. */
export interface Answered {
  status: number;
  text: string;
  milliseconds: number;
}

const hourLength = 60 * 60 * 1000;
const dayLength = 24 * hourLength;

function turned(cursor: string, edited: "NOT" | "CUT" | "TURNED" | "REWRITTEN"): string {
  if (edited === "CUT") return cursor.slice(0, -3);
  if (edited === "TURNED") return [...cursor].reverse().join("");
  if (edited === "NOT") return cursor;
  const inside = Buffer.from(cursor, "base64url").toString("utf8").replace(/\d/g, "9");
  return Buffer.from(inside).toString("base64url");
}

/** Who asks, and what he finds of what the plan names. */
interface Cast {
  actor: Plan["actor"];
  found: readonly Found[];
}

const askerOf = (scene: Scene, name: Plan["actor"]): Asker => ({
  bureau: scene.bureauOf(name),
  person: scene.personOf(name),
});

async function castOf(scene: Scene, { actor, standIns, subjects }: Plan): Promise<Cast> {
  const foundBy = (name: Plan["actor"]): Promise<Found[]> =>
    Promise.all(subjects.map((subject) => lookUp(scene.registry, subject, askerOf(scene, name))));
  const found = await foundBy(actor);
  for (const standIn of found[0]?.isFitting === false ? standIns : []) {
    const other = await foundBy(standIn);
    if (other[0]?.isFitting === true) return { actor: standIn, found: other };
  }
  return { actor, found };
}

/** The texts that stand for the references of a plan, as JSON, now. */
function filled(scene: Scene, plan: Plan, cast: Cast): string[] {
  const secrets = Array.from({ length: plan.secrets }, () => secretOf(scene.nextSecret()));
  return plan.references.map((reference) => {
    if (reference.is === "raw") return reference.text;
    if (reference.is === "secret") return JSON.stringify(secrets[reference.of]?.[reference.part] ?? "");
    return JSON.stringify(textOrNumber(scene, reference, cast));
  });
}

function textOrNumber(
  { bureauOf, concentrationKeys, cursors, drillTokens, words }: Scene,
  reference: Exclude<Reference, { is: "raw" } | { is: "secret" }>,
  { actor, found }: Cast,
): string | number {
  switch (reference.is) {
    case "word": {
      const codes = words.get(reference.dictionary) ?? [];
      return codes[reference.at % Math.max(codes.length, 1)] ?? "OTHER";
    }
    case "cursor":
      return turned(cursors[reference.at % Math.max(cursors.length, 1)] ?? "WyJhIl0", reference.edited);
    case "drillToken":
    case "concentrationKey": {
      const given = reference.is === "drillToken" ? drillTokens : concentrationKeys;
      const tokens = given(reference.whose === "OWN" ? bureauOf(actor) : null);
      return turned(tokens[reference.at % Math.max(tokens.length, 1)] ?? "e30~0.0", reference.edited);
    }
    case "day":
      return chinaDay(new Date(systemClock.now().getTime() + reference.days * dayLength));
    case "instant":
      return new Date(systemClock.now().getTime() + reference.hours * hourLength).toISOString();
    case "mention": {
      const number = found[reference.subject]?.contact ?? null;
      if (number === null) return usualTexts[0];
      const { name, phone } = secretOf(number);
      return `${name}来电催问，回电${phone}`;
    }
    case "workingDay":
      return addWorkingDays(chinaDay(systemClock.now()), reference.days).due;
    case "fresh":
      return freshText(reference.form);
    default:
      return found[reference.subject]?.[reference.is] ?? "";
  }
}

/** Looks up what a plan refers to, and writes its document and its variables. */
export async function written(scene: Scene, plan: Plan): Promise<Sent> {
  const cast = await castOf(scene, plan);
  const values = filled(scene, plan, cast);
  const document = fillMarks(plan.document, values);
  const variables = fillMarks(plan.variables, values);
  // An address is no longer than a line of the header.
  const isLong = document.length + variables.length > 2_000;
  return {
    actor: cast.actor,
    transport: plan.transport === "GET" && isLong ? "POST" : plan.transport,
    isEnglish: plan.isEnglish,
    document,
    variables,
  };
}

function bodyOf({ transport, document, variables }: Sent): string {
  const query = JSON.stringify(document);
  const usual = `{"query":${query},"variables":${variables}}`;
  if (transport === "BROKEN_JSON") return usual.slice(0, -2);
  if (transport === "BATCH") return `[${usual},${usual}]`;
  if (transport === "EXTRA_PARTS") {
    return `{"query":${query},"variables":${variables},"operationName":null,"extensions":{"x":[1]},"other":{"id":1}}`;
  }
  return usual;
}

/** Sends a request, and measures how long it takes until all of the answer is there. */
export async function send(scene: Scene, sent: Sent): Promise<Answered> {
  const token = await scene.tokenOf(sent.actor);
  const { isEnglish } = sent;
  const headers: Record<string, string> = {
    "Accept-Language": isEnglish ? "en" : "zh",
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(isEnglish ? { Accept: "application/graphql-response+json, application/json;q=0.9" } : {}),
  };
  const startedAt = performance.now();
  const response =
    sent.transport === "GET"
      ? await fetch(
          `${scene.address}/graphql?${new URLSearchParams({ query: sent.document, variables: sent.variables })}`,
          { headers: { ...headers, "Apollo-Require-Preflight": "true" } },
        )
      : await fetch(`${scene.address}/graphql`, {
          method: "POST",
          headers: {
            ...headers,
            "Content-Type": sent.transport === "WRONG_TYPE" ? "text/plain" : "application/json",
          },
          body: bodyOf(sent),
        });
  const text = await response.text();
  return { status: response.status, text, milliseconds: performance.now() - startedAt };
}
