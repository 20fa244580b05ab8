import { connect } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { type AnsweredError, type Caller, expectCode, startTestApi, testAddress } from "../../api.js";
import { makeProvince } from "../../world.js";

let address = "";
let caller: Caller;
let token = "";

beforeAll(async () => {
  address = await testAddress();
  caller = (await makeProvince()).as("cityACentre.dispatcher");
  token = await caller.token();
});

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | null;
}

/** Sends a request of any form as a dispatcher. */
async function send({ method = "POST", path = "/graphql", headers = {}, body = null }: Sent) {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Accept-Language": "en", ...headers },
    body,
  });
  const text = await response.text();
  const json = text.startsWith("{") ? (JSON.parse(text) as { errors?: AnsweredError[]; data?: unknown }) : {};
  return { status: response.status, headers: response.headers, text, errors: json.errors, data: json.data };
}

const json = { "Content-Type": "application/json" };
const viewer = JSON.stringify({ query: "{ viewer { name } }" });

describe("the form of a request", () => {
  test("a method that the address does not have is refused, with those that it has", async () => {
    const result = await send({ method: "PUT", headers: json, body: viewer });
    expect([result.status, result.headers.get("Allow")]).toEqual([405, "GET, POST"]);
    expectCode(result, "INVALID_INPUT", "method");
  });

  test("an unknown address is NOT_FOUND, in JSON", async () => {
    const result = await send({ method: "GET", path: "/nothing" });
    expect(result.status).toBe(404);
    expectCode(result, "NOT_FOUND");
  });

  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"]) {
    test(`a body of type ${type} is refused`, async () => {
      const result = await send({ headers: { "Content-Type": type }, body: viewer });
      expect(result.status).toBe(415);
      expectCode(result, "INVALID_INPUT", "content-type");
    });
  }

  test("a body that is not JSON is refused", async () => {
    const result = await send({ headers: json, body: "{ viewer" });
    expect(result.status).toBe(400);
    expectCode(result, "INVALID_DOCUMENT");
  });

  for (const [name, body] of Object.entries({
    "a batch of operations": `[${viewer}]`,
    "a body without a query": "{}",
    "a query that is no text": '{"query":{"kind":"Document"}}',
    "variables that are a list": '{"query":"{ __typename }","variables":[1]}',
  })) {
    test(`${name} is refused`, async () => {
      const result = await send({ headers: json, body });
      expect(result.status).toBe(400);
      expectCode(result, "INVALID_DOCUMENT");
    });
  }

  test("a query by GET is refused when a page of another site could have sent it", async () => {
    const path = `/graphql?query=${encodeURIComponent("{ __typename }")}`;
    const result = await send({ method: "GET", path, headers: { "Sec-Fetch-Site": "cross-site" } });
    expect(result.status).toBe(400);
    expectCode(result, "INVALID_DOCUMENT");
  });

  test("a query by GET is answered with the header that no other site can send", async () => {
    const path = `/graphql?query=${encodeURIComponent("{ __typename }")}`;
    const result = await send({ method: "GET", path, headers: { "Apollo-Require-Preflight": "true" } });
    expect(result).toMatchObject({ status: 200, data: { __typename: "Query" } });
  });

  test("a mutation by GET is refused", async () => {
    const path = `/graphql?query=${encodeURIComponent("mutation { __typename }")}`;
    const result = await send({ method: "GET", path, headers: { "Apollo-Require-Preflight": "true" } });
    expect([result.status, result.headers.get("Allow")]).toEqual([405, "POST"]);
    expectCode(result, "INVALID_DOCUMENT");
  });
});

describe("the limit of the body", () => {
  const bodyOf = (length: number): string => {
    const frame = JSON.stringify({ query: "{ __typename } #" });
    return frame.replace("#", `#${"x".repeat(length - frame.length)}`);
  };

  test("a body of 512 KB is read", async () => {
    const result = await send({ headers: json, body: bodyOf(512 * 1024) });
    expect(result).toMatchObject({ status: 200, data: { __typename: "Query" } });
  });

  test("a body of one byte more is TOO_LARGE, with both figures", async () => {
    const result = await send({ headers: json, body: bodyOf(512 * 1024 + 1) });
    expect([result.status, result.headers.get("Connection")]).toEqual([413, "close"]);
    expect(expectCode(result, "TOO_LARGE", "body").extensions).toMatchObject({ limit: 524_288, actual: 524_289 });
  });

  test("a caller that sends much more than is read gets the answer all the same", async () => {
    const result = await send({ headers: json, body: bodyOf(20_000_000) });
    expect(result.status).toBe(413);
    expectCode(result, "TOO_LARGE", "body");
  });

  test("a body that does not say its length is cut off at the limit", async () => {
    const chunk = `${(64 * 1024).toString(16)}\r\n${"x".repeat(64 * 1024)}\r\n`;
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString("utf8"))));
    socket.on("error", () => {});
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
    // The body never ends: an answer comes all the same.
    for (let sent = 0; sent < 10; sent += 1) socket.write(chunk);
    expect((await answered).split("\r\n")[0]).toBe("HTTP/1.1 413 Payload Too Large");
    socket.destroy();
  });
});

describe("the request id", () => {
  test("stands in the header of every answer and in each error, and is our own", async () => {
    const result = await send({ headers: { ...json, "X-Request-Id": "forged" }, body: '{"query":"{ nothing }"}' });
    const { requestId } = expectCode(result, "INVALID_DOCUMENT").extensions;
    expect(requestId).toMatch(/^[A-Za-z0-9_-]{12}$/);
    expect(result.headers.get("X-Request-Id")).toBe(requestId);
  });

  test("differs from one request to the next", async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await send({ path: "/healthz", method: "GET" })).headers));
    expect(new Set(ids.map((headers) => headers.get("X-Request-Id"))).size).toBe(3);
  });
});

