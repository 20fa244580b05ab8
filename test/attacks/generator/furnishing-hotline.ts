import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import { addAttachment } from "../../access/attachment-matters.js";
import { addNotice } from "../../access/shift-matters.js";
import {
  complaint,
  complaintIn,
  consultation,
  register,
  report,
  staff,
  type TicketAnswer,
} from "../../api/tickets/driving.js";
import type { Caller, Variables } from "../../api.js";
import type { PersonName, World } from "../../world.js";
import { linkCalls, reportSeats, takeCalls } from "./furnishing-calls.js";
import { done } from "./furnishing-doing.js";
import { importSheets } from "./furnishing-imports.js";

type Contact = () => Variables;

/** What comes of so many makings, one after the other. */
async function many<Made>(count: number, make: (place: number) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (let place = 0; place < count; place += 1) made.push(await make(place));
  return made;
}

const dayIn = (days: number): string => chinaDay(new Date(systemClock.now().getTime() + days * 86_400_000));

const fieldsOfTicket = "ticket { id version }";

// The county asks the centre to correct entries, and has files of its tickets.
async function mendEntries(world: World, contact: Contact): Promise<void> {
  const { handler } = staff(world);
  await many(8, async () => {
    const facts = "口罩价格太贵，店主电话13912345678，一包卖400元";
    const { id } = await complaintIn(world, "CHECKING", { ...contact(), facts });
    await addAttachment(id, world.code.cityACentre, "附件", world.database);
    const input = { ticketId: id, fields: ["FACTS", "REQUEST"], reason: "与来电人所述不符" };
    await done(handler, "requestCorrection", input, "correction { id }");
  });
}

async function ofOneCitizen(world: World, count: number, contact: Variables): Promise<TicketAnswer[]> {
  return many(count, () => register(staff(world).operator, complaint(world, contact)));
}

// Citizens who called again and again, and tickets that belong together.
async function bringTogether(world: World, contact: Contact): Promise<void> {
  const { dispatcher, operator } = staff(world);
  for (let citizen = 0; citizen < 3; citizen += 1) await ofOneCitizen(world, 6, contact());
  await many(5, async () => {
    const [kept, other] = await ofOneCitizen(world, 2, contact());
    const input = {
      ...{ ticketId: kept?.id, version: kept?.version, otherId: other?.id, otherVersion: other?.version },
      remark: "同一人就同一事项再次来电",
    };
    await done(dispatcher, "mergeTickets", input, fieldsOfTicket);
  });
  const reports = await many(6, () => register(operator, report(world, contact())));
  for (const [place, one] of reports.entries()) {
    for (const other of reports.slice(place + 1)) {
      const input = { ticketId: one.id, otherId: other.id, kind: "RELATED" };
      await done(dispatcher, "linkTickets", input, fieldsOfTicket);
    }
  }
}

// Citizens suggest something; entries are checked by rules of the bureaus.
async function hearSuggestions(world: World, contact: Contact): Promise<void> {
  const { operator } = staff(world);
  await many(12, async (place) => {
    const given = contact().contact as { name: string; phone: string };
    const words = `建议公开进价，${given.name}，电话${given.phone}`;
    const input = { idempotencyKey: `scene-proposal-${place}`, channel: "PHONE", words, contact: given };
    await done(operator, "registerProposal", input, "proposal { id }");
  });
  for (const name of ["cityACentre.shiftManager", "cityA.head", "countyA1.head"] as const) {
    for (const rule of ["FACTS_SHORT", "PHONE_FORM", "NAME_FORM"]) {
      await done(world.as(name), "setEntryRule", { rule, effect: "WARN" }, "rules { rule }");
    }
  }
  await many(8, () => register(operator, complaint(world, { ...contact(), facts: "太贵" })));
}

const code = "DAYS";

interface OnRoster {
  roster: { entries: { people: { assignmentId: string; personId: string }[] }[] };
}

// Of a bureau a shift is on every day, on which people are, who ask for swaps and leave.
async function roster(manager: Caller, people: readonly Caller[]): Promise<void> {
  const hours = { startTime: "08:00", endTime: "18:00" };
  const shift = { code, name: "全日班", ...hours, weekdays: [1, 2, 3, 4, 5, 6, 7], onHolidays: true };
  await done(manager, "setShift", shift, "shift { code }");
  await done(manager, "publishRoster", { from: dayIn(1), to: dayIn(20) }, "count");
  const ids = people.map(({ id }) => toGlobalId("Person", id));
  const days = Array.from({ length: 10 }, (_, place) => dayIn(place + 2));
  const assigned = await done<OnRoster>(
    manager,
    "assignShift",
    { shift: code, days, people: ids, reason: "排班" },
    "roster { entries { people { assignmentId personId } } }",
  );
  const turns = assigned.roster.entries.flatMap((entry) => entry.people);
  for (const [place, person] of people.entries()) {
    const asked = people[(place + 1) % people.length] as Caller;
    const own = turns.filter(({ personId }) => personId === ids[place]).slice(0, 5);
    for (const [turn, { assignmentId }] of own.entries()) {
      const input = { given: assignmentId, asked: toGlobalId("Person", asked.id) };
      const { swap } = await done<{ swap: { id: string; version: number } }>(
        person,
        "askShiftSwap",
        input,
        "swap { id version }",
      );
      if (turn > 2) continue;
      const answer = { swapId: swap.id, version: swap.version, agrees: true };
      await done(asked, "answerShiftSwap", answer, "swap { id }");
    }
    for (let leave = 0; leave < 4; leave += 1) {
      const asking = { kind: "ANNUAL", firstDay: dayIn(100 + leave * 5), lastDay: dayIn(102 + leave * 5) };
      await done(person, "askLeave", asking, "leave { id }");
    }
  }
}

