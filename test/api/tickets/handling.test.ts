import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  consultation,
  type DrivenState,
  expectUnseen,
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

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const handler = () => staff(world).handler;

describe("signTicket", () => {
  it("makes whoever signs the handler, and the limit of acceptance run on", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    expect(ticket).toMatchObject({
      state: "SIGNED",
      handlerName: `${world.mark}countyA1.handler`,
      dueLimit: "ACCEPTANCE",
    });
    expect(ticket.signedAt).not.toBeNull();
    expect(ticket.permittedActions).toEqual(["RETURN_TO_CENTRE", "START_CHECK", "HAND_OVER"]);
  });
});

describe("the check of a complaint", () => {
  it("waits for materials and goes on, while the limit runs", async () => {
    const waiting = await complaintIn(world, "AWAITING_MATERIALS");
    expect(waiting).toMatchObject({ state: "AWAITING_MATERIALS", dueLimit: "ACCEPTANCE" });
    const going = await take(handler(), "receiveMaterials", waiting);
    expect(going).toMatchObject({ state: "CHECKING", dueOn: waiting.dueOn });
  });

  it("asks for materials in words", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    for (const explanation of ["", "x", " ", "字".repeat(2001)]) {
      expectCode(await send(handler(), "requestMaterials", ticket, { explanation }), "INVALID_INPUT", "explanation");
    }
  });
});

describe("a complaint whose materials never come", () => {
  it("is refused on that ground (art. 16(5))", async () => {
    const refused = await take(handler(), "refuseComplaint", await complaintIn(world, "AWAITING_MATERIALS"));
    expect(refused).toMatchObject({ state: "REFUSED", dueLimit: "ACCEPTANCE" });
  });

  it("can still be returned to whoever dispatched it", async () => {
    const returned = await take(handler(), "returnTicketToCentre", await complaintIn(world, "AWAITING_MATERIALS"));
    expect(returned).toMatchObject({ state: "IN_REVIEW", holder: { code: world.code.cityACentre } });
  });
});

describe("refuseComplaint (art. 16)", () => {
  it("records the ground, and ends nothing but the check until the complainant is told", async () => {
    const refused = await complaintIn(world, "REFUSED");
    expect(refused).toMatchObject({
      state: "REFUSED",
      refusalGround: { code: "ORDER_121_NOT_WITHIN_COMPETENCE" },
      dueLimit: "ACCEPTANCE",
      permittedActions: ["CLOSE", "GIVE_FEEDBACK"],
    });
    expect(await take(handler(), "giveFeedback", refused)).toMatchObject({ dueLimit: null, dueOn: null });
  });

  it.each<[string, Variables, string]>([
    ["an unknown ground", { ground: "NO_WISH" }, "ground"],
    ["a ground of the other order", { ground: "ORDER_20_NOT_WITHIN_COMPETENCE" }, "ground"],
    ["a ground of termination", { ground: "ORDER_121_NO_AGREEMENT" }, "ground"],
    ["no reason in words", { explanation: " " }, "explanation"],
    ["no other route", { otherRoutes: [] }, "otherRoutes"],
    ["a route twice", { otherRoutes: ["LAWSUIT", "LAWSUIT"] }, "otherRoutes"],
  ])("refuses %s", async (_, more, field) => {
    const ticket = await complaintIn(world, "CHECKING");
    expectCode(await send(handler(), "refuseComplaint", ticket, more), "INVALID_INPUT", field);
  });

  it("refuses an unknown route before it looks at anything", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    const refused = await send(handler(), "refuseComplaint", ticket, { otherRoutes: ["PRAYER"] });
    expectCode(refused, "INVALID_INPUT", "otherRoutes.0");
  });

  it("recovers no loss", async () => {
    const ticket = await complaintIn(world, "REFUSED");
    expectCode(
      await send(handler(), "closeTicket", ticket, { recoveredLoss: "1.00" }),
      "INVALID_INPUT",
      "recoveredLoss",
    );
  });
});

