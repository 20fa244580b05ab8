import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchedForm } from "../../../src/modules/knowledge/search.characters.js";
import { searchedForms } from "../../../src/modules/knowledge/search.forms.js";
import {
  gramOfKind,
  gramsToHold,
  gramsToSpell,
  gramToBe,
  gramToStart,
} from "../../../src/modules/knowledge/search.grams.js";
import { excerptOf, partsOf } from "../../../src/modules/knowledge/search.parts.js";
import { readSearch } from "../../../src/modules/knowledge/search.text.js";

const forms = searchedForms({
  kind: "QUESTION",
  title: "七天无理由退货",
  keywords: ["退款", "网购"],
  body: "消费者有权自收到商品之日起七日内退货。",
});

describe("the forms that are searched", () => {
  it("hold title and keywords, their initials and their syllables", () => {
    expect(forms.head).toBe("7日无理由退货\n退款\n网购");
    expect(forms.initials).toBe("qtwlyth\ntk\nwg");
    expect(forms.spelling).toBe("qitianwuliyoutuihuo\ntuikuan\nwanggou");
  });

  it.each([
    ["重庆银行的行为", "cqyhdxw", "chongqingyinhangdexingwei"],
    ["退还差价", "thcj", "tuihuanchajia"],
    ["绿色旅游", "lsly", "lvselvyou"],
    ["买iPhone15，坏了", "miphone15hl", "maiiphone15huaile"],
    ["還差價𠮷", "hcj", "huanchajia"],
  ])(
    "read %s as %s and %s: each character as it is read there, ü as v, letters and digits as they stand",
    (title, initials, spelling) => {
      expect(searchedForms({ kind: "QUESTION", title, keywords: [], body: "" })).toMatchObject({ initials, spelling });
    },
  );

  it("name an article by its number too, with the code of its law, and a law by its code", () => {
    const article = {
      kind: "LAW_ARTICLE",
      title: "办法 第二十三条",
      keywords: [],
      body: "内容",
      lawCode: "121",
      articleNumber: 23,
    };
    expect(searchedForms(article).head).toBe("办法 第2十3条\n第23条\n121 23\n121-23");
    expect(searchedForms({ kind: "QUESTION", title: "办法", keywords: [], body: "内容", lawCode: "121" }).head).toBe(
      "办法\n121",
    );
  });

  it("name the law of an article whose title does not", () => {
    const article = {
      kind: "LAW_ARTICLE",
      keywords: [],
      body: "内容",
      lawCode: "CPL",
      lawTitle: "某法",
      articleNumber: 2,
    };
    expect(searchedForms({ ...article, title: "第二条" }).head).toBe("第2条\n某法 第2条\n第2条\ncpl 2\ncpl-2");
    expect(searchedForms({ ...article, title: "某法 第二条" }).head).toBe("某法 第2条\n第2条\ncpl 2\ncpl-2");
  });

  it("are of one kind whatever the width and the case of the letters", () => {
    expect(searchedForms({ kind: "QUESTION", title: "ＡＢＣ１２３", keywords: [], body: "Ｘ" })).toEqual(
      searchedForms({ kind: "QUESTION", title: "abc123", keywords: [], body: "x" }),
    );
  });

  it.each(["退", "退货", "无理由", "款"])("hold the grams of %s in the head", (word) => {
    expect(forms.grams).toEqual(expect.arrayContaining(gramsToHold("HEAD", [word])));
  });

  it("hold no gram of the head for what stands in the body alone", () => {
    expect(forms.grams).not.toEqual(expect.arrayContaining(gramsToHold("HEAD", ["消费"])));
  });

  it.each(["七", "七天", "7", "7日", "七天无理由退货", "网"])("hold the beginning %s of a line", (start) => {
    expect(forms.grams).toContain(gramToStart("LINE_START", searchedForm(start)));
  });

  it("hold each line as a whole, and its initials", () => {
    for (const line of ["七天无理由退货", "退款", "网购"]) {
      expect(forms.grams).toContain(gramToBe("LINE", searchedForm(line)));
    }
    expect(forms.grams).toContain(gramToBe("INITIALS_LINE", "tk"));
    expect(forms.grams).not.toContain(gramToBe("LINE", searchedForm("七天")));
  });

  it.each(["qt", "lyth", "tk"])("hold the grams of the initials %s", (letters) => {
    expect(forms.grams).toEqual(expect.arrayContaining(gramsToHold("INITIALS", [letters])));
  });

  it.each(["qit", "wuliyou", "ikuan"])("hold the grams of the syllables %s", (letters) => {
    expect(gramsToSpell(letters)).not.toEqual([]);
    expect(forms.grams).toEqual(expect.arrayContaining(gramsToSpell(letters)));
  });

  it("hold the kind of the entry", () => {
    expect(forms.grams).toContain(gramOfKind("QUESTION"));
    expect(forms.grams).not.toContain(gramOfKind("LAW_ARTICLE"));
  });

  it("hold the grams of every part of the texts, whatever these are", () => {
    const parts = fc.tuple(fc.string({ unit: "binary", maxLength: 30 }), fc.nat(30), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(parts, ([text, start, length]) => {
        const { body, grams } = searchedForms({ kind: "QUESTION", title: "题", keywords: [], body: text });
        const words = body
          .slice(start, start + length)
          .split(" ")
          .filter((word) => word !== "");
        const held = new Set(grams);
        expect(gramsToHold("TEXT", words).filter((gram) => !held.has(gram))).toEqual([]);
      }),
    );
  });
});

