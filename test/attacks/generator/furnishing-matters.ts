import { eq, sql } from "drizzle-orm";
import { priceDigests } from "../../../schema/index.js";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { addSurge } from "../../access/surge-matters.js";
import { plan } from "../../api/callbacks/calling.js";
import { askFor } from "../../api/extensions/asking.js";
import { give, open } from "../../api/investigations/investigating.js";
import { caseAt, deskOf, overpriced, run as runAtDesk } from "../../api/prices/pricing.js";
import { run, stepOn } from "../../api/supervision/ordering.js";
import {
  complaint,
  complaintIn,
  register,
  report,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
} from "../../api/tickets/driving.js";
import { act, naming, ticketAt } from "../../api/transfers/dispute-driving.js";
import { handOver } from "../../api/transfers/handing-over.js";
import type { Variables } from "../../api.js";
import { addSetAsideJob } from "../../jobs.js";
import type { World } from "../../world.js";

type Contact = () => Variables;

/** A matter that is there so many times, each over a ticket of its own. */
async function times(count: number, make: (place: number) => Promise<unknown>): Promise<void> {
  for (let place = 0; place < count; place += 1) await make(place);
}

// The county disputes with the one beside it, and asks the city above to take cases up.
async function dispute(world: World, contact: Contact): Promise<void> {
  const handler = world.as("countyA1.handler");
  const raise = async () => {
    const ticket = await ticketAt(world, "countyA1", contact());
    return act(handler, "raiseDispute", naming(world, ticket, "countyA2"));
  };
  await times(8, raise);
  const { id, version } = await raise();
  await act(handler, "referDispute", { disputeId: id, version });
  await times(4, async () => {
    const { id: ticketId, version: seen } = await ticketAt(world, "countyA1", contact());
    const input = { ticketId, version: seen, reason: "GRAVE", explanation: "案情重大" };
    await handler.ask(
      "mutation ($input: RequestElevationInput!) { requestElevation(input: $input) { elevation { id } } }",
      {
        input,
      },
    );
  });
}

// The city orders the county to answer.
async function supervise(world: World, contact: Contact): Promise<void> {
  const replyBy = addWorkingDays(chinaDay(systemClock.now()), 5).due;
  await times(8, async (place) => {
    const { id } = await ticketAt(world, "countyA1", contact());
    const order = await run(world.as("cityA.supervisor"), "issueSupervisionOrder", {
      ...{ tickets: [id], receiver: world.code.countyA1, kind: "ORDINARY", ground: "OTHER" },
      ...{ requirement: "请按期回复", replyBy },
    });
    if (place > 2) return;
    await run(world.as("countyA1.handler"), "answerSupervisionOrder", stepOn(order, { answer: "已办理" }));
  });
}

const copyDocument = "mutation ($input: SendCopyInput!) { sendCopy(input: $input) { copy { id } } }";
const referralDocument = "mutation ($input: ReferOutInput!) { referOut(input: $input) { referral { id } } }";

// The centre tells the department; the county tells the police, and asks others to look into its tickets.
async function tellOthers(world: World, contact: Contact): Promise<void> {
  const handler = world.as("countyA1.handler");
  await times(4, async () => {
    const ticket = await ticketAt(world, "countyA1", contact());
    const input = { ticketId: ticket.id, bureau: world.code.cityAPrice, parts: ["FACTS", "STATE", "RESPONDENT"] };
    await world.as("cityACentre.dispatcher").ask(copyDocument, { input });
    const referral = { ticketId: ticket.id, target: "POLICE", ground: "FRAUD", explanation: "涉嫌诈骗" };
    await handler.ask(referralDocument, { input: referral });
    const investigation = await open(handler, [ticket]);
    const bureau = world.code.cityAPrice;
    await give(handler, investigation, { partner: { bureau }, ticketId: ticket.id, parts: ["FACTS", "RESPONDENT"] });
    await give(handler, investigation, { partner: { kind: "POLICE", name: "公安局" } });
  });
}

// What the county and the centre have to begin with, so that steps do not run out of tickets.
async function handOut(world: World, contact: Contact): Promise<void> {
  const { operator, dispatcher, handler } = staff(world);
  const bureau = world.code.countyA1;
  await times(6, async (place) => {
    const ticket = await register(operator, report(world, contact()));
    const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau });
    if (place < 4) await take(handler, "signTicket", sent);
  });
  await times(6, () => register(operator, complaint(world, contact())));
  for (const state of ["CHECKING", "MEDIATING", "TESTING", "AWAITING_MATERIALS", "ACCEPTED", "SUSPENDED"] as const) {
    await times(3, () => complaintIn(world, state, contact()));
  }
  await times(4, () => reportInVerification(world, contact()));
}