describe("a mediation", () => {
  it("is suspended for a recusal, goes to testing, and goes on", async () => {
    let ticket = await complaintIn(world, "MEDIATING");
    const { dueOn } = ticket;
    expect(ticket.dueLimit).toBe("MEDIATION");
    ticket = await take(handler(), "suspendMediation", ticket);
    expect(ticket).toMatchObject({ state: "SUSPENDED", dueOn });
    ticket = await take(handler(), "resumeMediation", ticket);
    ticket = await take(handler(), "startTesting", ticket);
    expect(ticket).toMatchObject({ state: "TESTING", dueOn: null, dueLimit: null });
    ticket = await take(handler(), "finishTesting", ticket);
    expect(ticket).toMatchObject({ state: "MEDIATING", dueOn, dueLimit: "MEDIATION" });
  });

  it("is not suspended without a reason", async () => {
    const ticket = await complaintIn(world, "MEDIATING");
    expectCode(await send(handler(), "suspendMediation", ticket, { explanation: "" }), "INVALID_INPUT", "explanation");
  });

  it.each<DrivenState>(["ACCEPTED", "MEDIATING", "SUSPENDED", "TESTING"])(
    "is ended on a ground of art. 23 from %s",
    async (state) => {
      const ended = await take(handler(), "terminateMediation", await complaintIn(world, state));
      expect(ended).toMatchObject({
        state: "TERMINATED",
        terminationGround: { code: "ORDER_121_NO_AGREEMENT" },
        dueLimit: "TERMINATION_NOTICE",
      });
    },
  );

  it.each<[string, Variables, string]>([
    ["an unknown ground", { ground: "TIRED" }, "ground"],
    ["a ground of the other order", { ground: "ORDER_20_NO_AGREEMENT" }, "ground"],
    ["no reason in words", { explanation: "" }, "explanation"],
  ])("is not ended on %s", async (_, more, field) => {
    const ticket = await complaintIn(world, "MEDIATING");
    expectCode(await send(handler(), "terminateMediation", ticket, more), "INVALID_INPUT", field);
  });

  it("that ended keeps its limit of telling through the closing, until both sides are told", async () => {
    const closed = await take(handler(), "closeTicket", await complaintIn(world, "TERMINATED"));
    expect(closed).toMatchObject({ state: "CLOSED", dueLimit: "TERMINATION_NOTICE" });
    expect(await take(handler(), "giveFeedback", closed)).toMatchObject({ state: "CLOSED", dueLimit: null });
  });
});

describe("settleComplaint", () => {
  it("records how, and what was recovered", async () => {
    expect(await complaintIn(world, "SETTLED")).toMatchObject({
      state: "SETTLED",
      settlementMethod: { code: "REFUND" },
      recoveredLoss: "380.00",
      dueLimit: null,
    });
  });

  it("records another method with words", async () => {
    const ticket = await complaintIn(world, "MEDIATING");
    const other = { method: "OTHER", recoveredLoss: "0" };
    expectCode(await send(handler(), "settleComplaint", ticket, other), "INVALID_INPUT", "remark");
    expect(await take(handler(), "settleComplaint", ticket, { ...other, remark: "赠送会员" })).toMatchObject({
      settlementMethod: { code: "OTHER" },
      recoveredLoss: "0.00",
    });
  });

  it("refuses an unknown method", async () => {
    const ticket = await complaintIn(world, "MEDIATING");
    expectCode(await send(handler(), "settleComplaint", ticket, { method: "MAGIC" }), "INVALID_INPUT", "method");
  });

  it.each(["-380.00", "380.001", "380,00", "九"])("refuses %j as an amount", async (recoveredLoss) => {
    const ticket = await complaintIn(world, "MEDIATING");
    expectCode(await send(handler(), "settleComplaint", ticket, { recoveredLoss }), "INVALID_INPUT", "recoveredLoss");
  });
});

describe("a report", () => {
  it("goes to a case, a fine and the archive without telling anybody under Order 121", async () => {
    let ticket = await reportInVerification(world);
    expect(ticket).toMatchObject({
      dueLimit: "VERIFICATION",
      permittedActions: ["FILE_CASE", "DECLINE_CASE", "MARK_DUPLICATE", "REFER", "HAND_OVER"],
    });
    ticket = await take(handler(), "fileCase", ticket);
    expect(ticket).toMatchObject({ state: "CASE_FILED", caseNumber: "苏市监处罚〔2026〕7号", dueLimit: null });
    ticket = await take(handler(), "closeTicket", ticket, { fineAmount: "5000", confiscatedAmount: "1200.50" });
    expect(ticket).toMatchObject({ state: "CLOSED", fineAmount: "5000.00", confiscatedAmount: "1200.50" });
    expect(await take(handler(), "archiveTicket", ticket)).toMatchObject({ state: "ARCHIVED", permittedActions: [] });
  });

  it.each<[string, Variables, string]>([
    ["no case number", { caseNumber: " " }, "caseNumber"],
    ["a case number that is too long", { caseNumber: "号".repeat(101) }, "caseNumber"],
    ["a case number with NUL", { caseNumber: "7\u0000号" }, "caseNumber"],
    ["a case number that names the reporter", { caseNumber: "王小明案" }, "caseNumber"],
  ])("is not filed with %s", async (_, more, field) => {
    expectCode(await send(handler(), "fileCase", await reportInVerification(world), more), "INVALID_INPUT", field);
  });

  it("is not filed for a reason of the list, in words", async () => {
    const ticket = await reportInVerification(world);
    expectCode(await send(handler(), "declineCase", ticket, { reason: "LAZY" }), "INVALID_INPUT", "reason");
    expectCode(await send(handler(), "declineCase", ticket, { explanation: "" }), "INVALID_INPUT", "explanation");
    expect(await take(handler(), "declineCase", ticket)).toMatchObject({ state: "NOT_FILED" });
  });

  it("is referred to a body of the list, in words", async () => {
    const ticket = await reportInVerification(world);
    expectCode(await send(handler(), "referReport", ticket, { target: "PRESS" }), "INVALID_INPUT", "target");
    expectCode(await send(handler(), "referReport", ticket, { explanation: "" }), "INVALID_INPUT", "explanation");
    expect(await take(handler(), "referReport", ticket)).toMatchObject({ state: "REFERRED" });
  });

  it("on which no case was filed has no fine", async () => {
    const ticket = await take(handler(), "declineCase", await reportInVerification(world));
    const refused = await send(handler(), "closeTicket", ticket, { fineAmount: "1.00", confiscatedAmount: "2.00" });
    const { problems } = expectCode(refused, "INVALID_INPUT", "fineAmount").extensions;
    expect(problems?.map(({ field }) => field)).toEqual(["fineAmount", "confiscatedAmount"]);
  });
});

