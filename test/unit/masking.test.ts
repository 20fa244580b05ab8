import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskFreeText, maskName, maskPhone } from "../../src/platform/masking.js";

const digit = fc.constantFrom(..."0123456789");
const mobile = fc
  .tuple(fc.constantFrom(..."3456789"), fc.string({ unit: digit, minLength: 9, maxLength: 9 }))
  .map(([second, rest]) => `1${second}${rest}`);
const fullWidth = (text: string): string =>
  text.replace(/\d/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0));
const plainDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0));

describe("the mask of one field", () => {
  it.each([
    ["王小明", "王**"],
    ["王明", "王*"],
    ["王", "*"],
    ["欧阳娜娜", "欧阳**"],
    ["欧阳娜", "欧阳*"],
    ["欧阳", "欧*"],
    ["", ""],
    ["𠮷野家", "𠮷**"],
  ])("of the name %j is %j", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ["13812345678", "138****5678"],
    ["+86 138-1234-5678", "138****5678"],
    ["8613812345678", "138****5678"],
    ["１３８１２３４５６７８", "138****5678"],
    ["0512-65221234", "0512-****1234"],
    ["051265221234", "0512-****1234"],
    ["(0512) 6522 1234", "0512-****1234"],
    ["010-65521234-801", "010-****1234"],
    ["021-5552123", "021-****2123"],
    ["4008123123", "********23"],
    ["65221234", "******34"],
    ["12315", "*****"],
    ["no number", ""],
  ])("of the telephone number %j is %j", (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it("never shows more than half of a mobile number, and never fails on any text", () => {
    fc.assert(fc.property(mobile, (phone) => maskPhone(phone).replaceAll("*", "").length === 7));
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const mask of [maskName, maskPhone]) expect(typeof mask(text)).toBe("string");
      }),
    );
  });
});

describe("masking free text", () => {
  it.each([
    ["a mobile number", "请回电13812345678谢谢", "请回电***谢谢"],
    ["a mobile number with hyphens", "电话138-1234-5678。", "电话***。"],
    ["a mobile number with spaces", "电话 138 1234 5678。", "电话 ***。"],
    ["a mobile number spelt digit by digit", "1 3 8 1 2 3 4 5 6 7 8", "***"],
    ["a mobile number with dots", "138.1234.5678", "***"],
    ["a mobile number with invisible characters", "138\u200b1234\u200b5678", "***"],
    ["a mobile number with the country code", "+86 138 1234 5678", "***"],
    ["a mobile number with the country code and no space", "+8613812345678", "***"],
    ["a mobile number with a trunk zero", "0138 1234 5678", "***"],
    ["a full-width mobile number", "１３８１２３４５６７８", "***"],
    ["a full-width mobile number with full-width hyphens", "１３８－１２３４－５６７８", "***"],
    ["two mobile numbers", "13812345678或13912345678", "***或***"],
    ["a landline", "0512-65221234", "***"],
    ["a landline with brackets", "（0512）65221234", "***"],
    ["a landline with an extension", "010-65521234-801", "***"],
    ["a landline without a separator", "拨051265221234找他", "拨***找他"],
    ["a landline with the country code", "+86 512 6522 1234", "***"],
    ["an identity card number with a right check digit", "11010519491231002X", "***"],
    ["an identity card number with a wrong check digit", "110105194912310021", "***"],
    ["an identity card number in groups", "110105 19491231 002x", "***"],
    ["an identity card number of 15 places", "320504900101123", "***"],
    ["a bank card of 16 digits", "卡号6222021234567890", "卡号***"],
    ["a bank card of 19 digits", "卡号6222021234567890123", "卡号***"],
    ["a bank card in groups of four", "6222 0212 3456 7890 123", "***"],
    ["an e-mail address", "邮箱wang.xm+1@mail.example.com回复", "邮箱***回复"],
    ["a full-width e-mail address", "ｗａｎｇ＠ｑｑ．ｃｏｍ", "***"],
  ])("hides %s", (_, text, masked) => {
    expect(maskFreeText(text, [])).toBe(masked);
  });

  it.each([
    ["2026年1月27日购买口罩50只，单价15.8元，共790.00元"],
    ["2019-08-15 2019-08-16两天"],
    ["2026-01-15 10:30至2026-01-16 09:45"],
    ["苏市监投〔2026〕第123号，12315、12345均已登记"],
    ["价格从 13 元涨到 35 元"],
    ["2019 2020 2021 2022"],
    ["邮编215000，320508"],
  ])("leaves %j as it is", (text) => {
    expect(maskFreeText(text, [])).toBe(text);
  });

  it.each([
    ["a name", "王小明投诉，王小明要求退款", ["王小明"], "***投诉，***要求退款"],
    ["a name with spaces inside", "王 小 明", ["王小明"], "***"],
    ["a name with another middle dot", "阿卜杜拉•买买提", ["阿卜杜拉·买买提"], "***"],
    ["a Latin name in another case", "JOHN smith", ["John Smith"], "***"],
    ["a local number with other separators", "拨6522 1234即可", ["65221234"], "拨***即可"],
    ["a number written full width", "拨６５２２１２３４即可", ["6522-1234"], "拨***即可"],
    ["an overlap", "王小明明", ["王小明", "小明明"], "***"],
    ["a name beside a mobile number", "王小明13812345678", ["王小明"], "***"],
  ])("hides %s when it is known", (_, text, known, masked) => {
    expect(maskFreeText(text, known)).toBe(masked);
  });

  it("passes over known strings without a letter or digit", () => {
    expect(maskFreeText("甲 - 乙", ["", " ", "-"])).toBe("甲 - 乙");
  });

  it("uses another mask when a known string holds an asterisk", () => {
    expect(maskFreeText("甲x丙", ["x", "*丙丁"])).toBe("甲▀▀▀丙");
  });

  it("leaves no known string in any text", () => {
    const words = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."王明ab*1 ") }),
      mobile,
    );
    fc.assert(
      fc.property(fc.array(words), fc.array(words), (parts, known) => {
        const text = [...parts, ...known].join("");
        const masked = maskFreeText(text, known);
        for (const entry of known.filter((candidate) => /[\p{L}\p{N}]/u.test(candidate)))
          expect(masked).not.toContain(entry);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves no mobile number of 11 unbroken digits in any text, whatever stands around it", () => {
    const noise = fc.string({ unit: fc.constantFrom(..."0123456789138-+ xX@.王") });
    fc.assert(
      fc.property(noise, mobile, noise, fc.boolean(), (before, phone, after, wide) => {
        const masked = maskFreeText(before + (wide ? fullWidth(phone) : phone) + after, []);
        expect(plainDigits(masked)).not.toMatch(/1[3-9]\d{9}/);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves no mobile number that is broken by spaces or hyphens at any places", () => {
    const gaps = fc.array(fc.constantFrom("", "", " ", "-", " - ", "　", "—"), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(mobile, gaps, (phone, between) => {
        const broken = [...phone].map((unit, place) => unit + (between[place] ?? "")).join("");
        expect(maskFreeText(`电话${broken}，谢谢`, [])).toBe("电话***，谢谢");
      }),
    );
  });

  it("never fails, and takes long text in time that grows with its length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.string({ unit: "binary" })), (text, known) => {
        expect(typeof maskFreeText(text, known)).toBe("string");
      }),
    );
    for (const unit of ["a", "1", "1 ", "a.", "- ", "0", "(86", "王"]) {
      const started = performance.now();
      maskFreeText(unit.repeat(100_000), ["王小明", "13812345678"]);
      expect(performance.now() - started, `100,000 times ${unit}`).toBeLessThan(2000);
    }
  });
});
