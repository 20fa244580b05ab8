import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { createOldLikenessWork } from "../../../src/modules/duplicates/index.js";
import { testSeal } from "../../api.js";
import { testDatabase } from "../../database.js";
import { jobTools, runJobsOf } from "../../jobs.js";
import { makeProvince } from "../../world.js";
import { complaint, register, staff } from "../tickets/driving.js";
import { find } from "./finding.js";

interface Row {
  id: string;
  phone: string | null;
}

it("gives tickets of an earlier release what they are found by, the same as a registration gives", async () => {
  const world = await makeProvince();
  const { operator } = staff(world);
  const contact = { name: "老用户", phone: "13700001234", address: "某市某区某路一百零八号" };
  const made = [
    await register(operator, complaint(world, { contact })),
    await register(operator, complaint(world, { contact })),
  ];
  const rows = () =>
    testDatabase().asSystem("read what tickets are found by", async (tx) => [
      ...(await tx.execute<Row & Record<string, unknown>>(
        sql`SELECT * FROM ticket_likeness WHERE province = ${world.code.province} ORDER BY ticket_id`,
      )),
    ]);
  const before = await rows();
  expect(before).toHaveLength(2);
  await testDatabase().asSystem("make tickets as an earlier release did", (tx) =>
    tx.execute(sql`DELETE FROM ticket_likeness WHERE province = ${world.code.province}`),
  );
  expect(await find(operator, { contact })).toEqual([]);
  const { pass, queue } = createOldLikenessWork(await testSeal());
  await pass.run({ ...jobTools(), province: world.code.province });
  await runJobsOf(queue, { province: world.code.province });
  expect(await rows()).toEqual(before);
  expect((await find(operator, { contact })).map(({ ticket }) => ticket.id).sort()).toEqual(
    made.map(({ id }) => id).sort(),
  );
});

it("keeps nothing of the citizen but digests", async () => {
  const world = await makeProvince();
  const contact = {
    name: "张三丰",
    phone: "13812349999",
    address: "武当山紫霄宫后院一号",
    identityNumber: "420300196001011234",
  };
  await register(staff(world).operator, complaint(world, { contact }));
  const text = await testDatabase().asSystem("read what a ticket is found by", async (tx) => {
    const [row] = await tx.execute(sql`SELECT * FROM ticket_likeness WHERE province = ${world.code.province}`);
    return JSON.stringify(row);
  });
  for (const plain of ["张三丰", "13812349999", "武当山", "420300196001011234", "平安大药房"])
    expect(text).not.toContain(plain);
  expect(text).toMatch(/"phone":"[\w-]{43}"/);
});