async function planShifts(world: World, contact: Contact): Promise<void> {
  const people = (...names: readonly PersonName[]): Caller[] => names.map((name) => world.as(name));
  const centre = people("cityACentre.operator", "cityACentre.dispatcher");
  await roster(world.as("cityACentre.shiftManager"), centre);
  await roster(world.as("countyA1.head"), people("countyA1.handler", "countyA1.dispatcher"));
  const rules = { leastRestMinutes: 480, mostWeekHours: 60, isRefused: false, acknowledgeMinutes: 15 };
  const staffing = { afterCallSeconds: 30, shrinkagePercent: 20, targetPercent: 80, targetSeconds: 20 };
  for (const name of ["cityACentre.shiftManager", "countyA1.head"] as const) {
    await done(world.as(name), "setRosterRules", rules, "rules { version }");
    await done(world.as(name), "setStaffingRule", staffing, "rule { version }");
  }
  await many(6, async () => {
    const { id } = await register(staff(world).operator, complaint(world, contact()));
    await addNotice(world, "cityA", id, world.as("cityA.supervisor").id);
  });
}

// The county is in a state of its own beside that of its city; the province above is in one too.
async function declare(world: World): Promise<void> {
  for (const name of ["countyA1.head", "province.supervisor"] as const) {
    await done(world.as(name), "declareEmergency", { level: "III", reason: "来电激增" }, "emergency { id }");
  }
}

// Citizens were told what the law says, by its articles.
async function answerByLaw(world: World, contact: Contact): Promise<void> {
  const { operator } = staff(world);
  const { law } = await operator.ask<{ law: { articles: { id: string }[] } }>(
    `{ law(code: "121") { articles(first: 3) { id } } }`,
  );
  const sources = { articles: law.articles.map(({ id }) => id) };
  await many(6, () => register(operator, consultation({ ...contact(), answer: "按规定七日内答复", sources })));
}

interface Drafted {
  document: { id: string; version: number };
}

const drafted = "document { id version }";
const stepOn = ({ document }: Drafted): Variables => ({ documentId: document.id, version: document.version });

async function stepped(caller: Caller, mutation: string, on: Drafted): Promise<Drafted> {
  const document = `mutation ($input: KnowledgeStepInput!) { ${mutation}(input: $input) { ${drafted} } }`;
  const answer = await caller.ask<Record<string, Drafted>>(document, { input: stepOn(on) });
  return answer[mutation] as Drafted;
}

async function write(world: World, input: Variables): Promise<Drafted> {
  return done<Drafted>(world.as("cityA.analyst"), "draftKnowledge", input, drafted);
}

async function publish(world: World, draft: Drafted): Promise<Drafted> {
  const submitted = await stepped(world.as("cityA.analyst"), "submitKnowledge", draft);
  return stepped(world.as("cityA.head"), "publishKnowledge", submitted);
}

// The city has knowledge in all states; some of it cites a law that was changed since.
async function keepKnowledge(world: World): Promise<void> {
  const content = { title: "退款多久到账", body: "一般为十五日。" };
  const question = { kind: "QUESTION", content };
  await many(8, () => write(world, question));
  await many(10, async () => stepped(world.as("cityA.analyst"), "submitKnowledge", await write(world, question)));
  await many(6, async (place) => {
    const direction = { matter: `SCENE_MATTER_${place}`, organisation: "市供水公司", telephone: "0512-65221234" };
    await publish(world, await write(world, { kind: "DIRECTION", content: { ...content, direction } }));
  });
  const law = { kind: "LAW", code: `SCENE_${world.code.cityA}`, content, articles: [{ number: 1, body: "第一条" }] };
  const cited = await publish(world, await write(world, law));
  const revise = async (draft: Drafted, changed: Variables): Promise<void> => {
    const input = { ...stepOn(draft), content: { ...content, ...changed } };
    await publish(world, await done<Drafted>(world.as("cityA.analyst"), "reviseKnowledge", input, drafted));
  };
  await many(8, async () => {
    const citing = { references: [cited.document.id] };
    const citer = await publish(world, await write(world, { kind: "QUESTION", content: { ...content, ...citing } }));
    await revise(citer, { ...citing, body: "一般为十二日。" });
  });
  await revise(cited, { body: "一般为十日。" });
}

/**
 * Puts what a hotline has besides tickets into a province, in states in which somebody can do something with it.
 *
 * @param contact makes up the contact of a citizen
 * @param address where the API is
 */
export async function furnishHotline(world: World, contact: Contact, address: string): Promise<void> {
  await takeCalls(world, contact);
  await reportSeats(world);
  await linkCalls(world, contact);
  await mendEntries(world, contact);
  await bringTogether(world, contact);
  await hearSuggestions(world, contact);
  await planShifts(world, contact);
  await declare(world);
  await keepKnowledge(world);
  await answerByLaw(world, contact);
  await importSheets(world, address);
}
