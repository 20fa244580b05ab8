import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import {
  complaint,
  consultation,
  read,
  register,
  report,
  sendRegistration,
  staff,
  type TicketAnswer,
  take,
} from "../api/tickets/driving.js";
import { expectCode, testAddress, type Variables } from "../api.js";
import { makeProvince, type PersonName, type World } from "../world.js";
import { type RawAnswer, send } from "./requests.js";

let address: string;
let world: World;
let token: string;

beforeAll(async () => {
  address = await testAddress();
  world = await makeProvince();
  token = await staff(world).operator.token();
});

const sendBody = (body: string | Buffer, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  send({
    address,
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": "en",
      Authorization: `Bearer ${token}`,
      ...headers,
    },
    body,
  });

/** A search whose text is written with bytes of one's own. */
const searchWith = (bytes: readonly number[]): Buffer =>
  Buffer.concat([
    Buffer.from('{"query":"query ($t: String) { tickets(filter: { text: $t }) { totalCount } }","variables":{"t":"'),
    Buffer.from(bytes),
    Buffer.from('"}}'),
  ]);

describe("a body", () => {
  it.each<[string, readonly number[]]>([
    ["an overlong quote", [0xc0, 0xa2]],
    ["an overlong slash of three bytes", [0xe0, 0x80, 0xaf]],
    ["an overlong NUL", [0xc0, 0x80]],
    ["a byte that never stands in UTF-8", [0xff]],
    ["a byte that only goes on", [0x80]],
    ["a character that is cut off", [0xe5, 0x8f]],
    ["a character beyond the last one", [0xf4, 0x90, 0x80, 0x80]],
    ["half a pair in three bytes", [0xed, 0xa0, 0x80]],
    ["a pair in six bytes (CESU-8)", [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ["GBK", [0xbf, 0xda, 0xd5, 0xd6]],
  ])("with %s is refused as a whole", async (_, bytes) => {
    const answer = await sendBody(searchWith(bytes));
    expect(answer.status).toBe(400);
    expectCode(answer, "INVALID_DOCUMENT");
  });

  it.each<[string, Buffer]>([
    ["UTF-16", Buffer.from('{"query":"{ viewer { name } }"}', "utf16le")],
    ["UTF-16 with its mark", Buffer.from('\uFEFF{"query":"{ viewer { name } }"}', "utf16le")],
    ["UTF-7", Buffer.from("+AHsAIg-query+ACI:+ACI-x+ACIAfQ-")],
  ])("in %s is refused", async (_, body) => {
    expectCode(await sendBody(body), "INVALID_DOCUMENT");
  });

  it("with a NUL between its members is refused", async () => {
    expectCode(await sendBody('{"query":\u0000"{ viewer { name } }"}'), "INVALID_DOCUMENT");
  });

  it("that says it is compressed, and is, is refused", async () => {
    const answer = await sendBody(gzipSync('{"query":"{ viewer { name } }"}'), { "Content-Encoding": "gzip" });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.data).toBeUndefined();
  });

  it("of a megabyte in one text is TOO_LARGE", async () => {
    const answer = await sendBody(searchWith(Array(1_000_000).fill(0x61)));
    expect(answer.status).toBe(413);
    expectCode(answer, "TOO_LARGE", "body");
  });
});

describe("a document", () => {
  it.each<[string, string]>([
    ["half a pair as an escape", '"\\ud800"'],
    ["half a pair in braces", '"\\u{d800}"'],
    ["a character beyond the last one", '"\\u{110000}"'],
    ["an end of line in a text", '"a\nb"'],
    ["an escape that is none", '"\\x41"'],
    ["a text that does not end", '"a'],
  ])("with %s is refused", async (_, literal) => {
    const query = `{ tickets(filter: { text: ${literal} }) { totalCount } }`;
    expectCode(await staff(world).operator.gql(query), "INVALID_DOCUMENT");
  });

  it.each(["a\\u0000b", "a\u0000b"])("with the NUL of %j is refused where it stands", async (text) => {
    const query = `{ tickets(filter: { text: "${text}" }) { totalCount } }`;
    expectCode(await staff(world).operator.gql(query), "INVALID_INPUT", "filter.text");
  });
});

/** Characters that nobody writes by hand, and what they are. */
const refused: Record<string, string> = {
  "a NUL": "\u0000",
  "the first half of a pair": "\ud83d",
  "the second half of a pair": "\ude00",
  "two halves the wrong way round": "\ude00\ud83d",
  "a non-character": "\ufffe",
  "a bell": "\u0007",
  "an escape of a terminal": "\u001b[2J",
  "a delete": "\u007f",
  "a control character of Latin-1": "\u0085",
};

describe("a text of a registration with", () => {
  const places: [string, (text: string) => Variables][] = [
    ["facts", (facts) => ({ facts })],
    ["request", (request) => ({ request })],
    ["respondent.name", (name) => ({ respondent: { name, businessDivision: world.division.countyA1 } })],
    ["respondent.address", (text) => ({ respondent: { name: "店", address: text } })],
    ["contact.name", (name) => ({ contact: { name, phone: "13812345678" } })],
    ["contact.address", (text) => ({ contact: { name: "王", phone: "13812345678", address: text } })],
    ["contact.phone", (phone) => ({ contact: { name: "王", phone } })],
    ["idempotencyKey", (text) => ({ idempotencyKey: `key-of-eight${text}` })],
    ["issueClass", (issueClass) => ({ issueClass })],
    ["channel", (channel) => ({ channel })],
    ["topics", (topic) => ({ topics: [topic] })],
  ];

  for (const [what, character] of Object.entries(refused)) {
    it(`${what} is refused, and the field is named`, async () => {
      for (const [field, changes] of places) {
        const answer = await sendRegistration(staff(world).operator, complaint(world, changes(`口罩${character}太贵`)));
        expect([field, expectCode(answer, "INVALID_INPUT").extensions.field]).toEqual([
          field,
          expect.stringContaining(field),
        ]);
      }
    });
  }

  it.each([
    ["emoji", "😀 两个孩子👨‍👩‍👧‍👦 🇨🇳"],
    ["rare Chinese characters", "𠮷野家的𪚥𱁬饭"],
    ["combining marks", "Z̸̧̢̛a̵͔͒l̴̰̀g̸o̷"],
    ["a language written from right to left", "ئۇيغۇرچە شىكايەت مەزمۇنى"],
    ["marks that turn the direction", "发票\u202e321\u202c和\u2066abc\u2069"],
    ["spaces of all kinds", "a\u00a0b\u3000c\u200bd\ufeffe\u2028f"],
    ["tags and quotes", "<script>alert(1)</script> ' \" ` \\ \\\\ /* */ -- # %00 &lt;"],
  ])("%s is kept to the letter", async (_, text) => {
    const { operator } = staff(world);
    const facts = `事实 ${text} 完`;
    const ticket = await register(operator, complaint(world, { facts, request: facts }));
    expect(await read(operator, ticket)).toMatchObject({ facts, request: facts });
  });

  it("a telephone number between marks of direction, as telephones copy it, shows it to nobody", async () => {
    const { operator } = staff(world);
    for (const number of [
      "\u202d138 1234 5678\u202c",
      "\u2066139-1234-5678\u2069",
      "1\u200b3\u200b8\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8",
    ]) {
      const ticket = await register(operator, complaint(world, { facts: `请打 ${number} 联系` }));
      const { facts } = await read(operator, ticket);
      expect(facts.replace(/\D/g, "")).toBe("");
    }
  });

  it("as many characters as are allowed is taken, though each is four bytes, and with one more is refused", async () => {
    const { operator } = staff(world);
    const refusal = await sendRegistration(operator, complaint(world, { facts: "😀".repeat(20_000) }));
    const { message } = expectCode(refusal, "INVALID_INPUT", "facts");
    const most = Number(/at most (\d+)/.exec(message)?.[1]);
    expect(most).toBeGreaterThan(100);
    expectCode(
      await sendRegistration(operator, complaint(world, { facts: "😀".repeat(most + 1) })),
      "INVALID_INPUT",
      "facts",
    );
    await register(operator, complaint(world, { facts: "😀".repeat(most) }));
  });

  it("what slow patterns fear is taken or refused at once", async () => {
    const { operator } = staff(world);
    const texts = [
      "1-".repeat(900),
      "1 ".repeat(900),
      "138-".repeat(450),
      `${"a.".repeat(900)}@`,
      "(0512)".repeat(300),
      `${"6222 ".repeat(350)}x`,
      `${"\u00ad".repeat(900)}1`,
    ];
    for (const facts of texts) {
      const began = performance.now();
      const { errors } = await sendRegistration(operator, complaint(world, { facts }));
      for (const { extensions } of errors ?? []) expect(extensions.code).toBe("INVALID_INPUT");
      expect(performance.now() - began).toBeLessThan(5000);
    }
  });
});

describe("a search takes wildcards for themselves:", () => {
  it("of people", async () => {
    const administrator = world.as("cityA.administrator");
    const document = "mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }";
    const marks = ["百分之50%整", "下_划", "反\\斜", "引'号", "星*号", "问?号", "中括[a]号"];
    for (const [index, name] of marks.entries()) {
      const login = `search.x${index}${world.code.cityA.toLowerCase()}`;
      await administrator.ask(document, { input: { bureau: world.code.cityA, login, name } });
    }
    const found = async (search: string): Promise<string[]> => {
      const query = "query ($search: String) { people(first: 100, search: $search) { nodes { name } } }";
      const { people } = await administrator.ask<{ people: { nodes: { name: string }[] } }>(query, { search });
      return people.nodes.map(({ name }) => name);
    };
    const pairs: [string, string[]][] = [
      ["%", ["百分之50%整"]],
      ["50%整", ["百分之50%整"]],
      ["5%整", []],
      ["_", ["下_划"]],
      ["下__", []],
      ["\\", ["反\\斜"]],
      ["\\\\", []],
      ["\\%", []],
      ["'", ["引'号"]],
      ["*", ["星*号"]],
      ["?", ["问?号"]],
      ["[a]", ["中括[a]号"]],
      ["%%", []],
      ["__", []],
    ];
    for (const [search, names] of pairs) expect([search, await found(search)]).toEqual([search, names]);
  });

  it.each(["%", "__", "\\", "%_%", "'", ".*", "[a-z]"])(
    "of bureaus, divisions and dictionaries, where none holds %j",
    async (text) => {
      const document = `query ($text: String!) {
      bureaus(name: $text) { totalCount } divisions(name: $text) { totalCount } dictionary(name: TOPIC, search: $text) { id }
    }`;
      const found = await world.as("cityA.supervisor").ask(document, { text });
      expect(found).toEqual({ bureaus: { totalCount: 0 }, divisions: { totalCount: 0 }, dictionary: [] });
    },
  );

  it.each(Object.keys(refused))("and %s is refused in each of them", async (what) => {
    const text = `a${refused[what]}b`;
    const fields: [string, string, string][] = [
      ["bureaus(name: $text) { totalCount }", "name", "cityA.supervisor"],
      ["divisions(name: $text) { totalCount }", "name", "cityA.supervisor"],
      ["dictionary(name: TOPIC, search: $text) { id }", "search", "cityA.supervisor"],
      ["tickets(filter: { text: $text }) { totalCount }", "filter.text", "cityA.supervisor"],
      ["people(search: $text) { totalCount }", "search", "cityA.administrator"],
    ];
    for (const [field, name, person] of fields) {
      const result = await world.as(person as PersonName).gql(`query ($text: String!) { ${field} }`, { text });
      expectCode(result, "INVALID_INPUT", name);
    }
  });
});

describe("a value that does not fit its type", () => {
  it.each([
    '"; Field "facts" of required type "String!" was not provided.',
    ' at "input.other"; it is another field',
    "; 王小明 13812345678",
  ])("is not repeated in the error, nor taken for the error, where it says %j", async (text) => {
    const input = complaint(world, { facts: text, phone: text });
    const { extensions, message } = expectCode(await sendRegistration(staff(world).operator, input), "INVALID_INPUT");
    expect(extensions.field).toBe("phone");
    expect(message).toBe('Field "phone" is not defined by type "RegisterTicketInput".');
  });
});

describe("a text of an attacker, where a step takes it,", () => {
  const text = "'; DROP TABLE tickets;-- ' OR '1'='1 \\' \\\\ $1 %s {{7*7}} %_ \u202e";

  const steps = (caller: "operator" | "dispatcher" | "handler", ...names: [Parameters<typeof take>[1], Variables?][]) =>
    names.map(([name, more]) => ({ caller, name, more: more ?? {} }));

  const drive = async (first: TicketAnswer, way: ReturnType<typeof steps>): Promise<TicketAnswer> => {
    let ticket = first;
    for (const { caller, name, more } of way) ticket = await take(staff(world)[caller], name, ticket, more);
    return ticket;
  };

  const timeline = async ({ id }: TicketAnswer): Promise<string> =>
    JSON.stringify(
      await staff(world).handler.ask("query ($id: ID!) { ticket(id: $id) { timeline { text remark } } }", { id }),
    );

  it("is kept to the letter through the whole life of a complaint", async () => {
    const texts = {
      facts: text,
      request: text,
      respondent: { name: text, address: text, businessDivision: world.division.countyA1 },
    };
    const ticket = await drive(await register(staff(world).operator, complaint(world, { ...texts, submit: false })), [
      ...steps("operator", ["amendTicket", { facts: `${text}2`, remark: text }], ["submitTicket", { remark: text }]),
      ...steps("dispatcher", ["dispatchTicket", { bureau: world.code.countyA1, reason: text }]),
      ...steps(
        "handler",
        ["signTicket", { remark: text }],
        ["startCheck", { remark: text }],
        ["requestMaterials", { explanation: text }],
        ["receiveMaterials", { remark: text }],
        ["acceptComplaint", { remark: text }],
        ["startMediation", { remark: text }],
        ["suspendMediation", { explanation: text }],
        ["resumeMediation", { remark: text }],
        ["settleComplaint", { method: "REFUND", recoveredLoss: "1.00", remark: text }],
        ["closeTicket", { remark: text }],
        ["giveFeedback", { method: "PHONE", explanation: text }],
        ["archiveTicket", { remark: text }],
      ),
    ]);
    expect(ticket).toMatchObject({ state: "ARCHIVED", facts: `${text}2`, request: text });
    expect(ticket.respondent).toMatchObject({ name: text, address: text });
    expect((await timeline(ticket)).split(JSON.stringify(text).slice(1, -1)).length).toBeGreaterThan(12);
  });

  it("is kept to the letter through the life of a report and of a consultation", async () => {
    const answered = await drive(
      await register(staff(world).operator, consultation({ facts: text, request: text })),
      steps("operator", ["answerConsultation", { answer: text }]),
    );
    expect(answered).toMatchObject({ facts: text, answer: text });
    const filed = await drive(await register(staff(world).operator, report(world, { facts: text })), [
      ...steps("dispatcher", ["dispatchTicket", { bureau: world.code.countyA1, reason: text }]),
      ...steps(
        "handler",
        ["signTicket"],
        ["startVerification"],
        ["fileCase", { caseNumber: "案' OR '1'='1", remark: text }],
      ),
    ]);
    expect(filed).toMatchObject({ facts: text, caseNumber: "案' OR '1'='1" });
  });
});
