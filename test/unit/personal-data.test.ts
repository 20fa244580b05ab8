import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskFreeText } from "../../src/platform/masking.js";
import { findPersonalData, isBankCard, isIdentityNumber } from "../../src/platform/personal-data.js";

const finds = (text: string) =>
  findPersonalData(text).map(({ kind, isCertain, span }) => [kind, isCertain, text.slice(...span)]);

describe("the scan for personal data", () => {
  it.each([
    ["请打13812345678", [["TELEPHONE", true, "13812345678"]]],
    ["座机0512-65221234", [["TELEPHONE", false, "0512-65221234"]]],
    ["座机(10) - 1234567", [["TELEPHONE", false, "(10) - 1234567"]]],
    [
      "两部：13812345678，（０２１）６５２２－１２３４",
      [
        ["TELEPHONE", true, "13812345678"],
        ["TELEPHONE", false, "（０２１）６５２２－１２３４"],
      ],
    ],
    ["电话65221234", [["TELEPHONE", false, "65221234"]]],
    ["联系电话：6522 1234，请回电", [["TELEPHONE", false, "6522 1234"]]],
    ["座机 6522-1234", [["TELEPHONE", false, "6522-1234"]]],
    ["电话65221234、65225678或6522-9012转8，", [["TELEPHONE", false, "65221234、65225678或6522-9012转8"]]],
    ["我打电话给65221234", [["TELEPHONE", false, "65221234"]]],
    ["Telephone: 65221234", [["TELEPHONE", false, "65221234"]]],
    ["iPhone 3456789, hotel 6522123", []],
    ["打6522123转8012", [["TELEPHONE", false, "6522123转8012"]]],
    ["固话号码是6522123-801没人接", [["TELEPHONE", false, "6522123-801"]]],
    ["電話：６５２２１２３４", [["TELEPHONE", false, "６５２２１２３４"]]],
    ["TEL. 3522123 ext 12", [["TELEPHONE", false, "3522123 ext 12"]]],
    ["来电(65221234)称", [["TELEPHONE", false, "65221234"]]],
    ["电话0512-65221234", [["TELEPHONE", false, "0512-65221234"]]],
    [
      "电话65221234，卡号6222020200112233445",
      [
        ["TELEPHONE", false, "65221234"],
        ["NUMBER", false, "6222020200112233445"],
      ],
    ],
    ["拨打12315，电话95588、9601234、400-123-4567、400 1234 567、4001234567、8001234", []],
    ["热线电话65221234，客服电话6522-1234", []],
    ["来电20200127，来电 2020-01-27，打8折，电话费6522123", []],
    ["拨2000000元，拨款3000000元，打3000000 个电话，拨6522123.50", []],
    ["订单65221234，工单6522123，编号6522-1234，电话订单65221234", []],
    ["电话652212345，电话652212", []],
    ["2020年1月27日下午3点15分买了10包，共400.00元，至今12天", []],
    ["身份证11010519491231002X", [["IDENTITY_NUMBER", true, "11010519491231002X"]]],
    ["身份证110105194912310021", [["IDENTITY_NUMBER", false, "110105194912310021"]]],
    ["卡号6222020200112233445", [["NUMBER", false, "6222020200112233445"]]],
    ["卡号 4111 1111 1111 1111", [["BANK_CARD", true, "4111 1111 1111 1111"]]],
    ["邮箱wang@example.com", [["EMAIL", true, "wang@example.com"]]],
    ["我叫王小明，买了口罩", [["NAME", false, "王小明"]]],
    ["我叫王明电话没人接", [["NAME", false, "王明"]]],
    ["我叫李想，电话没人接", [["NAME", false, "李想"]]],
    ["我叫李想要求退款", [["NAME", false, "李想"]]],
    ["我叫王家明要退货", [["NAME", false, "王家明"]]],
    ["我叫王明家住平江路", [["NAME", false, "王明"]]],
    ["我叫刘思家。", [["NAME", false, "刘思家"]]],
    ["我叫霍建华", [["NAME", false, "霍建华"]]],
    ["我叫邢小明", [["NAME", false, "邢小明"]]],
    ["我叫張偉", [["NAME", false, "張偉"]]],
    ["我叫欧阳娜娜，投诉药店", [["NAME", false, "欧阳娜娜"]]],
    ["我的名字是阿依古丽·买买提。", [["NAME", false, "阿依古丽·买买提"]]],
    ["联系人：李雷", [["NAME", false, "李雷"]]],
    ["My name: 我叫John Smith", [["NAME", false, "John Smith"]]],
    ["我叫你们退钱，口罩400元", []],
    ["2020年1月27日买了10包，共400.00元", []],
  ])("finds in %j just %j", (text, expected) => {
    expect(finds(text)).toEqual(expected);
  });

  it("takes what overlaps as one find", () => {
    expect(finds("运单号 SF138123456789012345")).toEqual([["IDENTITY_NUMBER", false, "138123456789012345"]]);
  });

  it("answers places in order that do not overlap, for any text", () => {
    const piece = fc.constantFrom(
      "我叫王小明",
      "13812345678",
      "，",
      "11010519491231002X",
      "a@b.cn",
      "口罩",
      "４１１１",
      "电话",
      "65221234",
      "转8012",
      "-",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 5 }))), (pieces) => {
        let last = 0;
        for (const { span } of findPersonalData(pieces.join(""))) {
          expect(span[0]).toBeGreaterThanOrEqual(last);
          expect(span[1]).toBeGreaterThan(span[0]);
          last = span[1];
        }
      }),
    );
  });
});

describe("the scan of a long text", () => {
  it.each(["电话", "电话:", "打6522 ", "电话6522 123", "拨65221234-", "座机号码是(", "6522-"])(
    "costs no more than its length, full of %j",
    (piece) => {
      const timeOf = (count: number): number => {
        const text = piece.repeat(count);
        const started = performance.now();
        findPersonalData(text);
        return performance.now() - started;
      };
      timeOf(1000);
      // A scan that went back and forth would take a hundred times as long for ten times the text, which is minutes here.
      expect(timeOf(100_000)).toBeLessThan(5000);
    },
  );
});

describe("the check digits", () => {
  it("accept the example of GB 11643 and no neighbour of it", () => {
    expect(isIdentityNumber("11010519491231002X")).toBe(true);
    for (const wrong of "0123456789") expect(isIdentityNumber(`11010519491231002${wrong}`)).toBe(false);
    expect(isIdentityNumber("11010519490231002X")).toBe(false);
  });

  it("find each single wrong digit of a bank card", () => {
    const card = "4111111111111111";
    expect(isBankCard(card)).toBe(true);
    for (let place = 1; place < card.length; place += 1) {
      const wrong = `${card.slice(0, place)}${(Number(card[place]) + 1) % 10}${card.slice(place + 1)}`;
      expect(isBankCard(wrong)).toBe(false);
    }
  });
});

describe("masking what a person reviewed", () => {
  it("shows what was released, however it is written, and masks the rest", () => {
    const text = "运单号 7777-8888-9999-0000 没到，电话13812345678";
    expect(maskFreeText("运单号 6777 8888 9999 0000，电话13812345678", [], ["6777-8888-9999-0000"])).toBe(
      "运单号 6777 8888 9999 0000，电话***",
    );
    expect(maskFreeText(text, ["13812345678"], ["13812345678"])).toContain("电话***");
  });
});
