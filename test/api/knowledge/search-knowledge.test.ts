import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

interface Found {
  isInForce: boolean;
  foundBy: string;
  score: number;
  title: { text: string; isMatch: boolean }[];
  excerpt: { text: string; isMatch: boolean }[];
  document: { id: string; kind: string };
}

const document = `query ($text: String!, $first: Int, $kinds: [KnowledgeKind!], $on: LocalDate) {
  searchKnowledge(text: $text, first: $first, kinds: $kinds, on: $on) {
    isInForce foundBy score title { text isMatch } excerpt { text isMatch } document { id kind } } }`;

const search = async (caller: Caller, text: string, more: object = {}): Promise<Found[]> =>
  (await caller.ask<{ searchKnowledge: Found[] }>(document, { text, first: 20, ...more })).searchKnowledge;

const titlesOf = (found: readonly Found[]): string[] =>
  found.map(({ title }) => title.map(({ text }) => text).join(""));
const operator = (): Caller => world.as("cityACentre.operator");

/** Writes and publishes a question at a bureau, by two people. */
async function publish(
  writer: Caller,
  publisher: Caller,
  title: string,
  body: string,
  more: object = {},
): Promise<string> {
  const step = async (caller: Caller, name: string, input: object): Promise<{ id: string; version: number }> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const inputType = name === "draftKnowledge" ? type : "KnowledgeStepInput";
    const answer = await caller.ask<Record<string, { document: { id: string; version: number } }>>(
      `mutation ($input: ${inputType}!) { ${name}(input: $input) { document { id version } } }`,
      { input },
    );
    return answer[name]?.document ?? expect.fail("no entry came back");
  };
  const drafted = await step(writer, "draftKnowledge", { kind: "QUESTION", content: { title, body, ...more } });
  const submitted = await step(writer, "submitKnowledge", { documentId: drafted.id, version: drafted.version });
  await step(publisher, "publishKnowledge", { documentId: submitted.id, version: submitted.version });
  return drafted.id;
}

