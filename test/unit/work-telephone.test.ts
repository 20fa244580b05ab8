import { describe, expect, it } from "vitest";
import { checkWorkTelephone, tidyTelephone } from "../../src/modules/identity/work-telephone.js";
import { startValidation } from "../../src/platform/validation.js";

const isSound = (text: string | null): boolean => {
  const check = startValidation();
  checkWorkTelephone(check, text);
  try {
    check.finish();
    return true;
  } catch {
    return false;
  }
};

describe("a work telephone", () => {
  it.each([
    "13812345678",
    "138-1234-5678",
    "+86 138 1234 5678",
    "0550-3021234",
    "(0550)3021234",
    "（０５５０）３０２１２３４",
    "010-65221234",
    "051265221234",
    "0512-65221234-801",
    "0512-65221234转801",
    "0512 6522 1234 分机 8",
    "0512-65221234 ext. 801",
    "0512-65221234#801",
    "400-612-3150",
    "4006123150转2",
    " 0550-3021234 ",
  ])("is %s", (text) => {
    expect(isSound(text)).toBe(true);
  });

  it.each([
    "",
    " ",
    "12315",
    "3021234",
    "8801",
    "12812345678",
    "1381234567",
    "138123456789",
    "0550-1021234",
    "0550-30212345678",
    "00086 13812345678",
    "13812345678转801",
    "0512-65221234转",
    "0512-65221234转8012345",
    "0512-65221234 张三",
    "张三 0512-65221234",
    "0512-65221234\n0512-65221235",
    "0512-65221234、65221235",
    `0512-65221234${" ".repeat(30)}`,
    "1".repeat(5000),
  ])("is not %j", (text) => {
    expect(isSound(text)).toBe(false);
  });

  it("may be missing, and is kept in plain width without blanks around it", () => {
    expect(isSound(null)).toBe(true);
    expect(tidyTelephone("　０５５０－３０２１２３４转８０１ ")).toBe("0550-3021234转801");
  });
});
