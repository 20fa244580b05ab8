import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { change, documentOf, named, type WebhookAnswer } from "./scene.js";

let world: World;
let administrator: Caller;
let webhook: WebhookAnswer;

beforeAll(async () => {
  world = await makeProvince();
  administrator = world.as("cityA.administrator");
});
beforeEach(async () => {
  const made = { name: "数据平台", url: "https://1.1.1.1/", eventTypes: ["ticket.closed"], lines: ["PRICE"] };
  ({ webhook } = await change(administrator, "createWebhook", made));
});

const attempt = (more: Variables) =>
  administrator.gql(documentOf("updateWebhook"), { input: { ...named(webhook), ...more } });

describe("updateWebhook", () => {
  it("changes what is given and leaves the rest", async () => {
    const { webhook: changed } = await change(administrator, "updateWebhook", {
      ...named(webhook),
      ...{ name: "大屏", url: "https://1.0.0.1/x", lines: [], kinds: ["COMPLAINT"] },
    });
    expect(changed).toEqual({
      ...{ ...webhook, name: "大屏", url: "https://1.0.0.1/x", lines: [], kinds: ["COMPLAINT"] },
      version: webhook.version + 1,
    });
  });

  it("refuses an address inside, as when it is made", async () => {
    expectCode(await attempt({ url: "https://10.0.0.1/" }), "INVALID_INPUT", "url");
    expectCode(await attempt({ eventTypes: ["x"] }), "INVALID_INPUT", "eventTypes");
    expectCode(await attempt({ name: "" }), "INVALID_INPUT", "name");
    expectCode(await attempt({}), "INVALID_INPUT", "webhookId");
  });

  it("is a CONFLICT for who saw another version, and not possible once it is removed", async () => {
    const error = expectCode(await attempt({ version: 7, name: "x" }), "CONFLICT");
    expect(error.extensions.currentVersion).toBe(1);
    await change(administrator, "removeWebhook", named(webhook));
    expectCode(await attempt({ version: 2, name: "x" }), "ILLEGAL_TRANSITION");
  });

  it("is for administrators of the bureau and of those above", async () => {
    const input = { ...named(webhook), name: "x" };
    expectCode(await world.as("cityA.head").gql(documentOf("updateWebhook"), { input }), "FORBIDDEN");
    for (const name of ["cityB.administrator", "countyA1.administrator", "cityACentre.administrator"] as const) {
      expectCode(await world.as(name).gql(documentOf("updateWebhook"), { input }), "NOT_FOUND", "webhookId");
    }
    const { webhook: changed } = await change(world.as("province.administrator"), "updateWebhook", input);
    expect(changed.name).toBe("x");
  });
});