// The price desk of the city asks the county about cases; of others it is suggested that they are about prices.
async function watchPrices(world: World, contact: Contact): Promise<void> {
  await times(10, async () => {
    const { id: ticketId } = await caseAt(world, "countyA1", contact());
    await runAtDesk(deskOf(world), "askAboutPriceCase", { ticketId, question: "请问进货价是多少" });
  });
  await times(12, () => overpriced(world, contact()));
}

const webhookDocument = "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }";
const pauseDocument = "mutation ($input: PauseWebhookInput!) { pauseWebhook(input: $input) { webhook { id } } }";

// Events of the city go to where nobody listens; some have stopped.
async function addWebhooks(world: World): Promise<void> {
  const administrator = world.as("cityA.administrator");
  await times(10, async (place) => {
    const { createWebhook } = await administrator.ask<{ createWebhook: { webhook: { id: string } } }>(webhookDocument, {
      input: { name: `推送${place}`, url: `http://127.0.0.1:9/hooks/${place}` },
    });
    if (place > 4) return;
    await administrator.ask(pauseDocument, { input: { webhookId: createWebhook.webhook.id, version: 1 } });
  });
}

const closeDocument = "mutation ($input: CloseSurgeAlertInput!) { closeSurgeAlert(input: $input) { alert { id } } }";
const switchDocument = "mutation ($input: SwitchSurgeRuleInput!) { switchSurgeRule(input: $input) { rule { id } } }";

const ruleDocument = "mutation ($input: CreateSurgeRuleInput!) { createSurgeRule(input: $input) { rule { id } } }";

// What the platform finds by them meanwhile rests on tickets that are there.
async function addRules(world: World): Promise<void> {
  const supervisor = world.as("cityA.supervisor");
  for (const groupedBy of ["WHOLE", "GOODS_CLASS"]) {
    const rule = { issueClass: "PRICE", groupedBy, threshold: { count: 3, counties: 1, hours: 24 } };
    const { createSurgeRule } = await supervisor.ask<{ createSurgeRule: { rule: { id: string } } }>(ruleDocument, {
      input: { name: "价格激增", rule },
    });
    await supervisor.ask(switchDocument, { input: { ruleId: createSurgeRule.rule.id, version: 1, isOn: true } });
  }
}

// The digest of the price desk tells of a surge.
async function tellOfSurge(world: World, subjectId: string): Promise<void> {
  const alert = { at: systemClock.now().toISOString(), type: "surge.opened", subjectType: "SurgeAlert", subjectId };
  await world.database.asSystem("put a surge into the digests of the scene", (tx) =>
    tx
      .update(priceDigests)
      .set({ content: sql`jsonb_set(content, '{alerts}', ${JSON.stringify([alert])}::jsonb)` })
      .where(eq(priceDigests.bureau, world.code.cityAPrice)),
  );
}

// The city looks for surges and has found some: of these some are seen to, and could come again.
async function addSurges(world: World, contact: Contact): Promise<void> {
  const supervisor = world.as("cityA.supervisor");
  const markers: string[] = [];
  await times(16, async (place) => {
    const { surgeAlert, surgeRule } = await addSurge(world, "cityA", `激增${place}`);
    if (place === 0) await tellOfSurge(world, surgeAlert);
    if (place > 7) {
      markers.push(`激增${place}`);
      return;
    }
    await supervisor.ask(closeDocument, { input: { alertId: surgeAlert, version: 1, reason: "HANDLED" } });
    await supervisor.ask(switchDocument, { input: { ruleId: surgeRule, version: 1, isOn: true } });
  });
  // What the open ones are about comes in still.
  const more = { facts: `${markers.join("、")}，口罩太贵`, goodsClass: "GOODS_MEDICAL_PROTECTION" };
  await times(5, () => register(staff(world).operator, complaint(world, { ...contact(), ...more })));
}

/**
 * Puts matters of all kinds around tickets of the city A into a province, in states in which somebody can do something
 * with them; one of its tickets is handed over to a neighbour.
 *
 * @param contact makes up the contact of a citizen
 */
export async function furnishMatters(world: World, neighbour: World, contact: Contact): Promise<void> {
  await handOut(world, contact);
  await dispute(world, contact);
  await supervise(world, contact);
  await tellOthers(world, contact);
  await watchPrices(world, contact);
  await addWebhooks(world);
  await addSurges(world, contact);
  await addRules(world);
  const closed: TicketAnswer[] = [];
  await times(4, async () => closed.push(await complaintIn(world, "CLOSED", contact())));
  for (const ticket of closed) await plan(world.as("cityACentre.shiftManager"), ticket);
  await times(8, async () => {
    await askFor(world.as("countyA1.handler"), await reportInVerification(world, contact()));
  });
  const place = { province: world.code.province, city: world.code.cityA, county: null, bureau: world.code.cityA };
  await times(6, () => addSetAsideJob(place, {}, world.database));
  const leaving = await ticketAt(world, "countyA1", contact());
  await handOver(world.as("countyA1.handler"), leaving, neighbour.code.countyA1);
}
