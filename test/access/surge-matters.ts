import { surgeAlertEntries, surgeAlerts } from "../../schema/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { fromGlobalId, newId, toGlobalId } from "../../src/platform/ids.js";
import { record } from "../../src/platform/record.js";
import type { Unit, World } from "../world.js";

const createDocument = `mutation ($input: CreateSurgeRuleInput!) { createSurgeRule(input: $input) { rule { id } } }`;

/** A city makes a rule with a marker in its texts, which has found a surge. */
export async function addSurge(
  world: World,
  city: Unit & ("cityA" | "cityB"),
  marker: string,
): Promise<{ surgeRule: string; surgeAlert: string }> {
  const rule = { issueClass: "PRICE", words: [marker], threshold: { count: 3, counties: 1, hours: 24 } };
  const { createSurgeRule } = await world
    .as(`${city}.supervisor`)
    .ask<{ createSurgeRule: { rule: { id: string } } }>(createDocument, { input: { name: `${marker}规则`, rule } });
  const at = systemClock.now();
  const { code, database } = world;
  const key = { province: code.province, id: newId(at) };
  const alert: typeof surgeAlerts.$inferInsert = {
    ...{ ...key, city: code[city], county: null, bureau: code[city], line: "PRICE", state: "OPEN" },
    ...{ rule: fromGlobalId(createSurgeRule.rule.id)?.parts[1] ?? "", region: code[city], regionCity: code[city] },
    ...{
      issueClass: "PRICE",
      words: [marker],
      sameness: marker,
      openedAt: at,
      since: at,
      windowFrom: at,
      windowTo: at,
    },
    ...{ count: 3, counties: 1, peak: 3, peakAt: at, toldCount: 3, toldCounties: 1 },
  };
  const surgeAlert = toGlobalId("SurgeAlert", key.province, key.id);
  await database.asSystem("open a surge for a test", async (tx) => {
    await tx.insert(surgeAlerts).values(alert);
    await tx.insert(surgeAlertEntries).values({
      ...{ province: key.province, alertId: key.id, sequence: 1, at, verb: "OPEN", state: "OPEN", count: 3, parts: 0 },
      ...{ bureau: code[city], remark: `${marker}备注` },
    });
    const place = { province: key.province, city: code[city], county: null, bureau: code[city] };
    const subject = { type: "SurgeAlert", id: surgeAlert, version: 1, place, line: "PRICE" };
    const change = { action: "surge.platform", subject, at, requestId: "test", events: [{ type: "surge.opened" }] };
    await record(tx, { place }, change);
  });
  return { surgeRule: createSurgeRule.rule.id, surgeAlert };
}
