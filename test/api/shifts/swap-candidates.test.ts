import { describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { night, personId, run, send, setShiftStage, turnOf } from "./shifting.js";

const document = `query ($given: ID!, $first: Int, $after: String) {
  shiftSwapCandidates(given: $given, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { personId name staffNumber obstacle isStrained returns { assignmentId day shift bureau { code } } } } }`;

interface Candidate {
  personId: string;
  name: string;
  obstacle: string | null;
  isStrained: boolean;
  returns: { assignmentId: string; day: string; shift: string }[];
}

interface Answer {
  shiftSwapCandidates: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: Candidate[];
  };
}

describe("shiftSwapCandidates", () => {
  const stage = setShiftStage();
  const manager = () => stage.as("cityACentre.shiftManager");
  const operator = () => stage.as("cityACentre.operator");
  const dispatcher = () => stage.as("cityACentre.dispatcher");
  const handler = () => stage.as("cityACentre.handler");

  const assign = async (person: Caller, day: string, shift = "NIGHT") => {
    const input = { shift, days: [day], people: [personId(person)], reason: "排班" };
    const { roster } = await run(manager(), "assignShift", input);
    return turnOf(roster, day, shift, person).assignmentId;
  };

  const list = async (caller: Caller, given: string, more: Variables = {}) =>
    (await caller.ask<Answer>(document, { given, first: 100, ...more })).shiftSwapCandidates;

  const find = async (given: string, person: Caller): Promise<Candidate> => {
    const { nodes } = await list(operator(), given);
    return nodes.find((one) => one.personId === personId(person)) ?? expect.fail("he is no candidate");
  };

  const daysOf = ({ returns }: Candidate) => returns.map(({ day, shift }) => `${day} ${shift}`);

  /** Asks for a swap, has the other agree, and the shift manager decide. */
  const swap = async (given: string, other: Caller, taken: string | null) => {
    const asked = await run(operator(), "askShiftSwap", { given, taken, asked: personId(other) });
    await run(other, "answerShiftSwap", { swapId: asked.swap.id, version: 1, agrees: true });
    const answer = await send(manager(), "decideShiftSwap", { swapId: asked.swap.id, version: 2, isApproved: true });
    if (answer.errors === undefined) return null;
    await run(operator(), "withdrawShiftSwap", { swapId: asked.swap.id, version: 2 });
    return answer;
  };

  it("names every colleague but oneself, whoever is free first, and what each could give in return", async () => {
    await run(manager(), "setShift", night({ validFrom: "2026-09-07" }));
    await run(manager(), "setShift", night({ code: "NIGHT_TWO", name: "夜班二组", validFrom: "2026-09-07" }));
    await run(manager(), "publishRoster", { from: "2026-09-08", to: "2026-10-20" });
    const given = await assign(operator(), "2026-09-10");
    await assign(dispatcher(), "2026-09-10", "NIGHT_TWO");
    await assign(dispatcher(), "2026-09-12");
    await assign(handler(), "2026-09-14");
    await assign(handler(), "2026-09-20");
    const { nodes, totalCount } = await list(operator(), given);
    expect(totalCount).toBe(nodes.length);
    expect(nodes.map((one) => one.personId)).not.toContain(personId(operator()));
    expect(new Set(nodes.map((one) => one.personId)).size).toBe(totalCount);
    expect(nodes.at(-1)).toMatchObject({ personId: personId(dispatcher()), obstacle: "NOT_FREE" });
    expect(await find(given, handler())).toMatchObject({
      ...{ obstacle: null, isStrained: false, name: `${stage.world.mark}cityACentre.handler` },
      // Ten days away nobody looks for something in return.
      returns: [{ day: "2026-09-14", shift: "NIGHT", bureau: { code: stage.world.code.cityACentre } }],
    });
  });

  it("says of whoever has another shift then that he can only exchange it, as the decision on the swap does", async () => {
    const given = await assign(operator(), "2026-09-16");
    const same = await assign(dispatcher(), "2026-09-16", "NIGHT_TWO");
    const other = await assign(dispatcher(), "2026-09-18");
    const candidate = await find(given, dispatcher());
    expect(candidate.obstacle).toBe("NOT_FREE");
    expect(daysOf(candidate)).toContain("2026-09-16 NIGHT_TWO");
    expect(daysOf(candidate)).not.toContain("2026-09-18 NIGHT");
    expectCode((await swap(given, dispatcher(), null)) ?? expect.fail("it was approved"), "INVALID_INPUT", "asked");
    expectCode((await swap(given, dispatcher(), other)) ?? expect.fail("it was approved"), "INVALID_INPUT", "asked");
    expect(await swap(given, dispatcher(), same)).toBeNull();
  });

  it("shows neither drafts nor what has begun in return, and nothing that the asker is not free for", async () => {
    const given = await assign(operator(), "2026-09-24");
    await assign(handler(), "2026-09-22");
    await assign(handler(), "2026-09-26");
    await assign(handler(), "2026-09-28");
    await assign(operator(), "2026-09-28", "NIGHT_TWO");
    expect(daysOf(await find(given, handler()))).toEqual(["2026-09-20 NIGHT", "2026-09-22 NIGHT", "2026-09-26 NIGHT"]);
    stage.goTo("2026-09-22", "20:00");
    expect(daysOf(await find(given, handler()))).toEqual(["2026-09-26 NIGHT"]);
    stage.goTo("2026-09-07");
  });

  it("says that whoever is on leave is not free, and not that he is on leave", async () => {
    const given = await assign(operator(), "2026-10-02");
    const leave = { kind: "SICK", firstDay: "2026-10-02", lastDay: "2026-10-02" };
    const asked = await run(handler(), "askLeave", leave);
    expect((await find(given, handler())).obstacle).toBeNull();
    await run(manager(), "decideLeave", { leaveId: asked.leave.id, version: 1, isApproved: true });
    expect(await find(given, handler())).toMatchObject({ obstacle: "NOT_FREE", isStrained: false, returns: [] });
  });

  it("warns of too little rest, and counts it as an obstacle where the bureau refuses it", async () => {
    const given = await assign(operator(), "2026-10-10");
    await run(
      manager(),
      "setShift",
      night({
        code: "MORNING",
        name: "早班",
        startTime: "10:00",
        endTime: "14:00",
        endsNextDay: false,
        breakMinutes: 0,
        validFrom: "2026-09-07",
      }),
    );
    await assign(handler(), "2026-10-11", "MORNING");
    expect(await find(given, handler())).toMatchObject({ obstacle: null, isStrained: true });
    const rules = { leastRestMinutes: 480, mostWeekHours: 60, acknowledgeMinutes: 10 };
    await run(manager(), "setRosterRules", { ...rules, isRefused: true });
    const refused = await find(given, handler());
    expect(refused).toMatchObject({ obstacle: "STRAINED", isStrained: true });
    // Against the shift that would strain him he can take it.
    expect(daysOf(refused)).toEqual(["2026-10-11 MORNING"]);
    expectCode((await swap(given, handler(), null)) ?? expect.fail("it was approved"), "INVALID_INPUT", "asked");
    const [{ assignmentId } = { assignmentId: "" }] = refused.returns;
    expect(await swap(given, handler(), assignmentId)).toBeNull();
  });

  it("gives the same people page by page", async () => {
    const given = await assign(operator(), "2026-10-15");
    const whole = await list(operator(), given);
    const paged: Candidate[] = [];
    let after: string | null = null;
    do {
      const page: Answer["shiftSwapCandidates"] = await list(operator(), given, { first: 2, after });
      paged.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole.nodes);
  });

  it("is NOT_FOUND for another's shift, a draft and a stranger, and refuses one that has begun", async () => {
    const given = await assign(operator(), "2026-10-18");
    const ask = (caller: Caller, id: string) => caller.gql(document, { given: id });
    expectCode(await ask(dispatcher(), given), "NOT_FOUND", "given");
    expectCode(await ask(manager(), given), "NOT_FOUND", "given");
    expectCode(await ask((await stage.stage.makeProvince()).as("cityACentre.operator"), given), "NOT_FOUND", "given");
    expectCode(await ask(operator(), personId(dispatcher())), "NOT_FOUND", "given");
    expectCode(await ask(operator(), await assign(operator(), "2026-10-25")), "NOT_FOUND", "given");
    stage.goTo("2026-10-18", "20:00");
    expectCode(await ask(operator(), given), "INVALID_INPUT", "given");
    stage.goTo("2026-09-07");
  });
});