describe("searchKnowledge", () => {
  it("finds the article on refusals while somebody types, with what was typed marked", async () => {
    const found = await search(operator(), "终止调解", { kinds: ["LAW_ARTICLE"] });
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.excerpt.some(({ isMatch, text }) => isMatch && text === "终止调解")).toBe(true);
  });

  it("puts articles in force on the ticket's day first: Order 20 for 2025, Order 121 from its first day", async () => {
    const firstOn = async (on: string) =>
      (await search(operator(), "终止调解", { kinds: ["LAW_ARTICLE"], on })).filter(({ isInForce }) => isInForce);
    const [then, now] = [await firstOn("2025-06-01"), await firstOn("2026-06-01")];
    expect(then.length).toBeGreaterThan(0);
    expect(now.length).toBeGreaterThan(0);
    const ids = new Set(then.map(({ document: { id } }) => id));
    expect(now.some(({ document: { id } }) => ids.has(id))).toBe(false);
    const all = await search(operator(), "终止调解", { kinds: ["LAW_ARTICLE"], on: "2025-06-01" });
    expect(all.map(({ isInForce }) => isInForce)).toEqual([...all.map(({ isInForce }) => isInForce)].sort().reverse());
  });

  it("ranks a whole title before its beginning, that before a part, and that before the text", async () => {
    const [writer, publisher] = [world.as("cityA.analyst"), world.as("cityA.head")];
    const word = `鎏${world.mark.slice(1)}`;
    await publish(writer, publisher, "别的问题", `这里提到${word}一次`);
    await publish(writer, publisher, `关于${word}的说明`, "内容");
    await publish(writer, publisher, `${word}怎么退款`, "内容");
    await publish(writer, publisher, word, "内容");
    expect(titlesOf(await search(operator(), word))).toEqual([
      word,
      `${word}怎么退款`,
      `关于${word}的说明`,
      "别的问题",
    ]);
  });

  it("finds titles by the initials and the syllables of their pinyin", async () => {
    const [writer, publisher] = [world.as("cityB.analyst"), world.as("cityB.head")];
    await publish(writer, publisher, "鹦鹉螺预付卡纠纷", "内容");
    const there = world.as("cityBCentre.operator");
    for (const letters of ["ywlyfk", "yingwuluo", "YFKJF", "ying wu"]) {
      const [first] = await search(there, letters);
      expect(first).toMatchObject({ foundBy: "PINYIN" });
      expect(titlesOf(first === undefined ? [] : [first])).toEqual(["鹦鹉螺预付卡纠纷"]);
    }
  });

  it("finds a single character, and a question that stands nowhere word for word", async () => {
    const [writer, publisher] = [world.as("cityA.analyst"), world.as("cityA.head")];
    await publish(writer, publisher, "魑魅牌衣服能否退货", "网上购买的衣服，七日内可以退货");
    expect(titlesOf(await search(operator(), "魑"))).toEqual(["魑魅牌衣服能否退货"]);
    expect(titlesOf(await search(operator(), "网上买的魑魅衣服怎么退货"))).toEqual(["魑魅牌衣服能否退货"]);
  });

  it.each([
    ["2026-04-14", "退款退货咨询答复（适用第20号令）", "退款退货咨询答复"],
    ["2026-04-15", "退款退货咨询答复", "退款退货咨询答复（适用第20号令）"],
  ])("offers of the shipped templates those first that cite the order of the day, on %s", async (on, first, later) => {
    const found = await search(operator(), "退款退货咨询答复", { kinds: ["REPLY_TEMPLATE"], on, first: 50 });
    const shipped = found.filter((one) => [first, later].includes(titlesOf([one])[0] ?? ""));
    expect(titlesOf(shipped)).toEqual([first, later]);
    expect(shipped.map(({ isInForce }) => isInForce)).toEqual([true, false]);
  });

  it("finds only the kinds that are wanted, one or several", async () => {
    const kindsOf = async (kinds: string[]) =>
      new Set((await search(operator(), "退款", { kinds })).map(({ document: { kind } }) => kind));
    expect(await kindsOf(["REPLY_TEMPLATE"])).toEqual(new Set(["REPLY_TEMPLATE"]));
    expect(await kindsOf(["QUESTION", "REPLY_TEMPLATE"])).toEqual(new Set(["QUESTION", "REPLY_TEMPLATE"]));
    expect(await kindsOf(["LAW"])).toEqual(new Set());
  });

  it.each([
    ["买到假货怎么办", "买到假货、仿冒品怎么办？"],
    ["假一赔三", "买到假货、仿冒品怎么办？"],
    ["职业打假", "为什么不予受理？还能怎么办？"],
    ["商家乱收费", "商家涨价、价格过高、未明码标价怎么反映？"],
  ])("finds what the nation answers to %s", async (text, title) => {
    expect(titlesOf(await search(operator(), text, { kinds: ["QUESTION"] }))[0]).toBe(title);
  });

  it("finds by two of the words of a question that nothing answers word for word", async () => {
    const [writer, publisher] = [world.as("cityA.analyst"), world.as("cityA.head")];
    await publish(writer, publisher, "猢狲牌健身卡关门停业怎么办", "内容");
    const [first] = await search(operator(), "健身卡关门停业，猢狲影院的爆米花呢");
    expect(first).toMatchObject({ foundBy: "HEAD", isInForce: true });
    expect(titlesOf(first === undefined ? [] : [first])).toEqual(["猢狲牌健身卡关门停业怎么办"]);
  });

  it.each([
    ...["第十五条", "第15条", "15条", "第１５条", "art. 15", "121 15", "121-15", "121第十五条", "121号令第15条"],
    ...["投诉举报处理办法15条", "《市场监督管理投诉举报处理办法》第十五条"],
  ])("finds the article by its number as %s", async (text) => {
    const [first] = await search(operator(), text, { kinds: ["LAW_ARTICLE"] });
    expect(first?.isInForce).toBe(true);
    expect(titlesOf(first === undefined ? [] : [first])).toEqual(["市场监督管理投诉举报处理办法 第十五条"]);
  });

  it("finds by traditional characters, and by digits for numerals, whichever the text has", async () => {
    const [writer, publisher] = [world.as("cityA.analyst"), world.as("cityA.head")];
    await publish(writer, publisher, "狻猊商場電子優惠券退貨", "內容");
    await publish(writer, publisher, "貔貅商场七天无理由退货", "内容");
    for (const text of ["狻猊商场电子优惠券", "狻猊商場", "狻猊优惠"]) {
      expect(titlesOf(await search(operator(), text))).toEqual(["狻猊商場電子優惠券退貨"]);
    }
    for (const text of ["貔貅商場", "貔貅商场7", "貔貅商场7日无理由", "貔貅 七日無理由", "貔貅 七"]) {
      expect(titlesOf(await search(operator(), text))).toEqual(["貔貅商场七天无理由退货"]);
    }
  });

  it("finds full-width letters and capitals by plain ones, and the other way round", async () => {
    const [writer, publisher] = [world.as("cityA.analyst"), world.as("cityA.head")];
    await publish(writer, publisher, "ＱＹＸ公司预付卡", "内容");
    for (const text of ["qyx公司", "QYX公司", "ｑｙｘ公司"]) {
      expect(titlesOf(await search(operator(), text))).toEqual(["ＱＹＸ公司预付卡"]);
    }
  });

  it("puts what ended after what is in force, however well it fits", async () => {
    const [writer, publisher] = [world.as("cityB.analyst"), world.as("cityB.head")];
    await publish(writer, publisher, "犇羴旧规", "内容", { validFrom: "2020-01-01", validTo: "2024-01-01" });
    await publish(writer, publisher, "新规", "其中提到犇羴旧规一次");
    const found = await search(world.as("cityBCentre.operator"), "犇羴旧规");
    expect(found.map(({ foundBy, isInForce }) => [foundBy, isInForce])).toEqual([
      ["BODY", true],
      ["HEAD", false],
    ]);
  });

  it("shows what is used at one's bureau: its own and those above, and never a sister's nor a draft", async () => {
    const word = `幐${world.mark.slice(1)}`;
    await publish(world.as("cityA.analyst"), world.as("cityA.head"), `${word}问答`, "内容");
    expect(await search(operator(), word)).toHaveLength(1);
    expect(await search(world.as("countyA1.handler"), word)).toHaveLength(1);
    expect(await search(world.as("cityBCentre.operator"), word)).toEqual([]);
    expect(await search((await makeProvince()).as("cityACentre.operator"), word)).toEqual([]);
    await world
      .as("cityA.analyst")
      .ask("mutation ($input: DraftKnowledgeInput!) { draftKnowledge(input: $input) { document { id } } }", {
        input: { kind: "QUESTION", content: { title: `${word}草稿`, body: "内容" } },
      });
    expect(await search(world.as("cityA.analyst"), word)).toHaveLength(1);
  });

  it("follows a new version at once, and forgets what was withdrawn", async () => {
    const [writer, publisher] = [world.as("cityA.analyst"), world.as("cityA.head")];
    const word = `龘${world.mark.slice(1)}`;
    const id = await publish(writer, publisher, `${word}旧题`, "内容");
    expect(titlesOf(await search(operator(), word))).toEqual([`${word}旧题`]);
    const { knowledgeDocument } = await publisher.ask<{ knowledgeDocument: { version: number } }>(
      "query ($id: ID!) { knowledgeDocument(id: $id) { version } }",
      { id },
    );
    await publisher.ask(
      "mutation ($input: ExplainedKnowledgeStepInput!) { withdrawKnowledge(input: $input) { document { id } } }",
      { input: { documentId: id, version: knowledgeDocument.version, reason: "内容过时" } },
    );
    expect(await search(operator(), word)).toEqual([]);
  });

  it.each([
    ["nothing", "", {}, "text"],
    ["more than fifty characters", "退".repeat(51), {}, "text"],
    ["no kind", "退款", { kinds: [] }, "kinds"],
    ["no result", "退款", { first: 0 }, "first"],
  ])("refuses %s", async (_, text, more, field) => {
    expectCode(await operator().gql(document, { text, first: 20, ...more }), "INVALID_INPUT", field);
  });

  it("answers wildcards and quotes as what they are", async () => {
    for (const text of ["%", "_", "\\", "'", "100%退款", "😀"]) expect(await search(operator(), text)).toEqual([]);
  });
});
