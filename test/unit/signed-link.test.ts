import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSeal, type Seal } from "../../src/platform/seal.js";
import { checkLink, linkLifetime, signLink } from "../../src/platform/signed-link.js";

const newSeal = (): Seal => {
  const newest = { id: "k1", key: randomBytes(32) };
  return createSeal({ newest, byId: new Map([["k1", newest.key]]), digestKey: randomBytes(32) });
};

const now = new Date("2026-11-22T04:00:00.000Z");
const expiresAt = new Date(now.getTime() + linkLifetime);
const parts = ["report", "abc", "report.docx", "320500"];

describe("a signed link", () => {
  it("opens what it was made for until it expires, and is told apart afterwards", () => {
    const seal = newSeal();
    const token = signLink(seal, parts, expiresAt);
    expect(checkLink(seal, parts, token, now)).toBe("VALID");
    expect(checkLink(seal, parts, token, new Date(expiresAt.getTime() - 1))).toBe("VALID");
    expect(checkLink(seal, parts, token, expiresAt)).toBe("EXPIRED");
  });

  it("opens nothing else", () => {
    const seal = newSeal();
    const token = signLink(seal, parts, expiresAt);
    for (const [position] of parts.entries()) {
      const other = parts.map((part, index) => (index === position ? `${part}x` : part));
      expect(checkLink(seal, other, token, now)).toBe("WRONG");
    }
    expect(checkLink(seal, ["report", "abc", "report.docx320500"], token, now)).toBe("WRONG");
  });

  it("cannot be made to last longer, nor without the key", () => {
    const seal = newSeal();
    const token = signLink(seal, parts, expiresAt);
    const later = signLink(seal, parts, new Date(expiresAt.getTime() + 60_000));
    const [expiry] = later.split(".");
    expect(checkLink(seal, parts, `${expiry}.${token.split(".")[1]}`, now)).toBe("WRONG");
    expect(checkLink(newSeal(), parts, token, now)).toBe("WRONG");
  });

  it("does not say of a forged one that it expired", () => {
    const seal = newSeal();
    const token = signLink(newSeal(), parts, expiresAt);
    expect(checkLink(seal, parts, token, new Date(expiresAt.getTime() + 1))).toBe("WRONG");
  });

  it("takes any other text for a wrong one", () => {
    const seal = newSeal();
    for (const text of ["", ".", "a.b", "x".repeat(10_000), `${"z".repeat(9)}.${"A".repeat(43)}`, "1.é"]) {
      expect(checkLink(seal, parts, text, now)).toBe("WRONG");
    }
  });
});
