import { beforeAll, describe, expect, it } from "vitest";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { complaint, complaintIn, register, report, reportInVerification, staff, take } from "../tickets/driving.js";
import { ask, expectNothingThere, exported, linesOf, recordsOf, work } from "./exporting.js";

let world: World;
const formulas = [
  "=1+1",
  "+1",
  "-1+1",
  "@SUM(A1)",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM",
  "\t=1",
  " =1+1",
  "\u3000=1",
  "﹦1",
  "−1",
];

beforeAll(async () => {
  world = await makeProvince();
  const { dispatcher, handler, operator } = staff(world);
  for (const name of [...formulas, '"引号", 逗号', "平安\n大药房"]) {
    await register(operator, complaint(world, { respondent: { name, businessDivision: world.division.countyA1 } }));
  }
  await complaintIn(world, "CLOSED");
  await reportInVerification(world);
  const wandering = await register(operator, report(world));
  const dispatched = await take(dispatcher, "dispatchTicket", wandering, { bureau: world.code.countyA1 });
  await take(handler, "returnTicketToCentre", dispatched);
  await register(world.as("cityBCentre.operator"), complaint(world, { respondent: { name: "乙市商店" } }));
});

describe("what an export holds", () => {
  it.each<PersonName>([
    "province.analyst",
    "provinceCentre.supervisor",
    "cityA.analyst",
    "cityACentre.supervisor",
    "cityAPrice.analyst",
    "countyA1.head",
    "countyA2.analyst",
    "streetA1.supervisor",
    "cityB.analyst",
  ])("is what the list shows to %s, each ticket once", async (name) => {
    const caller = world.as(name);
    const columns = ["ID", "CONTACT_NAME", "CONTACT_PHONE", "RESPONDENT_NAME"];
    const { done, text } = await exported(caller, { columns });
    const { tickets } = await caller.ask<{
      tickets: {
        nodes: { id: string; contact: { name: string; phone: string }; respondent: { name: string } | null }[];
      };
    }>("{ tickets(first: 100) { nodes { id contact { name phone } respondent { name } } } }");
    expect(linesOf(text)).toEqual(
      tickets.nodes.map(({ contact, id, respondent }) => ({
        ...{ id, contactName: contact.name, contactPhone: contact.phone },
        respondentName: respondent?.name ?? null,
      })),
    );
    expect(done.rowsExpected).toBe(tickets.nodes.length);
  });

  it("withholds the reporter where the list withholds him", async () => {
    const columns = ["KIND", "CONTACT_NAME", "CONTACT_PHONE"];
    const filter = { kinds: ["REPORT"], states: ["VERIFYING"] };
    const above = linesOf((await exported(world.as("cityA.analyst"), { columns, filter })).text);
    const handling = linesOf((await exported(world.as("countyA1.analyst"), { columns, filter })).text);
    expect(above).toEqual([{ kind: "REPORT", contactName: "***", contactPhone: "***" }]);
    expect(handling).toEqual([{ kind: "REPORT", contactName: "王**", contactPhone: "138****5678" }]);
  });

  it.each(["JSONL", "CSV"])(
    "holds no contact in clear and no text of a ticket, with every column, in %s",
    async (format) => {
      const { __type } = await world
        .as("cityA.analyst")
        .ask<{ __type: { enumValues: { name: string }[] } }>(
          '{ __type(name: "ExportColumn") { enumValues { name } } }',
        );
      const columns = __type.enumValues.map(({ name }) => name);
      const { text } = await exported(world.as("countyA1.analyst"), { format, columns });
      for (const secret of ["王小明", "13812345678", "口罩价格太贵", "哄抬口罩", "退还差价"])
        expect(text).not.toContain(secret);
      expect(text).toContain("138****5678");
      if (format === "CSV") for (const record of recordsOf(text)) expect(record).toHaveLength(columns.length);
    },
  );

  it("has nothing in CSV that a spreadsheet would take for a formula, and every text as it was in JSON Lines", async () => {
    const input = { columns: ["RESPONDENT_NAME", "DISPUTED_AMOUNT", "RETURNS"], filter: { kinds: ["COMPLAINT"] } };
    const csv = recordsOf((await exported(world.as("cityA.analyst"), { ...input, format: "CSV" })).text).slice(1);
    const json = linesOf((await exported(world.as("cityA.analyst"), input)).text);
    const written = csv.map(([name = ""]) => name);
    const names = json.map(({ respondentName }) => String(respondentName));
    expect(names).toEqual(expect.arrayContaining(formulas));
    expect(written).toEqual(names.map((name) => (formulas.includes(name) ? `'${name}` : name)));
    expect(written).toEqual(expect.arrayContaining(['"引号", 逗号', "平安\n大药房"]));
    for (const [, amount, returns] of csv) expect([amount, returns]).toEqual(["", "0"]);
  });

  it("is not there for another bureau, above, beneath, beside or elsewhere", async () => {
    const begun = await ask(world.as("cityA.analyst"));
    await work(begun);
    const stranger = await makeProvince();
    for (const name of ["province", "nation", "cityACentre", "countyA1", "cityB"] as const) {
      await expectNothingThere(world.as(`${name}.analyst`), begun);
    }
    await expectNothingThere(stranger.as("cityA.analyst"), begun);
  });
});
