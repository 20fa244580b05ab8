import { expect } from "vitest";
import { createDeliveryPass, createSender, type DeliveryOptions } from "../../../src/modules/webhooks/index.js";
import type { Place } from "../../../src/platform/actor.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import { type RecordedValue, record } from "../../../src/platform/record.js";
import { type Caller, testSeal, type Variables } from "../../api.js";
import { ownDatabase } from "../../database.js";
import { relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";

/** The fields of a webhook that tests look at. */
export const webhookFields = `id name url eventTypes subjectTypes kinds lines state pauseReason pausedAt cursor attempts
  failingSince nextTryAt lastTryAt lastSuccessAt lastOutcome createdAt version permittedActions
  bureau { code } secrets { createdAt expiresAt }`;

/** A webhook as tests read it. */
export interface WebhookAnswer {
  id: string;
  name: string;
  url: string;
  eventTypes: string[];
  subjectTypes: string[];
  kinds: string[];
  lines: string[];
  state: string;
  pauseReason: string | null;
  pausedAt: string | null;
  cursor: string;
  attempts: number;
  failingSince: string | null;
  nextTryAt: string | null;
  lastTryAt: string | null;
  lastSuccessAt: string | null;
  lastOutcome: string | null;
  createdAt: string;
  version: number;
  permittedActions: string[];
  bureau: { code: string };
  secrets: { createdAt: string; expiresAt: string | null }[];
}

/** The changes of webhooks. */
export type WebhookChange =
  | "createWebhook"
  | "updateWebhook"
  | "pauseWebhook"
  | "resumeWebhook"
  | "rotateWebhookSecret"
  | "replayWebhook"
  | "removeWebhook"
  | "pingWebhook";

const moreFields: Partial<Record<WebhookChange, string>> = {
  createWebhook: "secret",
  rotateWebhookSecret: "secret",
  pingWebhook: "outcome statusCode milliseconds",
};

/** The document of a change. */
export function documentOf(change: WebhookChange): string {
  const input = `${change.charAt(0).toUpperCase()}${change.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${change}(input: $input) { webhook { ${webhookFields} } ${moreFields[change] ?? ""} } }`;
}

/** What a change answers. */
export interface ChangeAnswer {
  webhook: WebhookAnswer;
  secret: string;
  outcome: string;
  statusCode: number | null;
  milliseconds: number;
}

/** Makes a change that must succeed. */
export async function change(caller: Caller, name: WebhookChange, input: Variables): Promise<ChangeAnswer> {
  const data = await caller.ask<Record<string, ChangeAnswer>>(documentOf(name), { input });
  return data[name] ?? expect.fail("there is no answer");
}

/** Reads a webhook that must be there. */
export async function readAgain(caller: Caller, { id }: Pick<WebhookAnswer, "id">): Promise<WebhookAnswer> {
  const data = await caller.ask<{ webhook: WebhookAnswer }>(
    `query ($id: ID!) { webhook(id: $id) { ${webhookFields} } }`,
    { id },
  );
  return data.webhook;
}

/** What a change of a webhook names. */
export const named = ({ id, version }: Pick<WebhookAnswer, "id" | "version">) => ({ webhookId: id, version });

/** What became of a try, as tests read it. */
export interface DeliveryAnswer {
  messageId: string;
  eventType: string;
  eventCursor: string | null;
  attempt: number;
  at: string;
  milliseconds: number;
  outcome: string;
  statusCode: number | null;
  nextTryAt: string | null;
}

/** The document of webhookDeliveries. */
export const deliveriesDocument = `query ($webhookId: ID!, $outcomes: [WebhookOutcome!], $first: Int, $after: String) {
  webhookDeliveries(webhookId: $webhookId, outcomes: $outcomes, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { messageId eventType eventCursor attempt at milliseconds outcome statusCode nextTryAt } } }`;

/** The tries of a webhook, the latest first. */
export async function deliveriesOf(
  caller: Caller,
  { id }: Pick<WebhookAnswer, "id">,
  more: Variables = {},
): Promise<DeliveryAnswer[]> {
  const data = await caller.ask<{ webhookDeliveries: { nodes: DeliveryAnswer[] } }>(deliveriesDocument, {
    webhookId: id,
    ...more,
  });
  return data.webhookDeliveries.nodes;
}

/** A platform of its own, whose log holds what the test makes happen. */
export interface Scene {
  stage: Stage;
  world: World;
  /** The administrator of city A. */
  administrator: Caller;
  /** Lets events of things that there are not happen at city A, or elsewhere, and puts them into the log. Answers the identifiers of their subjects. */
  happen(count: number, more?: Happening): Promise<string[]>;
  /** Delivers until nothing is under way any more. */
  deliver(options?: Partial<DeliveryOptions>): Promise<void>;
  /** The tools of a run, for a test that stops it itself. */
  tools(): ReturnType<typeof jobTools>;
  options(): Promise<DeliveryOptions>;
  /** Moves the clock on by so many milliseconds. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

/** What an event of a test is like. */
export interface Happening {
  type?: string;
  subjectType?: string;
  at?: Place;
  line?: string | null;
  payload?: { [name: string]: RecordedValue };
}

/** The network of the receivers of tests. */
export const loopback = ["127.0.0.0/8"];

/** Opens a platform of its own, where webhooks may lead to this machine. */
export async function openScene(): Promise<Scene> {
  const own = await ownDatabase();
  const stage = await setStage("2026-03-02", own, { webhookNetworks: loopback });
  const world = await stage.makeProvince();
  const place = { province: world.code.province, city: world.code.cityA, county: null, bureau: world.code.cityA };
  const options = async (): Promise<DeliveryOptions> => ({
    seal: await testSeal(),
    sender: createSender({ isProduction: false, networks: loopback }),
  });
  const tools = () => jobTools(own.database, stage.clock);
  let made = 0;
  return {
    ...{ stage, world, tools, options },
    administrator: world.as("cityA.administrator"),
    happen: async (count, more = {}) => {
      const { at: where = place, line = null, payload = {}, subjectType = "Callback", type = "ticket.signed" } = more;
      const ids = Array.from({ length: count }, () => {
        made += 1;
        return toGlobalId(subjectType, where.province, `t${made}`);
      });
      const at = stage.clock.now();
      await own.database.asSystem("let something happen", async (tx) => {
        for (const id of ids) {
          const subject = { type: subjectType, id, version: 1, place: where, line };
          const events = [{ type, payload }];
          await record(tx, { place: where }, { action: "ticket.sign", at, requestId: "test", subject, events });
        }
      });
      await relayNow(own.database);
      return ids;
    },
    deliver: async (more = {}) => {
      const given = tools();
      await createDeliveryPass({ ...(await options()), ...more }).run(given);
      expect(given.lines).toEqual([]);
    },
    pass: (milliseconds) => stage.clock.set(new Date(stage.clock.now().getTime() + milliseconds)),
    close: async () => {
      await stage.close();
      await own.drop();
    },
  };
}
