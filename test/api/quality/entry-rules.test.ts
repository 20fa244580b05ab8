import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  consultation,
  register,
  report,
  send as sendStep,
  staff,
  take,
} from "../tickets/driving.js";

let world: World;
let manager: Caller;

beforeAll(async () => {
  world = await makeProvince();
  manager = world.as("cityACentre.shiftManager");
});

const findingFields = "rule effect field message";

interface Finding {
  rule: string;
  effect: string;
  field: string;
  message: string;
}

const setting =
  "mutation ($input: SetEntryRuleInput!) { setEntryRule(input: $input) { rules { rule effect least words fields } } }";
const removal =
  "mutation ($input: RemoveEntryRuleInput!) { removeEntryRule(input: $input) { rules { rule effect least } } }";

interface Rules {
  rules: { rule: string; effect: string; least: number | null }[];
}

const send = (caller: Caller, input: Variables) => caller.gql<{ setEntryRule: Rules }>(setting, { input });

async function set(caller: Caller, input: Variables): Promise<Rules["rules"]> {
  const { data, errors } = await send(caller, input);
  expect(errors).toBeUndefined();
  return data.setEntryRule.rules;
}

const registration = `mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) {
  ticket { id version state entryFindings { rule } } findings { ${findingFields} } isRepeated } }`;

const tryRegister = (caller: Caller, input: Variables) =>
  caller.gql<{
    registerTicket: {
      ticket: { id: string; version: number; state: string; entryFindings: Finding[] };
      findings: Finding[];
      isRepeated: boolean;
    };
  }>(registration, { input });

describe("entryFindings", () => {
  it("tells while somebody types what is missing, wrong in form, contradictory or vague, each with its field", async () => {
    const draft = {
      kind: "COMPLAINT",
      issueClass: "PRICE",
      contact: { name: "王先生", phone: "6522" },
      respondent: { name: "药店" },
      facts: "有问题",
    };
    const { entryFindings } = await staff(world).operator.ask<{ entryFindings: Finding[] }>(
      `query ($draft: EntryDraftInput!) { entryFindings(draft: $draft) { ${findingFields} } }`,
      { draft },
    );
    expect(entryFindings.map(({ rule, field }) => [rule, field])).toEqual([
      ["FIELDS_REQUIRED", "respondent"],
      ["FIELDS_REQUIRED", "disputedAmount"],
      ["PHONE_FORM", "contact.phone"],
      ["NAME_FORM", "contact.name"],
      ["RESPONDENT_VAGUE", "respondent.name"],
      ["FACTS_SHORT", "facts"],
      ["FACTS_VAGUE", "facts"],
      ["CLASS_DIFFERS", "issueClass"],
    ]);
    expect(entryFindings[2]?.message).toContain("landline with its area code");
  });

  it("refuses a field that is longer than any", async () => {
    const draft = { kind: "COMPLAINT", issueClass: "PRICE", facts: "买口罩", contact: { phone: "1".repeat(301) } };
    const answer = await staff(world).operator.gql(
      "query ($draft: EntryDraftInput!) { entryFindings(draft: $draft) { rule } }",
      { draft },
    );
    expectCode(answer, "INVALID_INPUT", "draft.contact.phone");
  });
});

describe("Ticket.entryFindings", () => {
  const findingsOf = async (caller: Caller, id: string) => {
    const { ticket } = await caller.ask<{ ticket: { entryFindings: Finding[] } }>(
      `query ($id: ID!) { ticket(id: $id) { entryFindings { ${findingFields} } } }`,
      { id },
    );
    return ticket.entryFindings;
  };

  it("lets nobody above ask word for word what is masked, nor what is wrong with a reporter's contact", async () => {
    const place = await makeProvince();
    const { operator } = staff(place);
    const contact = { name: "王小明", phone: "65221234" };
    const facts = "昨天在店里，王小明本人看到，回电13911112222";
    const made = await register(operator, report(place, { contact, facts, issueClass: "PRICE" }));
    await set(place.as("province.head"), {
      ...{ rule: "FACTS_VAGUE", effect: "WARN", words: ["王小明", "139111", "回电"] },
    });
    const above = await findingsOf(place.as("province.head"), made.id);
    expect(above.filter(({ field }) => field.startsWith("contact."))).toEqual([]);
    const vague = above.find(({ rule }) => rule === "FACTS_VAGUE");
    expect(vague?.message).toContain("回电");
    expect(vague?.message).not.toContain("王小明");
    expect(vague?.message).not.toContain("139111");
    const own = await findingsOf(operator, made.id);
    expect(own.map(({ field }) => field)).toContain("contact.phone");
  });
});

