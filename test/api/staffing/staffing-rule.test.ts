import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";

interface Rule {
  targetPercent: number;
  targetSeconds: number;
  afterCallSeconds: number;
  shrinkagePercent: number;
  seats: number | null;
  isDefault: boolean;
  version: number | null;
  setByName: string | null;
  bureau: { code: string };
}

const fields = `targetPercent targetSeconds afterCallSeconds shrinkagePercent seats isDefault version setByName bureau { code }`;

let world: World;
let manager: Caller;

beforeAll(async () => {
  world = await makeProvince();
  manager = world.as("cityACentre.shiftManager");
});

const eighty = { targetPercent: 80, targetSeconds: 20, afterCallSeconds: 45, shrinkagePercent: 15, seats: 12 };

const send = (caller: Caller, input: Variables) =>
  caller.gql<{ setStaffingRule: { rule: Rule } }>(
    `mutation ($input: SetStaffingRuleInput!) { setStaffingRule(input: $input) { rule { ${fields} } } }`,
    { input },
  );

async function ruleOf(caller: Caller, bureau?: string): Promise<Rule> {
  const document = `query ($bureau: String) { staffingRule(bureau: $bureau) { ${fields} } }`;
  return (await caller.ask<{ staffingRule: Rule }>(document, { bureau })).staffingRule;
}

describe("setStaffingRule", () => {
  it("sets what a bureau works its staffing out by, in place of the standard", async () => {
    const standard = { targetPercent: 95, targetSeconds: 15, afterCallSeconds: 30, shrinkagePercent: 10, seats: null };
    expect(await ruleOf(manager)).toEqual({
      ...{ ...standard, isDefault: true, version: null, setByName: null },
      bureau: { code: world.code.cityACentre },
    });
    const { data, errors } = await send(manager, eighty);
    expect(errors).toBeUndefined();
    expect(data.setStaffingRule.rule).toMatchObject({ ...eighty, isDefault: false, version: 1 });
    expect(await ruleOf(world.as("province.analyst"), world.code.cityACentre)).toMatchObject({
      ...eighty,
      setByName: `${world.mark}cityACentre.shiftManager`,
    });
    expectCode(await send(manager, eighty), "CONFLICT");
    const again = await send(manager, { ...eighty, version: 1, seats: null });
    expect(again.data.setStaffingRule.rule).toMatchObject({ seats: null, version: 2 });
  });

  it("lets one of two first settings that come at once have its way", async () => {
    const people = [world.as("cityBCentre.shiftManager"), world.as("cityBCentre.head")];
    const answers = await Promise.all(people.map((caller) => send(caller, eighty)));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort();
    expect(codes).toEqual(["CONFLICT", "DONE"]);
  });

  it.each([
    ["targetPercent", { targetPercent: 100 }],
    ["targetSeconds", { targetSeconds: 601 }],
    ["afterCallSeconds", { afterCallSeconds: 1801 }],
    ["shrinkagePercent", { shrinkagePercent: -1 }],
    ["seats", { seats: 0 }],
  ])("refuses a %s out of its bounds", async (field, more) => {
    expectCode(await send(world.as("cityA.head"), { ...eighty, ...more }), "INVALID_INPUT", field);
  });

  it("is for those who lead the hotline, and shows no other region's", async () => {
    expectCode(await send(world.as("cityACentre.analyst"), eighty), "FORBIDDEN");
    expectCode(
      await world.as("cityB.head").gql(`{ staffingRule(bureau: "${world.code.cityACentre}") { version } }`),
      "NOT_FOUND",
      "bureau",
    );
  });
});
