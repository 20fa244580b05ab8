import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { addressOf, type Caller, expectCode, gql, startTestApi, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { change, documentOf, named, readAgain } from "./scene.js";

const url = "https://1.1.1.1/hooks?key=k";

let world: World;
let administrator: Caller;
/** An API whose operator allows no network. */
let strict: Api;

beforeAll(async () => {
  strict = await startTestApi({ webhookNetworks: [] });
  world = await makeProvince();
  administrator = world.as("cityA.administrator");
});

afterAll(() => strict.close(1000));

const input = (more: Variables = {}) => ({ name: "数据平台", url, ...more });
const attempt = (more: Variables = {}, caller = administrator) =>
  caller.gql(documentOf("createWebhook"), { input: input(more) });

describe("createWebhook", () => {
  it("makes a webhook of one's own bureau, and shows its secret this once", async () => {
    const { secret, webhook } = await change(administrator, "createWebhook", input({ kinds: ["REPORT"], lines: [] }));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({
      ...{ name: "数据平台", url, eventTypes: [], subjectTypes: [], kinds: ["REPORT"], lines: [], state: "ACTIVE" },
      ...{ pauseReason: null, attempts: 0, version: 1, lastOutcome: null, bureau: { code: world.code.cityA } },
      secrets: [{ expiresAt: null }],
      permittedActions: ["UPDATE", "PAUSE", "ROTATE_SECRET", "REPLAY", "PING", "REMOVE"],
    });
    expect(await readAgain(administrator, webhook)).toEqual(webhook);
    const node = await administrator.gql("query ($id: ID!) { node(id: $id) { id ... on Webhook { name } } }", {
      id: webhook.id,
    });
    expect(node.data).toEqual({ node: { id: webhook.id, name: "数据平台" } });
  });

  it("keeps the secret sealed, and the address out of audit and events", async () => {
    const { secret, webhook } = await change(administrator, "createWebhook", input({ url: "https://1.1.1.1/marked" }));
    const texts = await world.database.asSystem("a test looks at rows as they lie", async (tx) => {
      const secrets = await tx.execute<{ text: string }>(
        sql`SELECT encode(sealed, 'escape') AS text FROM webhook_secrets`,
      );
      const told = await tx.execute<{ text: string }>(sql`SELECT audit_entries::text AS text FROM audit_entries
        WHERE subject_id = ${webhook.id} UNION ALL SELECT event_log::text FROM event_log
        WHERE subject_id = ${webhook.id} UNION ALL SELECT outbox_events::text FROM outbox_events
        WHERE subject_id = ${webhook.id}`);
      expect(told.length).toBeGreaterThanOrEqual(2);
      return [...secrets, ...told].map(({ text }) => text).join();
    });
    expect(texts).not.toContain(secret.slice(6));
    expect(texts).not.toContain("/marked");
  });

  it("makes webhooks of bureaus beneath one's own, and of no others", async () => {
    const beneath = await change(administrator, "createWebhook", input({ bureau: world.code.cityAPrice }));
    expect(beneath.webhook.bureau.code).toBe(world.code.cityAPrice);
    for (const unit of ["cityB", "province", "countyB1"] as const) {
      expectCode(await attempt({ bureau: world.code[unit] }), "FORBIDDEN");
    }
    expectCode(await attempt({ bureau: "999999" }), "NOT_FOUND", "bureau");
  });

  it("is for administrators", async () => {
    for (const name of ["cityA.head", "cityA.dispatcher", "cityA.auditor"] as const) {
      expectCode(await attempt({}, world.as(name)), "FORBIDDEN");
    }
  });

  it.each([
    ...["http://127.0.0.1/", "http://2130706433/", "http://0177.1/", "http://0x7f.1/", "http://127.0.0.1./"],
    ...[
      "http://localhost/",
      "http://localhost.:4000/",
      "http://[::1]/",
      "http://[::ffff:127.0.0.1]/",
      "http://[::ffff:7f00:1]/",
    ],
    ...["http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://10.0.0.1/", "http://172.31.0.1/"],
    ...["http://192.168.1.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://[::]/", "http://[fd00::1]/"],
    ...["http://224.0.0.1/", "http://255.255.255.255/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/"],
    ...[
      "ftp://1.1.1.1/",
      "https://user@1.1.1.1/",
      "https://1.1.1.1/#a",
      "https://",
      "推送",
      "https://[::ffff:1.1.1.1%25x]/",
    ],
    "https://nobody.invalid/",
  ])("refuses %s", async (refused) => {
    const variables = { input: input({ url: refused }) };
    const token = await administrator.token();
    expectCode(await gql(token, documentOf("createWebhook"), variables, {}, addressOf(strict)), "INVALID_INPUT", "url");
  });

  it("refuses http in production", async () => {
    const api = await startTestApi({ isProduction: true, webhookNetworks: ["127.0.0.0/8"] });
    const send = async (given: string) =>
      gql(
        await administrator.token(),
        documentOf("createWebhook"),
        { input: input({ url: given }) },
        {},
        addressOf(api),
      );
    expectCode(await send("http://1.1.1.1/"), "INVALID_INPUT", "url");
    expect((await send("https://127.0.0.1/")).errors).toBeUndefined();
    await api.close(1000);
  });

  it.each([
    ["name", { name: " " }],
    ["name", { name: "名".repeat(101) }],
    ["eventTypes", { eventTypes: ["ticket"] }],
    ["eventTypes", { eventTypes: ["*"] }],
    ["eventTypes", { eventTypes: Array.from({ length: 101 }, () => "ticket.closed") }],
    ["subjectTypes", { subjectTypes: ["ticket"] }],
    ["lines", { lines: ["price'"] }],
    ["after", { after: "x" }],
  ])("refuses a wrong %s", async (field, more) => {
    expectCode(await attempt(more), "INVALID_INPUT", field);
  });

  it("refuses the cursor of another bureau", async () => {
    const { webhook } = await change(world.as("cityB.administrator"), "createWebhook", input());
    expectCode(await attempt({ after: webhook.cursor }), "INVALID_INPUT", "after");
  });

  it("lets a bureau have 20, of which those removed are none", async () => {
    const one = world.as("countyB2.administrator");
    const made = await Promise.all(Array.from({ length: 20 }, () => change(one, "createWebhook", input())));
    const error = expectCode(await attempt({}, one), "TOO_LARGE", "webhooks");
    expect(error.extensions).toMatchObject({ actual: 21, limit: 20 });
    await change(one, "removeWebhook", named(made[0]?.webhook ?? expect.fail("there is none")));
    await change(one, "createWebhook", input());
  });
});