describe("markDuplicateReport (art. 35)", () => {
  it("joins a report to the one that came first", async () => {
    const first = await reportInVerification(world);
    const again = await take(handler(), "markDuplicateReport", await reportInVerification(world), {
      originalId: first.id,
    });
    expect(again).toMatchObject({ state: "DUPLICATE", duplicateOf: { id: first.id } });
  });

  it("refuses a later report, a complaint and the report itself", async () => {
    const first = await reportInVerification(world);
    const later = await reportInVerification(world);
    const complained = await complaintIn(world, "SIGNED");
    for (const originalId of [later.id, complained.id, first.id]) {
      expectCode(await send(handler(), "markDuplicateReport", first, { originalId }), "INVALID_INPUT", "originalId");
    }
  });

  it("finds no report that the handler may not see", async () => {
    const elsewhere = await register(world.as("cityBCentre.operator"), report(world));
    const ticket = await reportInVerification(world);
    for (const originalId of [elsewhere.id, "nothing"]) {
      expectCode(await send(handler(), "markDuplicateReport", ticket, { originalId }), "NOT_FOUND", "originalId");
    }
  });
});

describe("closing and archiving", () => {
  it("keeps the recovered loss of a settlement, unless another is given", async () => {
    expect(await complaintIn(world, "CLOSED")).toMatchObject({ recoveredLoss: "380.00", fineAmount: null });
    const more = await take(handler(), "closeTicket", await complaintIn(world, "SETTLED"), { recoveredLoss: "400" });
    expect(more.recoveredLoss).toBe("400.00");
  });

  it("fines nobody on a complaint", async () => {
    const ticket = await complaintIn(world, "SETTLED");
    expectCode(await send(handler(), "closeTicket", ticket, { fineAmount: "1" }), "INVALID_INPUT", "fineAmount");
  });

  it("archives a complaint only after the complainant was told, and says so", async () => {
    const closed = await complaintIn(world, "CLOSED");
    expect(closed.permittedActions).toEqual(["GIVE_FEEDBACK"]);
    const refused = expectCode(await send(handler(), "archiveTicket", closed), "ILLEGAL_TRANSITION");
    expect(refused.extensions.permittedActions).toEqual(["GIVE_FEEDBACK"]);
    const told = await take(handler(), "giveFeedback", closed);
    expect(told.permittedActions).toEqual(["GIVE_FEEDBACK", "ARCHIVE"]);
    const archived = await take(handler(), "archiveTicket", told);
    expect(archived).toMatchObject({ state: "ARCHIVED", permittedActions: [] });
    for (const step of ["giveFeedback", "archiveTicket", "closeTicket"] as const) {
      expectCode(await send(handler(), step, archived), "ILLEGAL_TRANSITION");
    }
  });

  it("archives a consultation at the hotline that answered it, by its operator", async () => {
    const { operator } = staff(world);
    const closed = await register(operator, consultation({ answer: "请看公示" }));
    expect(closed).toMatchObject({ state: "CLOSED", permittedActions: ["ARCHIVE"] });
    expect(await take(operator, "archiveTicket", closed)).toMatchObject({ state: "ARCHIVED" });
  });

  it("is given again without the day of the first telling being lost", async () => {
    const told = await take(handler(), "giveFeedback", await complaintIn(world, "REFUSED"));
    const again = await take(handler(), "giveFeedback", told);
    expect(again.version).toBe(told.version + 1);
    expect(again.feedbackAt).toBe(told.feedbackAt);
  });

  it.each<[string, Variables, string]>([
    ["an unknown means", { method: "DOVE" }, "method"],
    ["no words", { explanation: "" }, "explanation"],
  ])("takes no feedback by %s", async (_, more, field) => {
    expectCode(await send(handler(), "giveFeedback", await complaintIn(world, "CLOSED"), more), "INVALID_INPUT", field);
  });
});