describe("a gram", () => {
  it("stands for one pair alone", () => {
    const character = fc.integer({ min: 0x21, max: 0xd7ff }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(character, character, character, character, (a, b, c, d) => {
        expect(gramsToHold("HEAD", [a + b])[0] === gramsToHold("HEAD", [c + d])[0]).toBe(a + b === c + d);
      }),
    );
  });
});

describe("reading a search", () => {
  it.each([
    ["退款", ["退款"]],
    ["退", ["退"]],
    ["口罩  价格", ["口罩", "价格"]],
    ["ＡＢＣ", ["abc"]],
    ["的了吗呢是", ["的了吗呢是"]],
    ["   ", []],
  ])("%j looks for %j", (text, words) => {
    expect(readSearch(text).words).toEqual(words);
  });

  // Where words end is for the ICU of this Node to say: what is asserted holds however it takes them apart.
  it.each(["网上买的衣服怎么退货", "投诉以后多久能答复", "商家不退款怎么办"])(
    "%j is taken apart into what says something",
    (text) => {
      const { phrase, words } = readSearch(text);
      expect(phrase).toBe(text);
      expect(words.length).toBeGreaterThan(1);
      for (const word of words) expect(text).toContain(word);
      for (const word of ["的", "怎么", "怎么办", "能"]) expect(words).not.toContain(word);
    },
  );

  it("takes short words apart too, for when nothing holds them", () => {
    expect(readSearch("口罩涨价")).toMatchObject({ words: ["口罩涨价"], parts: ["口罩", "涨价"] });
  });

  it.each([
    ["第二十四条", ["第2十4条"]],
    ["第24条", ["第2十4条"]],
    ["第２４条", ["第2十4条"]],
    ["24条", ["第2十4条"]],
    ["第24", ["第2十4条"]],
    ["art 24", ["第2十4条"]],
    ["Article 24", ["第2十4条"]],
    ["第一百零五条", ["第1百零5条"]],
    ["121号令24条", ["121", "第2十4条"]],
    ["总局令第121号第24条", ["121", "第2十4条"]],
    ["《办法》第十五条", ["办法", "第十5条"]],
    ["5条裤子", ["5条裤子"]],
    ["第三方", ["第3方"]],
  ])("%j names an article as its title does: %j", (text, words) => {
    expect(readSearch(text).words).toEqual(words);
  });

  it.each([
    ["退貨", "退货"],
    ["價格舉報", "价格举报"],
    ["7天无理由", "七日无理由"],
    ["七天无理由", "7日无理由"],
    ["退货？", "退货"],
    ["“退货”", "退货"],
  ])("%j is %j", (one, other) => {
    expect(readSearch(one).phrase).toBe(readSearch(other).phrase);
  });

  it("looks for eight words at most", () => {
    expect(readSearch("一 二 三 四 五 六 七 八 九 十").words).toHaveLength(8);
  });

  it.each([
    ["qtwly", "qtwly"],
    ["tui kuan", "tuikuan"],
    ["lǜsè", "lvse"],
    ["退款", null],
    ["12315", null],
  ])("%j may be the pinyin %j", (text, letters) => {
    expect(readSearch(text).letters).toBe(letters);
  });
});

describe("the parts of a text", () => {
  it("mark the phrase where it stands, in any form", () => {
    expect(partsOf("可以退款，ＡＢＣ", "abc", ["abc"])).toEqual([
      { text: "可以退款，", isMatch: false },
      { text: "ＡＢＣ", isMatch: true },
    ]);
  });

  it("mark what is one in a search in the characters of the text", () => {
    expect(partsOf("可以退貨，七天内", "退货", ["退货", "7日"])).toEqual([
      { text: "可以", isMatch: false },
      { text: "退貨", isMatch: true },
      { text: "，七天内", isMatch: false },
    ]);
  });

  it("mark each word where the phrase stands nowhere", () => {
    expect(partsOf("口罩的价格", "口罩 价格", ["口罩", "价格"]).filter(({ isMatch }) => isMatch)).toEqual([
      { text: "口罩", isMatch: true },
      { text: "价格", isMatch: true },
    ]);
  });

  it("are the text again when they are put together, whatever is searched for", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 3 }), (body, phrase, words) => {
        expect(
          partsOf(body, phrase, words)
            .map((part) => part.text)
            .join(""),
        ).toBe(body);
      }),
    );
  });

  it("of a long body are cut around the first match", () => {
    const body = `${"前".repeat(300)}退款${"后".repeat(300)}`;
    const parts = excerptOf(body, "退款", ["退款"]);
    expect(parts[0]?.text).toBe("…");
    expect(parts.at(-1)?.text).toBe("…");
    expect(parts.find(({ isMatch }) => isMatch)?.text).toBe("退款");
    expect(parts.map(({ text }) => text).join("").length).toBeLessThan(130);
  });
});
