import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { staff, take } from "../tickets/driving.js";
import { caseAt, caseOf, deskOf, type NoteAnswer, run, send } from "./pricing.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const readNote = `query ($id: ID!) { node(id: $id) { ... on PriceNote { id kind words } } }`;

describe("commentPriceCase", () => {
  it("stands upon the ticket for the county that handles it, masked", async () => {
    const ticket = await caseAt(world);
    const comment = "请联系王小明 13812345678 核实进货价";
    const note = await run<NoteAnswer>(deskOf(world), "commentPriceCase", { ticketId: ticket.id, comment });
    expect(note).toMatchObject({
      kind: "COMMENT",
      isOpen: false,
      desk: { code: world.code.cityAPrice },
      toBureau: { code: world.code.countyA1 },
      personName: `${world.mark}cityAPrice.priceSupervisor`,
    });
    expect(note.words).toBe("请联系*** *** 核实进货价");
    const seen = await caseOf(staff(world).handler, ticket);
    expect(seen?.notes.map(({ words }) => words)).toEqual([note.words]);
    expect(await staff(world).handler.ask(readNote, { id: note.id })).toMatchObject({ node: { id: note.id } });
  });

  it("is not there for a sister city, nor for a county that does not handle it", async () => {
    const ticket = await caseAt(world);
    const note = await run<NoteAnswer>(deskOf(world), "commentPriceCase", { ticketId: ticket.id, comment: "请核实" });
    for (const person of ["cityBPrice.priceSupervisor", "countyA2.handler", "countyB1.handler"] as const) {
      expectCode(await world.as(person).gql(readNote, { id: note.id }), "NOT_FOUND", "id");
    }
    const input = { ticketId: ticket.id, comment: "请核实" };
    expectCode(await send(world.as("cityBPrice.priceSupervisor"), "commentPriceCase", input), "NOT_FOUND", "ticketId");
  });

  it.each([
    ["no words", ""],
    ["blanks", "   "],
    ["NUL", "请\u0000核实"],
    ["2001 characters", "核".repeat(2001)],
  ])("refuses %s", async (_, comment) => {
    const ticket = await caseAt(world);
    expectCode(
      await send(deskOf(world), "commentPriceCase", { ticketId: ticket.id, comment }),
      "INVALID_INPUT",
      "comment",
    );
  });

  it("is FORBIDDEN to the county that handles it", async () => {
    const ticket = await caseAt(world);
    const input = { ticketId: ticket.id, comment: "请核实" };
    expectCode(await send(staff(world).handler, "commentPriceCase", input), "FORBIDDEN");
  });
});

describe("askAboutPriceCase", () => {
  it("waits for the county's answer, which the desk sees", async () => {
    const ticket = await caseAt(world);
    const desk = deskOf(world);
    const question = await run<NoteAnswer>(desk, "askAboutPriceCase", { ticketId: ticket.id, question: "进货价多少" });
    expect(question).toMatchObject({ kind: "QUESTION", isOpen: true, mayAnswer: false });
    const handler = staff(world).handler;
    const [asked] = (await caseOf(handler, ticket))?.notes ?? [];
    expect(asked).toMatchObject({ id: question.id, words: "进货价多少", mayAnswer: true });

    const answer = await run<NoteAnswer>(handler, "answerPriceQuestion", {
      questionId: question.id,
      answer: "进货价每包120元",
    });
    expect(answer).toMatchObject({
      kind: "ANSWER",
      question: { id: question.id },
      desk: { code: world.code.cityAPrice },
      toBureau: { code: world.code.cityAPrice },
      bureau: { code: world.code.countyA1 },
    });
    const notes = (await caseOf(desk, ticket))?.notes ?? [];
    expect(notes.map(({ isOpen, words }) => [words, isOpen])).toEqual([
      ["进货价多少", false],
      ["进货价每包120元", false],
    ]);
  });

  it("stands in the timeline of the ticket, with the answer", async () => {
    const ticket = await caseAt(world);
    const question = await run<NoteAnswer>(deskOf(world), "askAboutPriceCase", {
      ...{ ticketId: ticket.id, question: "王小明说的进货价多少" },
    });
    await run(staff(world).handler, "answerPriceQuestion", { questionId: question.id, answer: "每包120元" });
    const { ticket: told } = await staff(world).handler.ask<{
      ticket: { timeline: { text: string; remark: string }[] };
    }>("query ($id: ID!) { ticket(id: $id) { timeline { text remark } } }", { id: ticket.id });
    expect(told.timeline.slice(-2).map(({ remark }) => remark)).toEqual(["***说的进货价多少", "每包120元"]);
    expect(told.timeline.at(-1)?.text).toContain(`${world.mark}cityAPrice`);
  });

  it("makes no version of the ticket, and leaves who handles it", async () => {
    const ticket = await caseAt(world);
    await run(deskOf(world), "askAboutPriceCase", { ticketId: ticket.id, question: "进货价多少" });
    const signed = await take(staff(world).handler, "signTicket", ticket);
    expect(signed.holder.code).toBe(world.code.countyA1);
  });

  it("refuses missing words", async () => {
    const ticket = await caseAt(world);
    const input = { ticketId: ticket.id, question: "" };
    expectCode(await send(deskOf(world), "askAboutPriceCase", input), "INVALID_INPUT", "question");
  });
});

describe("answerPriceQuestion", () => {
  const ask = async () => {
    const ticket = await caseAt(world);
    const question = await run<NoteAnswer>(deskOf(world), "askAboutPriceCase", {
      ticketId: ticket.id,
      question: "进货价多少",
    });
    return { ticket, question };
  };

  it("answers once, whoever is first", async () => {
    const { question } = await ask();
    const input = { questionId: question.id, answer: "已核实" };
    const answers = await Promise.all(
      ["countyA1.handler", "countyA1.head", "countyA1.supervisor"].map((name) =>
        send(world.as(name as "countyA1.head"), "answerPriceQuestion", input),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "done").sort();
    expect(codes).toEqual(["ILLEGAL_TRANSITION", "ILLEGAL_TRANSITION", "done"]);
  });

  it("is for whoever holds the ticket now, where it was handed on since", async () => {
    const { question, ticket } = await ask();
    await take(world.as("countyA1.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.streetA1 });
    const input = { questionId: question.id, answer: "已核实" };
    expectCode(await send(staff(world).handler, "answerPriceQuestion", input), "FORBIDDEN");
    await run(world.as("streetA1.handler"), "answerPriceQuestion", input);
  });

  it("is FORBIDDEN to the desk itself and to those above, who see it, and NOT_FOUND to others", async () => {
    const { question } = await ask();
    const input = { questionId: question.id, answer: "已核实" };
    for (const person of ["cityAPrice.head", "cityA.handler", "cityACentre.dispatcher", "province.head"] as const) {
      expectCode(await send(world.as(person), "answerPriceQuestion", input), "FORBIDDEN");
    }
    for (const person of ["countyA2.handler", "cityB.head"] as const) {
      expectCode(await send(world.as(person), "answerPriceQuestion", input), "NOT_FOUND", "questionId");
    }
  });

  it("is NOT_FOUND for a comment, and for what is no note", async () => {
    const ticket = await caseAt(world);
    const comment = await run<NoteAnswer>(deskOf(world), "commentPriceCase", {
      ticketId: ticket.id,
      comment: "请核实",
    });
    for (const questionId of [comment.id, ticket.id, "", "x"]) {
      const answered = await send(staff(world).handler, "answerPriceQuestion", { questionId, answer: "已核实" });
      expectCode(answered, "NOT_FOUND", "questionId");
    }
  });
});
