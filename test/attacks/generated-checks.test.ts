import { describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { toGlobalId } from "../../src/platform/ids.js";
import { examine, timeBudget } from "./generator/findings.js";
import type { Answered, Sent } from "./generator/sending.js";

/*
 * The generator of requests is worth what its examination notices: here it is shown answers that no API of ours gives.
 */

const witness = { hidden: ["密F1"], isForeign: (part: string) => part === "TFAR" };

const viewer = "{ viewer { name client { name } roles bureau { level validFrom version } } }";
const bureau = { level: "CITY", validFrom: "2000-01-01", version: 1 };
const rightViewer = { name: "王", client: null, roles: ["OPERATOR"], bureau };

function problemsOf(sent: Partial<Sent>, body: unknown, more: Partial<Answered> = {}): string[] {
  const whole: Sent = {
    actor: "operator",
    transport: "POST",
    isEnglish: true,
    document: viewer,
    variables: "{}",
    ...sent,
  };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return examine(witness, buildLianxinSchema(), whole, { status: 200, text, milliseconds: 5, ...more }).problems;
}

const failed = (code: string, message = "No.") => ({ errors: [{ message, extensions: { code, requestId: "r" } }] });

const wrongData: Readonly<Record<string, unknown>> = {
  "a null where none may be": { ...rightViewer, name: null },
  "a field that is missing": { name: "王", client: null, roles: [] },
  "a field that nobody asked for": { ...rightViewer, other: 1 },
  "another order of the fields": { client: null, name: "王", roles: [], bureau },
  "a value outside of an enum": { ...rightViewer, roles: ["KING"] },
  "no list where there is to be one": { ...rightViewer, roles: "OPERATOR" },
  "no object where there is to be one": { ...rightViewer, bureau: 1 },
  "a day in another form": { ...rightViewer, bureau: { ...bureau, validFrom: "2000-1-1" } },
  "a number in another form": { ...rightViewer, bureau: { ...bureau, version: "1" } },
  "a text of the other province": { ...rightViewer, name: "密F1药房" },
  "a contact in clear": { ...rightViewer, name: "赵秘7" },
};

describe("the examination of answers", () => {
  it("lets a right answer pass, and a right refusal", () => {
    expect(problemsOf({}, { data: { viewer: rightViewer } })).toEqual([]);
    expect(problemsOf({ document: "{ nobody }" }, failed("INVALID_DOCUMENT"), { status: 400 })).toEqual([]);
    expect(problemsOf({}, failed("TOO_COSTLY"), { status: 400 })).toEqual([]);
    expect(problemsOf({ actor: "stranger" }, failed("UNAUTHENTICATED"), { status: 401 })).toEqual([]);
  });

  for (const [what, data] of Object.entries(wrongData)) {
    it(`notices ${what}`, () => {
      expect(problemsOf({}, { data: { viewer: data } })).not.toEqual([]);
    });
  }

  it("notices a status, a code and a time that no answer may have", () => {
    expect(problemsOf({}, failed("TOO_COSTLY"), { status: 500 })).toEqual(["the status is 500"]);
    expect(problemsOf({ document: "{" }, failed("INTERNAL"), { status: 400 })).toEqual(["the code is INTERNAL"]);
    expect(problemsOf({ document: "{" }, failed("ODD"), { status: 400 })).toEqual(["ODD is no code of the list"]);
    const late = { milliseconds: timeBudget + 1 };
    expect(problemsOf({}, { data: { viewer: rightViewer } }, late)).toHaveLength(1);
  });

  it("notices what is no answer at all", () => {
    expect(problemsOf({}, "<html>")).toContain("the body is not JSON");
    expect(problemsOf({}, {})).toContain("there are neither data nor errors");
    expect(problemsOf({}, { data: null })).toContain("the data are null without an error");
  });

  it("notices words of the database in a message", () => {
    const told = failed("INVALID_INPUT", "Failed query: select 1");
    expect(problemsOf({ document: "{" }, told, { status: 400 })).toHaveLength(1);
  });

  it("notices where the server and the specification disagree", () => {
    expect(problemsOf({}, failed("INVALID_DOCUMENT"), { status: 400 })).toHaveLength(1);
    expect(problemsOf({ document: "{ nobody }" }, { data: {} })).toHaveLength(1);
    expect(problemsOf({ transport: "BATCH" }, { data: { viewer: rightViewer } })).toHaveLength(1);
    expect(problemsOf({ actor: "stranger" }, { data: { viewer: rightViewer } })).toHaveLength(1);
    const step = "mutation { removeOutsideIssuer(input: { id: 1 }) { outsideIssuer { audience } } }";
    const done = { data: { removeOutsideIssuer: { outsideIssuer: { audience: "x" } } } };
    expect(problemsOf({ document: step }, done)).toEqual([]);
    expect(problemsOf({ document: step, transport: "GET" }, done)).toEqual(["a mutation was executed by GET"]);
  });

  it("notices an identifier of the other province, but not one of a bureau there", () => {
    const ask = (fields: string) => `{ nodes(ids: []) { __typename id ${fields} } }`;
    const node = (type: string) => ({ data: { nodes: [{ __typename: type, id: toGlobalId(type, "TFAR", "1") }] } });
    expect(problemsOf({ document: ask("") }, node("Ticket"))).toHaveLength(1);
    expect(problemsOf({ document: ask("") }, node("Bureau"))).toEqual([]);
  });

  it("lets a contact be shown by revealContact, and by nothing beside it", () => {
    const reveal = 'revealContact(input: { ticketId: 1, purpose: "OTHER" }) { facts }';
    const step = "archiveTicket(input: { ticketId: 1, version: 1 }) { ticket { facts } }";
    const revealed = { revealContact: { facts: "赵秘7" } };
    expect(problemsOf({ document: `mutation { ${reveal} }` }, { data: revealed })).toEqual([]);
    const both = { ...revealed, archiveTicket: { ticket: { facts: "赵秘7" } } };
    expect(problemsOf({ document: `mutation { ${reveal} ${step} }` }, { data: both })).toHaveLength(1);
  });
});