describe("setEntryRule", () => {
  it("warns of what was registered, and registers it all the same", async () => {
    const { operator } = staff(world);
    const { data, errors } = await tryRegister(
      operator,
      complaint(world, { facts: "口罩贵", disputedAmount: "400.00" }),
    );
    expect(errors).toBeUndefined();
    expect(data.registerTicket.findings).toMatchObject([{ rule: "FACTS_SHORT", effect: "WARN", field: "facts" }]);
    expect(data.registerTicket.ticket.entryFindings).toEqual([{ rule: "FACTS_SHORT" }]);
  });

  it("blocks passing on, by the submission and by a registration that submits, and never a registration", async () => {
    const place = await makeProvince();
    const { operator } = staff(place);
    await set(place.as("cityACentre.shiftManager"), {
      rule: "FIELDS_REQUIRED",
      ticketKind: "COMPLAINT",
      issueClass: "PRICE",
      effect: "BLOCK",
      fields: ["RESPONDENT_ADDRESS", "GOODS_CLASS"],
    });
    const wanting = () => complaint(place, { submit: false });
    const refused = await tryRegister(operator, { ...wanting(), submit: true });
    expectCode(refused, "INVALID_INPUT", "respondent.address");
    const ticket = await register(operator, wanting());
    expectCode(await sendStep(operator, "submitTicket", ticket), "INVALID_INPUT", "respondent.address");
    const amended = await take(operator, "amendTicket", ticket, {
      goodsClass: "GOODS_MEDICAL_DEVICES",
      respondent: { name: "平安大药房", address: "平江路1号", businessDivision: place.division.countyA1 },
    });
    expect((await take(operator, "submitTicket", amended)).state).toBe("IN_REVIEW");
  });

  it("blocks an answer that is given at once", async () => {
    const place = await makeProvince();
    await set(place.as("cityACentre.shiftManager"), { rule: "FACTS_SHORT", effect: "BLOCK", least: 30 });
    const { operator } = staff(place);
    const answered = consultation({ answer: "一包不超过十元" });
    expectCode(await tryRegister(operator, answered), "INVALID_INPUT", "facts");
    expect((await tryRegister(operator, consultation())).data.registerTicket.ticket.state).toBe("REGISTERED");
  });

  it("holds beneath whoever sets it, until a bureau beneath sets it otherwise", async () => {
    const place = await makeProvince();
    const [above, beneath] = [place.as("cityA.head"), place.as("cityACentre.shiftManager")];
    const shortFacts = async () =>
      (
        await beneath.ask<{ entryRules: Rules["rules"] }>(
          'query { entryRules(ticketKind: REPORT, issueClass: "PRICE") { rule effect least } }',
        )
      ).entryRules.find(({ rule }) => rule === "FACTS_SHORT");
    await set(above, { rule: "FACTS_SHORT", effect: "BLOCK", least: 25 });
    expect(await shortFacts()).toMatchObject({ effect: "BLOCK", least: 25 });
    await set(beneath, { rule: "FACTS_SHORT", effect: "OFF" });
    expect(await shortFacts()).toMatchObject({ effect: "OFF" });
    const { data, errors } = await beneath.gql<{ removeEntryRule: Rules }>(removal, { input: { rule: "FACTS_SHORT" } });
    expect(errors).toBeUndefined();
    expect(data.removeEntryRule.rules.find(({ rule }) => rule === "FACTS_SHORT")).toMatchObject({ least: 25 });
    expect(await shortFacts()).toMatchObject({ effect: "BLOCK" });
  });

  it.each([
    ["a length of a rule that counts none", { rule: "PHONE_FORM", effect: "WARN", least: 5 }, "least"],
    ["a length of nothing", { rule: "FACTS_SHORT", effect: "WARN", least: 1 }, "least"],
    ["words of a rule without words", { rule: "FACTS_SHORT", effect: "WARN", words: ["如题"] }, "words"],
    ["the same word twice", { rule: "FACTS_VAGUE", effect: "WARN", words: ["如题", "如题"] }, "words"],
    ["no field", { rule: "FIELDS_REQUIRED", effect: "WARN", fields: [] }, "fields"],
    ["an unknown class", { rule: "FACTS_SHORT", effect: "WARN", issueClass: "NOTHING" }, "issueClass"],
  ])("refuses %s", async (_, input, field) => {
    expectCode(await send(manager, input), "INVALID_INPUT", field);
  });

  it("is FORBIDDEN for an operator", async () => {
    expectCode(await send(staff(world).operator, { rule: "FACTS_SHORT", effect: "OFF" }), "FORBIDDEN");
  });

  it("is NOT_FOUND to take back what was not set", async () => {
    const answer = await manager.gql(removal, { input: { rule: "DAY_IN_FUTURE" } });
    expectCode(answer, "NOT_FOUND", "rule");
  });
});

