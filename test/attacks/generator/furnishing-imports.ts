import { createImportWork } from "../../../src/modules/imports/index.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { csvOf, sheetRow, titles } from "../../api/imports/importing.js";
import { type Caller, testObjects, testSeal } from "../../api.js";
import { jobTools, runJobsOf } from "../../jobs.js";
import type { PersonName, World } from "../../world.js";
import { done } from "./furnishing-doing.js";

interface Prepared {
  import: { id: string; version: number };
  upload: { url: string; headers: { name: string; value: string }[] };
}

// The addresses that the API gives are those of its public name, under which nobody listens here.
async function bring(caller: Caller, place: number, address: string): Promise<string> {
  // One of the rows says no day on which it came.
  const rows = [1, 2, 3].map((row) => sheetRow(`${place}-${row}`, row === 3 ? { 登记时间: "不详" } : {}));
  const file = csvOf(rows);
  const input = { idempotencyKey: `scene-import-${place}`, fileName: "旧工单.csv", format: "CSV", bytes: file.length };
  const fields = "import { id version } upload { url headers { name value } }";
  const { import: prepared, upload } = await done<Prepared>(caller, "prepareImport", input, fields);
  const { pathname, search } = new URL(upload.url);
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  const sent = { method: "PUT", headers, body: Buffer.from(file) };
  const { status } = await fetch(`${address}${pathname}${search}`, sent);
  if (status !== 201) throw new Error(`a sheet was not taken: ${status}`);
  return prepared.id;
}

const columnOf: Readonly<Record<string, string>> = {
  ...{ KIND: "类别", FACTS: "诉求内容", ISSUE_CLASS: "问题类别", CHANNEL: "来源渠道" },
  ...{ REGISTERED_AT: "登记时间", NUMBER: "工单编号", RESPONDENT_NAME: "被投诉对象" },
};
const rules = Object.entries(columnOf).map(([field, column]) => ({ field, column }));

/** Has sheets of old tickets brought: some were read, some tried; and has mappings kept. */
export async function importSheets(world: World, address: string): Promise<void> {
  if (!Object.values(columnOf).every((column) => titles.includes(column)))
    throw new Error("the sheets have other titles");
  const names: readonly PersonName[] = ["cityA.supervisor", "province.supervisor", "countyA1.head"];
  const brought: { caller: Caller; id: string }[] = [];
  for (const [place, name] of names.entries()) {
    const caller = world.as(name);
    for (const kept of ["旧系统", "信访件", "热线"]) {
      await done(caller, "saveImportMapping", { name: kept, rules }, "mapping { version }");
    }
    for (const sheet of [0, 1]) brought.push({ caller, id: await bring(caller, place * 2 + sheet, address) });
  }
  const { queue, reading } = createImportWork({ objects: testObjects(), seal: await testSeal() });
  const tools = jobTools(world.database);
  await reading.run(tools);
  for (const { caller, id } of brought.filter((_, place) => place % 2 === 0)) {
    const found = await caller.ask<{ import: { version: number } }>(
      "query ($id: ID!) { import(id: $id) { version } }",
      {
        id,
      },
    );
    await done(caller, "checkImport", { importId: id, version: found.import.version, rules }, "import { id }");
    const [province = "", row = ""] = fromGlobalId(id)?.parts ?? [];
    await runJobsOf(queue, { province, id: row }, tools);
  }
}
