import { describe, expect, test } from "vitest";
import { acceptedMediaType } from "../../src/api/media-type.js";

const older = "application/json";
const newer = "application/graphql-response+json";

describe("the media type of an answer", () => {
  test.each([
    [undefined, older],
    ["*/*", older],
    ["application/*", older],
    [older, older],
    [newer, newer],
    [`${newer}, ${older}`, newer],
    [`${older}, ${newer}`, newer],
    [`${newer}, ${older};q=0.9`, newer],
    [`${newer};q=0.1, ${older}`, older],
    [`${older}, */*`, older],
    [`${newer}, */*;q=0.1`, newer],
    [`${newer};q=0, */*`, older],
    [`${older};q=0, */*`, newer],
    [`${older}; charset=utf-8`, older],
    ["APPLICATION/JSON", older],
    ["text/html, */*;q=0.8", older],
  ])("is, for the header %s, %s", (accept, type) => {
    expect(acceptedMediaType(accept)?.type).toBe(type);
  });

  test.each(["", "text/html", "*/*;q=0", "application/xml, text/*", `${older};q=0.0, ${newer};q=0`])(
    "is none for the header %j",
    (accept) => {
      expect(acceptedMediaType(accept)).toBeNull();
    },
  );

  test.each([
    [older, true],
    [`${older}, */*`, true],
    [`${older}, ${newer};q=0.5`, true],
    ["*/*", false],
    [undefined, false],
    [newer, false],
    [`${newer}, ${older};q=0.9`, false],
  ])("for the header %s shows whether the caller is an older one: %s", (accept, isOlderCaller) => {
    expect(acceptedMediaType(accept)).toMatchObject({ isOlderCaller });
  });
});