describe("two hundred settings of a bureau", () => {
  it("may still be changed; another is TOO_LARGE, until one is taken back", async () => {
    const place = await makeProvince();
    const caller = place.as("cityACentre.shiftManager");
    await set(caller, { rule: "PHONE_FORM", effect: "WARN" });
    await place.database.asSystem("a test fills the settings of a bureau", (tx) =>
      tx.execute(sql`INSERT INTO entry_rules (province, city, county, bureau, id, rule, ticket_kind, issue_class, effect, set_at)
        SELECT province, city, county, bureau, gen_random_uuid(), 'NAME_FORM', '', 'CLASS_' || number, 'WARN', now()
        FROM entry_rules, generate_series(1, 199) AS number WHERE bureau = ${place.code.cityACentre}`),
    );
    await set(caller, { rule: "PHONE_FORM", effect: "BLOCK" });
    expectCode(await send(caller, { rule: "FACTS_SHORT", effect: "BLOCK" }), "TOO_LARGE", "rule");
    const { errors } = await caller.gql(removal, { input: { rule: "PHONE_FORM" } });
    expect(errors).toBeUndefined();
    await set(caller, { rule: "FACTS_SHORT", effect: "BLOCK" });
  });
});

describe("entryQuality", () => {
  it("scores each operator and day by the entries without a finding that were never sent back", async () => {
    const place = await makeProvince();
    const { dispatcher, operator } = staff(place);
    const fine = () => complaint(place, { disputedAmount: "400.00", facts: "1月27日买口罩，一包卖400元，价格太贵" });
    await register(operator, fine());
    await register(operator, { ...fine(), facts: "口罩贵" });
    const sentBack = await register(operator, { ...fine(), submit: true });
    await take(dispatcher, "returnTicketToOperator", sentBack);
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
    const { entryQuality } = await place.as("cityACentre.shiftManager").ask<{
      entryQuality: { total: { score: number }; rows: Variables[] };
    }>(
      `query ($day: LocalDate!) { entryQuality(from: $day, to: $day) { total { score } rows {
        operatorName day entries clean withFindings returned score byRule { rule entries } } } }`,
      { day: today },
    );
    expect(entryQuality.rows).toEqual([
      {
        operatorName: expect.any(String),
        day: today,
        ...{ entries: 3, clean: 1, withFindings: 1, returned: 1, score: 33.33 },
        byRule: [{ rule: "FACTS_SHORT", entries: 1 }],
      },
    ]);
    expect(entryQuality.total.score).toBe(33.33);
  });

  it("counts what was corrected after the dispatch against the operator who entered it", async () => {
    const place = await makeProvince();
    const { handler, operator } = staff(place);
    const ticket = await complaintIn(place, "CHECKING", {
      ...{ disputedAmount: "400.00", facts: "1月27日买口罩，一包卖400元，价格太贵" },
    });
    const requested = await handler.ask<{ requestCorrection: { correction: { id: string; version: number } } }>(
      `mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correction { id version } } }`,
      { input: { ticketId: ticket.id, fields: ["ISSUE_CLASS"], reason: "类别有误" } },
    );
    const { id, version } = requested.requestCorrection.correction;
    const { errors } = await operator.gql(
      "mutation ($input: MakeCorrectionInput!) { makeCorrection(input: $input) { correction { state } } }",
      { input: { correctionId: id, version, issueClass: "AFTER_SALES" } },
    );
    expect(errors).toBeUndefined();
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
    const { entryQuality } = await place
      .as("cityACentre.shiftManager")
      .ask<{ entryQuality: { total: Variables } }>(
        "query ($day: LocalDate!) { entryQuality(from: $day, to: $day) { total { entries clean returned corrected score } } }",
        { day: today },
      );
    expect(entryQuality.total).toEqual({ entries: 1, clean: 0, returned: 0, corrected: 1, score: 0 });
  });

  it("is FORBIDDEN for a bureau out of reach", async () => {
    const answer = await manager.gql(
      'query { entryQuality(from: "2026-01-01", to: "2026-01-02", bureau: "100000") { asOf } }',
    );
    expectCode(answer, "FORBIDDEN");
  });

  it("refuses more than a month day by day", async () => {
    const answer = await manager.gql('query { entryQuality(from: "2026-01-01", to: "2026-03-02") { asOf } }');
    expectCode(answer, "INVALID_INPUT", "to");
  });
});