describe("a step of the county", () => {
  /** Each step with the state in which it is possible, and a state in which it is not. */
  const steps: [StepName, DrivenState | "VERIFYING" | "REPORT_SIGNED" | "DISPATCHED", DrivenState | "VERIFYING"][] = [
    ["signTicket", "DISPATCHED", "SIGNED"],
    ["returnTicketToCentre", "SIGNED", "ACCEPTED"],
    ["startCheck", "SIGNED", "CHECKING"],
    ["requestMaterials", "CHECKING", "SIGNED"],
    ["receiveMaterials", "AWAITING_MATERIALS", "CHECKING"],
    ["acceptComplaint", "CHECKING", "AWAITING_MATERIALS"],
    ["refuseComplaint", "CHECKING", "ACCEPTED"],
    ["startMediation", "ACCEPTED", "MEDIATING"],
    ["suspendMediation", "MEDIATING", "ACCEPTED"],
    ["resumeMediation", "SUSPENDED", "MEDIATING"],
    ["startTesting", "MEDIATING", "SUSPENDED"],
    ["finishTesting", "TESTING", "MEDIATING"],
    ["settleComplaint", "MEDIATING", "TESTING"],
    ["terminateMediation", "MEDIATING", "CHECKING"],
    ["startVerification", "REPORT_SIGNED", "SIGNED"],
    ["fileCase", "VERIFYING", "SIGNED"],
    ["declineCase", "VERIFYING", "SIGNED"],
    ["markDuplicateReport", "VERIFYING", "SIGNED"],
    ["referReport", "VERIFYING", "SIGNED"],
    ["closeTicket", "SETTLED", "MEDIATING"],
    ["giveFeedback", "SETTLED", "MEDIATING"],
    ["archiveTicket", "CLOSED", "SETTLED"],
  ];
  const known = new Map<string, TicketAnswer>();

  /** One ticket in each state, shared by the tests that only try and change nothing. */
  const ticketIn = async (state: (typeof steps)[number][1]): Promise<TicketAnswer> => {
    const { operator, dispatcher } = staff(world);
    const dispatched = async (input: Variables): Promise<TicketAnswer> =>
      take(dispatcher, "dispatchTicket", await register(operator, input), { bureau: world.code.countyA1 });
    const make = async (): Promise<TicketAnswer> => {
      if (state === "VERIFYING") return reportInVerification(world);
      if (state === "REPORT_SIGNED") return take(handler(), "signTicket", await dispatched(report(world)));
      return state === "DISPATCHED" ? dispatched(complaint(world)) : complaintIn(world, state);
    };
    const ticket = known.get(state) ?? (await make());
    known.set(state, ticket);
    return ticket;
  };
  const more = (step: StepName): Variables => (step === "markDuplicateReport" ? { originalId: "nothing" } : {});

  it.each(steps)("%s is possible from %s and not from %s, which says what is", async (step, _, wrong) => {
    const ticket = await ticketIn(wrong);
    const error = expectCode(await send(handler(), step, ticket, more(step)), "ILLEGAL_TRANSITION");
    expect(error.extensions.permittedActions).toEqual((await read(handler(), ticket)).permittedActions);
  });

  it.each(steps)("%s from %s with a stale version is a conflict", async (step, right) => {
    const ticket = await ticketIn(right);
    const stale = await send(handler(), step, { ...ticket, version: ticket.version - 1 }, more(step));
    expect(expectCode(stale, "CONFLICT").extensions.currentVersion).toBe(ticket.version);
  });

  it.each(steps)(
    "%s from %s is not for the centre that registered the ticket, nor for the city above",
    async (step, right) => {
      const ticket = await ticketIn(right);
      for (const name of ["cityACentre.handler", "cityA.handler", "province.handler"] as const) {
        expectCode(await send(world.as(name), step, ticket, more(step)), "FORBIDDEN");
      }
    },
  );

  it.each(steps)(
    "%s from %s finds no ticket for the county beside, the sister city and a unit",
    async (step, right) => {
      const ticket = await ticketIn(right);
      for (const name of ["countyA2.handler", "cityB.handler", "streetA1.handler"] as const) {
        expectCode(await send(world.as(name), step, ticket, more(step)), "NOT_FOUND", "ticketId");
      }
    },
  );

  it.each(steps)("%s from %s is not for a supervisor of the same county", async (step, right) => {
    expectCode(await send(world.as("countyA1.supervisor"), step, await ticketIn(right), more(step)), "FORBIDDEN");
  });

  it("leaves a ticket unseen by the county before it was dispatched there", async () => {
    await expectUnseen(handler(), await register(staff(world).operator, complaint(world)));
  });
});