describe("the language of errors", () => {
  const languages: [string, string][] = [
    ["zh-CN,zh;q=0.9", "没有找到该对象。"],
    ["en-US,en;q=0.9,zh;q=0.8", "There is no such object for you."],
    ["en;q=0.3, zh;q=0.7", "没有找到该对象。"],
    ["fr-FR, en;q=0.1", "There is no such object for you."],
    ["fr", "没有找到该对象。"],
    ["en;q=0", "没有找到该对象。"],
    ["*", "没有找到该对象。"],
    ["nonsense;;;", "没有找到该对象。"],
  ];
  for (const [header, message] of languages) {
    test(`is as asked for by "${header}"`, async () => {
      const result = await caller.gql('{ node(id: "bm9uZQ") { id } }', {}, { "Accept-Language": header });
      expect(expectCode(result, "NOT_FOUND", "id").message).toBe(message);
    });
  }

  test("is Chinese when no language is asked for", async () => {
    const result = await caller.gql("{ nothing }", {}, { "Accept-Language": "" });
    expect(expectCode(result, "INVALID_DOCUMENT").message).toMatch(/^GraphQL 请求无效：/);
  });
});

describe("values of the wrong kind", () => {
  test("a variable names its path", async () => {
    const document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const result = await caller.gql(document, { ids: ["a", { b: 1 }] });
    expect(result.status).toBe(400);
    expectCode(result, "INVALID_INPUT", "ids.1");
  });

  const register = "mutation ($i: RegisterTicketInput!) { registerTicket(input: $i) { isRepeated } }";
  const entry = { idempotencyKey: "a-wrong-entry", channel: "PHONE", kind: "COMPLAINT", issueClass: "PRICE" };

  test.each([
    ["facts", entry, "缺少必填项。"],
    ["disputedAmount", { ...entry, facts: "口罩太贵", disputedAmount: "-5" }, "金额须为"],
    ["kind", { ...entry, facts: "口罩太贵", kind: "QUESTION" }, "不是 TicketKind 的取值。"],
    ["respondent.kind", { ...entry, facts: "口罩太贵", respondent: { kind: "SHOP" } }, "不是 RespondentKind 的取值。"],
    ["also.facts", { ...entry, facts: "口罩太贵", also: { kind: "REPORT", issueClass: "PRICE" } }, "缺少必填项。"],
    ["phone", { ...entry, facts: "口罩太贵", phone: "1" }, "没有这个输入项。"],
  ])("an input's %s is named as commands name it, in Chinese, and its value is not repeated", async (field, i, zh) => {
    const operator = (await makeProvince()).as("cityACentre.operator");
    const result = await operator.gql(register, { i }, { "Accept-Language": "zh" });
    const { message } = expectCode(result, "INVALID_INPUT", field);
    expect(message).toContain(`${field}：${zh}`);
    expect(message).not.toContain("口罩太贵");
  });

  test("an amount in the document names its path", async () => {
    const document = `mutation { closeTicket(input: { ticketId: "x", version: 1, fineAmount: "-5" }) { ticket { id } } }`;
    expectCode(await caller.gql(document), "INVALID_INPUT", "fineAmount");
  });

  test("a variable that is missing is named", async () => {
    expectCode(await caller.gql("query ($id: ID!) { node(id: $id) { id } }"), "INVALID_INPUT", "id");
  });

  test("a value in the document names its path", async () => {
    expectCode(await caller.gql("{ nodes(ids: [true]) { id } }"), "INVALID_INPUT", "ids");
  });
});

describe("an answer", () => {
  test("is compressed above 8 KB for those who take gzip", async () => {
    const document = JSON.stringify({
      query: "{ __schema { types { name description fields { name description } } } }",
    });
    const result = await send({ headers: { ...json, "Accept-Encoding": "gzip" }, body: document });
    expect(result.headers.get("Content-Encoding")).toBe("gzip");
    expect(result.data).toHaveProperty("__schema");
  });

  test("is not compressed for those who do not, and says that it might be", async () => {
    const document = JSON.stringify({
      query: "{ __schema { types { name description fields { name description } } } }",
    });
    const result = await send({ headers: { ...json, "Accept-Encoding": "identity" }, body: document });
    expect([result.headers.get("Content-Encoding"), result.headers.get("Vary")]).toEqual([null, "Accept-Encoding"]);
  });

  test("is kept by no cache and sniffed by no browser", async () => {
    const { headers } = await send({ headers: json, body: viewer });
    expect([headers.get("Cache-Control"), headers.get("X-Content-Type-Options")]).toEqual(["no-store", "nosniff"]);
  });

  test("has the media type of GraphQL for those who ask for it", async () => {
    const headers = { ...json, Accept: "application/graphql-response+json" };
    const result = await send({ headers, body: viewer });
    expect(result.headers.get("Content-Type")).toMatch(/^application\/graphql-response\+json/);
  });
});

describe("GraphiQL", () => {
  const browser = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

  test("is served to a browser without a token", async () => {
    const response = await fetch(`${address}/graphql`, { headers: browser });
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    const script = /src="(\/graphql\/assets\/start\.[^"]+)"/.exec(page)?.[1] ?? "";
    const asset = await fetch(`${address}${script}`);
    expect([asset.status, asset.headers.get("Content-Type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    expect(asset.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  });

  test("is not there when it is switched off", async () => {
    const api = await startTestApi({ isGraphiqlOn: false });
    try {
      const response = await fetch(`http://127.0.0.1:${api.port}/graphql`, { headers: browser });
      expect(response.status).toBe(401);
    } finally {
      await api.close(1000);
    }
  });
});
