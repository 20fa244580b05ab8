import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { issueToken } from "../../../src/modules/identity/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import {
  addressOf,
  type Caller,
  expectCode,
  gql,
  startTestApi,
  testIssuer,
  testSigningKeys,
  type Variables,
} from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  freshKey,
  read,
  register,
  report,
  reportInVerification,
  type StepName,
  send,
  staff,
  type TicketAnswer,
  take,
} from "./driving.js";
import { everythingOf, type Kept } from "./kept.js";

const settlement = { method: "REFUND", recoveredLoss: "380.00", remark: "双方当场和解" };

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

/** A new ticket at the county, that nobody has signed for. */
async function dispatched(input: Variables = complaint(world)): Promise<TicketAnswer> {
  const { operator, dispatcher } = staff(world);
  return take(dispatcher, "dispatchTicket", await register(operator, input), { bureau: world.code.countyA1 });
}

const actionsOf = ({ audit }: Kept): unknown[] => audit.map(({ action }) => action);

describe("a complaint in four calls", () => {
  it("is registered, dispatched, accepted and closed, with all that was done on record", async () => {
    const { handler } = staff(world);
    let ticket = await dispatched();
    ticket = await take(handler, "acceptComplaint", ticket, { withSigning: true, withCheck: true, remark: "受理" });
    expect(ticket).toMatchObject({ state: "ACCEPTED", version: 6, dueLimit: "MEDIATION" });
    ticket = await take(handler, "closeTicket", ticket, { settlement: { withMediation: true, ...settlement } });
    expect(ticket).toMatchObject({
      state: "CLOSED",
      version: 9,
      recoveredLoss: "380.00",
      settlementMethod: { code: "REFUND" },
      dueOn: null,
    });
    const kept = await everythingOf(ticket);
    expect(actionsOf(kept)).toEqual([
      "ticket.register",
      "ticket.submit",
      "ticket.dispatch",
      "ticket.sign",
      "ticket.check",
      "ticket.accept",
      "ticket.mediate",
      "ticket.settle",
      "ticket.close",
    ]);
    for (const entries of [kept.audit, kept.events]) {
      const transactions = entries.map(({ transaction }) => transaction);
      expect(new Set(transactions).size).toBe(4);
      expect(entries.map(({ subject_version }) => subject_version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    expect(kept.timeline.map(({ remark }) => remark)).toEqual([
      ...[null, null, null, null, null, "受理"],
      ...[null, "双方当场和解", null],
    ]);
  });
});

describe("steps that a call takes besides", () => {
  it("are those that were asked for, and no others", async () => {
    const { handler } = staff(world);
    const signed = await take(handler, "signTicket", await dispatched());
    expect(await take(handler, "acceptComplaint", signed, { withCheck: true })).toMatchObject({ version: 6 });
    const mediating = await complaintIn(world, "MEDIATING");
    expect(await take(handler, "closeTicket", mediating, { settlement })).toMatchObject({
      state: "CLOSED",
      version: mediating.version + 2,
    });
    const verifying = await take(handler, "startVerification", await dispatched(report(world)), { withSigning: true });
    expect(verifying).toMatchObject({ state: "VERIFYING", version: 5, dueLimit: "VERIFICATION" });
    expect(verifying.handlerName).toContain(world.mark);
  });

  const refusals: readonly [name: string, state: string, step: StepName, more: Variables][] = [
    ["the acceptance of what nobody signed for", "DISPATCHED", "acceptComplaint", {}],
    ["a check of what nobody signed for", "DISPATCHED", "acceptComplaint", { withCheck: true }],
    ["an acceptance without a check", "DISPATCHED", "acceptComplaint", { withSigning: true }],
    ["an acceptance without a check, once signed for", "SIGNED", "acceptComplaint", {}],
    ["a second signature", "SIGNED", "acceptComplaint", { withSigning: true, withCheck: true }],
    ["a second check", "CHECKING", "acceptComplaint", { withCheck: true }],
    ["the verification of a report that nobody signed for", "REPORT", "startVerification", {}],
    ["a second signature for a report", "VERIFYING", "startVerification", { withSigning: true }],
    ["a settlement without mediation", "ACCEPTED", "closeTicket", { settlement }],
    ["a second mediation", "MEDIATING", "closeTicket", { settlement: { withMediation: true, ...settlement } }],
    ["a second settlement", "SETTLED", "closeTicket", { settlement }],
    ["a settlement of what was refused", "REFUSED", "closeTicket", { settlement }],
    [
      "a settlement before acceptance",
      "CHECKING",
      "closeTicket",
      { settlement: { withMediation: true, ...settlement } },
    ],
    ["a settlement of a report", "VERIFYING", "closeTicket", { settlement }],
  ];

  const inState = async (state: string): Promise<TicketAnswer> => {
    if (state === "DISPATCHED") return dispatched();
    if (state === "REPORT") return dispatched(report(world));
    if (state === "VERIFYING") return reportInVerification(world);
    return complaintIn(world, state as "SIGNED");
  };

  for (const [name, state, step, more] of refusals) {
    it(`are never passed over in silence: ${name} is refused, and nothing is kept of it`, async () => {
      const ticket = await inState(state);
      const before = await everythingOf(ticket);
      const { handler } = staff(world);
      const error = expectCode(await send(handler, step, ticket, more), "ILLEGAL_TRANSITION");
      expect(error.extensions.permittedActions).toEqual((await read(handler, ticket)).permittedActions);
      expect(await everythingOf(ticket)).toEqual(before);
    });
  }

  it("are refused with the step that would not be possible, and where the one before would leave the ticket", async () => {
    const ticket = await dispatched();
    const { handler } = staff(world);
    const error = expectCode(
      await send(handler, "acceptComplaint", ticket, { withSigning: true }),
      "ILLEGAL_TRANSITION",
    );
    expect(error.message).toBe("ACCEPT is not possible for a COMPLAINT in state SIGNED, which SIGN would leave it in.");
  });

  it("are refused with the name of a wrong value, and nothing is kept of them", async () => {
    const { handler } = staff(world);
    const ticket = await complaintIn(world, "ACCEPTED");
    const before = await everythingOf(ticket);
    const close = (more: Variables) =>
      send(handler, "closeTicket", ticket, { settlement: { withMediation: true, ...settlement, ...more } });
    expectCode(await close({ method: "NONE" }), "INVALID_INPUT", "settlement.method");
    expectCode(await close({ remark: "长".repeat(2001) }), "INVALID_INPUT", "settlement.remark");
    const fined = { settlement: { withMediation: true, ...settlement }, fineAmount: "1.00" };
    expectCode(await send(handler, "closeTicket", ticket, fined), "INVALID_INPUT", "fineAmount");
    expect(await everythingOf(ticket)).toEqual(before);
  });

  it("are refused with the version that the caller should have seen", async () => {
    const ticket = await dispatched();
    const accepting = { withSigning: true, withCheck: true };
    const stale = { ...ticket, version: ticket.version - 1 };
    const error = expectCode(await send(staff(world).handler, "acceptComplaint", stale, accepting), "CONFLICT");
    expect(error.extensions.currentVersion).toBe(ticket.version);
  });

  it("are for whoever may take each of them", async () => {
    const ticket = await dispatched();
    const accepting = { withSigning: true, withCheck: true };
    const { dispatcher } = staff(world);
    expectCode(await send(dispatcher, "acceptComplaint", ticket, accepting), "FORBIDDEN");
    expectCode(await send(world.as("cityACentre.handler"), "acceptComplaint", ticket, accepting), "FORBIDDEN");
    expectCode(await send(world.as("countyA2.handler"), "acceptComplaint", ticket, accepting), "NOT_FOUND", "ticketId");
  });

  it("are taken by one of two handlers, and the other gets a conflict", async () => {
    const ticket = await dispatched();
    const { handler } = staff(world);
    const sign = () => send(handler, "acceptComplaint", ticket, { withSigning: true, withCheck: true });
    const answers = await Promise.all([sign(), sign(), sign(), sign()]);
    const lost = answers.filter(({ errors }) => errors !== undefined);
    expect(lost).toHaveLength(3);
    for (const answer of lost) {
      expect(expectCode(answer, "CONFLICT").extensions.currentVersion).toBe(ticket.version + 3);
    }
    const kept = await everythingOf(ticket);
    expect(kept.timeline.map(({ verb }) => verb)).toEqual([
      ...["REGISTER", "SUBMIT", "DISPATCH"],
      ...["SIGN", "START_CHECK", "ACCEPT"],
    ]);
    expect([kept.audit.length, kept.events.length]).toEqual([6, 6]);
  });

  it("give way to a single step that came first, and the other way round", async () => {
    const ticket = await dispatched();
    const { handler } = staff(world);
    const answers = await Promise.all([
      send(handler, "acceptComplaint", ticket, { withSigning: true, withCheck: true }),
      send(handler, "signTicket", ticket),
      send(handler, "returnTicketToCentre", ticket),
    ]);
    expect(answers.filter(({ errors }) => errors !== undefined)).toHaveLength(2);
    const { ticket: row, timeline, audit, events } = await everythingOf(ticket);
    const version = Number(row.version);
    expect([timeline.length, audit.length, events.length]).toEqual([version, version, version]);
  });
});

/** One call: a step with its input; together with others it stands for more steps than one. */
type Call = [step: StepName, more?: Variables];

/** A course of a complaint, as the choices that make it. */
interface Course {
  isReturned: boolean;
  isSignedBefore: boolean;
  isCheckedBefore: boolean;
  materials: number;
  mediation: readonly ("TESTING" | "SUSPENSION")[];
  end: "SETTLED" | "MEDIATED_BEFORE" | "TERMINATED" | "REFUSED";
  isArchived: boolean;
}

const anyCourse: fc.Arbitrary<Course> = fc.record({
  isReturned: fc.boolean(),
  isSignedBefore: fc.boolean(),
  isCheckedBefore: fc.boolean(),
  materials: fc.nat(2),
  mediation: fc.array(fc.constantFrom("TESTING" as const, "SUSPENSION" as const), { maxLength: 2 }),
  end: fc.constantFrom("SETTLED", "SETTLED", "MEDIATED_BEFORE", "TERMINATED", "REFUSED"),
  isArchived: fc.boolean(),
});

const detours: Record<Course["mediation"][number], Call[]> = {
  TESTING: [["startTesting"], ["finishTesting"]],
  SUSPENSION: [["suspendMediation"], ["resumeMediation"]],
};

const times = (count: number, calls: Call[]): Call[] => Array.from({ length: count }, () => calls).flat();

/** The course up to the decision on acceptance; materials can be asked for only where the check began on its own. */
function untilAccepted({ isSignedBefore, isCheckedBefore, materials, end }: Course, isTogether: boolean): Call[] {
  const asking = times(materials, [["requestMaterials"], ["receiveMaterials"]]);
  if (end === "REFUSED" || materials > 0 || isCheckedBefore || !isTogether) {
    return [["signTicket"], ["startCheck"], ...asking, [end === "REFUSED" ? "refuseComplaint" : "acceptComplaint"]];
  }
  return isSignedBefore
    ? [["signTicket"], ["acceptComplaint", { withCheck: true }]]
    : [["acceptComplaint", { withSigning: true, withCheck: true }]];
}

function untilClosed({ mediation, end }: Course, isTogether: boolean): Call[] {
  if (end === "REFUSED") return [["closeTicket"]];
  const inMediation = mediation.flatMap((detour) => detours[detour]);
  if (end === "TERMINATED") return [["startMediation"], ...inMediation, ["terminateMediation"], ["closeTicket"]];
  const isBegunBefore = end === "MEDIATED_BEFORE" || mediation.length > 0;
  if (!isTogether) return [["startMediation"], ...inMediation, ["settleComplaint", settlement], ["closeTicket"]];
  return isBegunBefore
    ? [["startMediation"], ...inMediation, ["closeTicket", { settlement }]]
    : [["closeTicket", { settlement: { withMediation: true, ...settlement } }]];
}

const untilArchived = ({ isArchived }: Course): Call[] => (isArchived ? [["giveFeedback"], ["archiveTicket"]] : []);

describe("steps that are taken together", () => {
  const clock = settableClock(systemClock.now());
  let api: Api;

  beforeAll(async () => {
    api = await startTestApi({ clock });
  });

  afterAll(() => api.close(1000));

  // At a clock that stands still, whatever is done in one call or in many is done at the same instant.
  const as = (name: PersonName): Caller => {
    const person = world.as(name);
    const grant = { issuer: testIssuer, person: person.id, client: null, scopes: null, now: clock.now() };
    const token = async () => (await issueToken(await testSigningKeys(), grant)).token;
    return {
      ...person,
      gql: async (document, variables, headers) => gql(await token(), document, variables, headers, addressOf(api)),
    };
  };

  async function run(course: Course, isTogether: boolean): Promise<Kept> {
    const operator = as("cityACentre.operator");
    const dispatcher = as("cityACentre.dispatcher");
    const handler = as("countyA1.handler");
    let ticket = await register(operator, complaint(world, { submit: isTogether, idempotencyKey: freshKey() }));
    if (!isTogether) ticket = await take(operator, "submitTicket", ticket);
    const dispatch = async () => {
      ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    };
    await dispatch();
    if (course.isReturned) {
      ticket = await take(handler, "returnTicketToCentre", ticket);
      await dispatch();
    }
    const calls = [untilAccepted(course, isTogether), untilClosed(course, isTogether), untilArchived(course)].flat();
    for (const [step, more] of calls) ticket = await take(handler, step, ticket, more);
    return everythingOf(ticket);
  }

  /** What must be equal of two tickets that went the same way: everything but what tells them from each other. */
  function comparable(kept: Kept): Kept {
    const without = (rows: Kept["audit"], ...names: string[]) =>
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))));
    const [ticket = {}] = without([kept.ticket], "id", "number");
    const [details = {}] = without([kept.details], "ticket_id");
    return {
      ticket,
      details,
      contact: kept.contact,
      timeline: without(kept.timeline, "ticket_id"),
      dispatches: without(kept.dispatches, "ticket_id"),
      // At one instant the entries of several calls have no order among each other.
      audit: without(kept.audit, "id", "request_id", "transaction").sort(byVersion),
      events: without(kept.events, "transaction"),
    };
  }

  const byVersion = (one: Kept["ticket"], other: Kept["ticket"]): number =>
    Number(one.subject_version) - Number(other.subject_version);

  it("leave what they leave one by one: the ticket, its timeline, its audit and its events", async () => {
    const property = fc.asyncProperty(anyCourse, async (course) => {
      const [apart, together] = [await run(course, false), await run(course, true)];
      expect(comparable(together)).toEqual(comparable(apart));
      expect(together.audit.map(({ subject_version }) => subject_version).length).toBe(Number(together.ticket.version));
    });
    await fc.assert(property, { numRuns: 12, seed: 12315, endOnFailure: true });
  }, 60_000);
});
