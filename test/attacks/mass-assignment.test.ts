import { isInputObjectType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import {
  complaint,
  complaintIn,
  read,
  register,
  sendRegistration,
  send as sendStep,
  staff,
  type TicketAnswer,
} from "../api/tickets/driving.js";
import { expectCode, testAddress, type Variables } from "../api.js";
import { makeProvince, type World } from "../world.js";
import { send } from "./requests.js";

let world: World;
let ticket: TicketAnswer;

beforeAll(async () => {
  world = await makeProvince();
  ticket = await complaintIn(world, "SIGNED");
}, 240_000);

/** What stands in the rows and is for nobody to write. */
const columns: Record<string, unknown> = {
  id: "0190a0b0-0000-7000-8000-000000000000",
  province: "T00000",
  p2: "T00000",
  city: "T00000",
  county: "T00000",
  holder: "T00000",
  bureau: "T00000",
  number: "苏市监投〔2026〕第1号",
  state: "ARCHIVED",
  regime: "ORDER_20",
  receivedBy: "0190a0b0-0000-7000-8000-000000000000",
  registeredAt: "2020-01-01T00:00:00.000Z",
  dueOn: "2099-01-01",
  createdAt: "2020-01-01T00:00:00.000Z",
  isOverdue: false,
  handler: "0190a0b0-0000-7000-8000-000000000000",
  roles: ["ADMINISTRATOR"],
  isAdmin: true,
  lockedAt: null,
  scopes: ["administration"],
  __typename: "RegisterTicketInput",
  constructor: { prototype: { isAdmin: true } },
  prototype: { isAdmin: true },
  toString: "x",
  hasOwnProperty: true,
};

const isOfInput = (name: string, field: string): boolean => {
  const type = buildLianxinSchema().getType(name);
  return isInputObjectType(type) && field in type.getFields();
};

describe("a member that the input does not have", () => {
  for (const [name, value] of Object.entries(columns)) {
    it(`${name} is refused in a registration and in a step, and nothing is done`, async () => {
      const { operator, handler } = staff(world);
      if (!isOfInput("RegisterTicketInput", name)) {
        expectCode(await sendRegistration(operator, complaint(world, { [name]: value })), "INVALID_INPUT", name);
      }
      expectCode(await sendStep(handler, "startCheck", ticket, { [name]: value }), "INVALID_INPUT", name);
      expect(await read(handler, ticket)).toMatchObject({ state: "SIGNED", version: ticket.version });
    });
  }

  it("is refused in the contact, in the respondent, and in the other part of mixed material", async () => {
    const also = { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" };
    const inside: [string, Variables][] = [
      ["contact.isAdmin", { contact: { name: "王", phone: "13812345678", isAdmin: true } }],
      ["contact.id", { contact: { name: "王", phone: "13812345678", id: "1" } }],
      ["respondent.holder", { respondent: { name: "店", holder: "T00000" } }],
      ["also.state", { also: { ...also, state: "CLOSED" } }],
    ];
    for (const [field, changes] of inside) {
      expectCode(await sendRegistration(staff(world).operator, complaint(world, changes)), "INVALID_INPUT", field);
    }
  });

  it("is refused for a person, a role and a client", async () => {
    const administrator = world.as("cityA.administrator");
    const bureau = world.code.cityA;
    const tries: [string, string, Variables, string][] = [
      ["createPerson", "CreatePersonInput", { bureau, login: "x.y", name: "名", roles: ["ADMINISTRATOR"] }, "roles"],
      ["createPerson", "CreatePersonInput", { bureau, login: "x.y", name: "名", id: "1" }, "id"],
      ["createPerson", "CreatePersonInput", { bureau, login: "x.y", name: "名", province: "T00000" }, "province"],
      ["createApiClient", "CreateApiClientInput", { bureau, name: "名", scopes: [], secret: "x" }, "secret"],
      ["createApiClient", "CreateApiClientInput", { bureau, name: "名", scopes: [], clientId: "x" }, "clientId"],
    ];
    for (const [mutation, type, input, field] of tries) {
      const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
      expectCode(await administrator.gql(document, { input }), "INVALID_INPUT", field);
    }
  });
});

describe("the version of a step", () => {
  it.each<[string, unknown, string]>([
    ["of long ago", 1, "CONFLICT"],
    ["of the future", 9999, "CONFLICT"],
    ["that is nought", 0, "CONFLICT"],
    ["below nought", -1, "CONFLICT"],
    ["that is the greatest", 2_147_483_647, "CONFLICT"],
    ["beyond the greatest", 2_147_483_648, "INVALID_INPUT"],
    ["beyond what numbers hold", 1e300, "INVALID_INPUT"],
    ["that is a text", "3", "INVALID_INPUT"],
    ["that is a text of SQL", "3 OR 1=1", "INVALID_INPUT"],
    ["that is a fraction", 3.5, "INVALID_INPUT"],
    ["that is a list", [3], "INVALID_INPUT"],
    ["that is an object", { $ne: 0 }, "INVALID_INPUT"],
    ["that is true", true, "INVALID_INPUT"],
    ["that is null", null, "INVALID_INPUT"],
  ])("%s is refused", async (_, version, code) => {
    const answer = await sendStep(staff(world).handler, "startCheck", ticket, { version });
    expectCode(answer, code as "CONFLICT" | "INVALID_INPUT");
    expect(await read(staff(world).handler, ticket)).toMatchObject({ state: "SIGNED", version: ticket.version });
  });
});

describe("a name that JavaScript knows", () => {
  const ask = async (body: string) =>
    send({
      address: await testAddress(),
      headers: {
        "Content-Type": "application/json",
        "Accept-Language": "en",
        Authorization: `Bearer ${await staff(world).operator.token()}`,
      },
      body,
    });

  const name = (document: string, more = ""): string => `{"query":${JSON.stringify(document)}${more}}`;
  const own = "{ viewer { name } }";

  it.each<[string, string]>([
    ["__proto__ of the body", `{"__proto__":{"query":"{ viewer { name } }"}}`],
    ["__proto__ of the body with a batch", `{"__proto__":[],"query":null}`],
  ])("%s is no query", async (_, body) => {
    expectCode(await ask(body), "INVALID_DOCUMENT");
  });

  it.each<[string, string]>([
    ["__proto__ in the body", `{"__proto__":{"isAdmin":true},"query":${JSON.stringify(own)}}`],
    [
      "__proto__ of the variables",
      name(own, ',"variables":{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
    ],
    [
      "extensions that are deep",
      name(own, `,"extensions":{"__proto__":{"isAdmin":true},"a":${'{"a":'.repeat(50)}1${"}".repeat(50)}}`),
    ],
  ])("%s changes nothing", async (_, body) => {
    const answer = await ask(body);
    expect(answer.data).toEqual({ viewer: { name: expect.any(String) } });
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "then", "toJSON"])(
    "%s as an alias is a name like any other",
    async (alias) => {
      const answer = await ask(name(`{ ${alias}: viewer { ${alias}: name b: bureau { ${alias}: code } } }`));
      expect(answer.errors).toBeUndefined();
      const inner = `"${alias}":"${world.mark}cityACentre.operator","b":{"${alias}":"${world.code.cityACentre}"}`;
      expect(answer.body.startsWith(`{"data":{"${alias}":{${inner}}}`)).toBe(true);
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "then"])(
    "%s as a variable is a name like any other",
    async (variable) => {
      const document = `query ($${variable}: String!) { bureau(code: $${variable}) { code } }`;
      const given = await ask(name(document, `,"variables":{"${variable}":"${world.code.cityA}"}`));
      expect(given.data).toEqual({ bureau: { code: world.code.cityA } });
      expectCode(await ask(name(document, ',"variables":{}')), "INVALID_INPUT");
      expectCode(await ask(name(document)), "INVALID_INPUT");
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s as an operation and a fragment is a name like any other",
    async (word) => {
      const document = `query ${word} { viewer { ...${word} } } fragment ${word} on Viewer { name }`;
      const answer = await ask(name(document, `,"operationName":"${word}"`));
      expect(answer.data).toEqual({ viewer: { name: `${world.mark}cityACentre.operator` } });
      expectCode(await ask(name(own, `,"operationName":"${word}"`)), "INVALID_DOCUMENT");
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is no field, argument, type or enum value",
    async (word) => {
      for (const document of [
        `{ ${word} }`,
        `{ viewer { ${word} } }`,
        `{ bureau(${word}: "1", code: "1") { code } }`,
        `{ node(id: "a") { ... on ${word} { id } } }`,
        `query ($x: ${word}) { viewer { name } }`,
        `{ viewer { name @${word} } }`,
      ]) {
        expectCode({ errors: (await ask(name(document))).errors?.slice(0, 1) }, "INVALID_DOCUMENT");
      }
      expectCode(await ask(name(`{ dictionary(name: ${word}) { id } }`)), "INVALID_INPUT");
      const document = "query ($n: DictionaryName!) { dictionary(name: $n) { id } }";
      expectCode(await ask(name(document, `,"variables":{"n":"${word}"}`)), "INVALID_INPUT");
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s as __proto__ in an input is refused by its name",
    async (word) => {
      const document = "mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { isRepeated } }";
      const input = JSON.stringify(complaint(world)).replace("{", `{"${word}":{"isAdmin":true},`);
      expectCode(await ask(name(document, `,"variables":{"input":${input}}`)), "INVALID_INPUT", word);
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    },
  );

  it("given twice is the last one, in the body as in the input", async () => {
    const document =
      "mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { state facts } } }";
    const input = JSON.stringify(complaint(world)).replace('"facts":', '"facts":"首先","facts":');
    const answer = await ask(name(document, `,"variables":{"input":${input}}`));
    expect(answer.data).toMatchObject({ registerTicket: { ticket: { facts: complaint(world).facts } } });
  });
});

describe("what a caller may write belongs to his bureau alone:", () => {
  it("a registration never lands at another bureau or in another province, whatever it names", async () => {
    const other = await makeProvince();
    const codes = {
      businessDivision: other.division.countyA1,
      actDivision: other.division.countyA1,
      domicileDivision: other.division.province,
    };
    const made = await register(staff(world).operator, complaint(world, { respondent: { name: "外省店", ...codes } }));
    expect(made.holder.code).toBe(world.code.cityACentre);
    expect(Buffer.from(made.id, "base64url").toString()).toContain(`:${world.code.province}:`);
  });
});
