import { describe, expect, it } from "vitest";
import { toFen, toInstant } from "../../../src/modules/imports/mapping/values.js";
import { readJsonLines } from "../../../src/modules/imports/reading/json-lines.js";
import { noFindings, type RawRow } from "../../../src/modules/imports/reading/raw-rows.js";
import { readXml } from "../../../src/modules/imports/reading/xml.js";
import { findRepetitions, marksOf } from "../../../src/modules/imports/row.identity.js";

const fileOf = (content: string) => {
  const bytes = Buffer.from(content);
  return {
    bytes: bytes.length,
    read: async function* (range?: { first: number; last: number }) {
      yield range === undefined ? bytes : bytes.subarray(range.first, range.last + 1);
    },
  };
};

describe("what a hostile sheet holds", () => {
  it("is no instant and no amount where it is longer than any way to write one", () => {
    expect(toInstant(`2020-1-1${" ".repeat(100_000)}x`)).toBeNull();
    expect(toFen("1".repeat(200_000), "YUAN")).toBeNull();
  });

  it("may repeat one key in as many rows as there are: each is found once", () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => ({ key: "无", digest: "same", row }));
    const [found] = findRepetitions([marksOf(rows)]);
    expect(found?.repeated).toHaveLength(99_999);
    expect(found?.contradictory).toEqual([]);
  });

  it("is a row that cannot be read where its JSON is nested too deeply; the others are read", async () => {
    const deep = `{"a":${"[".repeat(90_000)}${"]".repeat(90_000)}}`;
    const found = noFindings();
    const rows: RawRow[] = [];
    for await (const batch of readJsonLines(fileOf(`{"a":"1"}\n${deep}\n{"a":"2"}\n`), found)) rows.push(...batch);
    expect(rows.map(({ cells }) => cells)).toEqual([["1"], null, ["2"]]);
  });

  it("ends the reading where one text of a document has no end in sight", async () => {
    const found = noFindings();
    const pieces = async function* () {
      yield Buffer.from("<a>");
      for (let piece = 0; piece < 40; piece += 1) yield Buffer.from("x".repeat(50_000));
    };
    const ignored = () => {};
    for await (const _ of readXml(pieces(), { opened: ignored, closed: ignored, text: ignored }, found));
    expect(found.failure).toEqual({ code: "ROW_TOO_LONG", row: null });
  });
});
