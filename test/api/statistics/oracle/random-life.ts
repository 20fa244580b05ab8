import { randomBytes } from "node:crypto";
import fc from "fast-check";
import type postgres from "postgres";
import { foldDeltas } from "../../../../src/modules/statistics/index.js";
import { deadlineStepsPass } from "../../../../src/modules/supervision/index.js";
import type { Database } from "../../../../src/platform/database.js";
import { toGlobalId } from "../../../../src/platform/ids.js";
import type { AnsweredError, Caller, Variables } from "../../../api.js";
import { jobTools } from "../../../jobs.js";
import type { Stage } from "../../../stage.js";
import { type PersonName, type Unit, unitNames, type World } from "../../../world.js";
import { type StepName, send, sendRegistration, type TicketAnswer } from "../../tickets/driving.js";
import type { PlainPlace } from "./plain-tickets.js";

/** A province that lives, and what the brute force has to know of its past. */
export interface Life {
  stage: Stage;
  database: Database;
  sql: postgres.Sql;
  worlds: readonly World[];
  /** Where the holder of each ticket stood when the ticket came to it. */
  then: Map<string, PlainPlace>;
  /** The holder of each ticket as it was last seen. */
  holders: Map<string, string>;
  /** What was done how often, and how often refused, for those who look at a run. */
  done: Map<string, number>;
}

/** What may happen, with the weight of each. */
const happenings = {
  register: 8,
  course: 18,
  work: 34,
  callBack: 5,
  order: 3,
  dispute: 3,
  takeUp: 1,
  handOver: 1,
  turnIntoCase: 2,
  extend: 1,
  wait: 9,
  scheduler: 3,
  fold: 8,
  merge: 1,
  move: 2,
  remove: 1,
} as const;

type Happening = keyof typeof happenings;

/** One thing that happens: numbers that are turned into people, tickets and bureaus as they are then. */
export interface LifeStep {
  what: Happening;
  who: number;
  which: number;
  how: number;
  much: number;
}

/** Anything that may happen. */
export const anyLifeStep: fc.Arbitrary<LifeStep> = fc.record({
  what: fc.oneof(
    ...(Object.entries(happenings) as [Happening, number][]).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what),
    })),
  ),
  who: fc.nat(10_000),
  which: fc.nat(10_000),
  how: fc.nat(10_000),
  much: fc.nat(10_000),
});

const pick = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
};

/** The codes that tickets of a random life have. */
export const vocabulary = {
  channels: ["PHONE", "WEB", "APP", "LETTER"],
  issueClasses: ["PRICE", "QUALITY", "ADVERTISING"],
  goodsClasses: [null, null, "GOODS_MEDICAL_PROTECTION", "GOODS_DISINFECTION"],
  topics: [[], ["MASKS"], ["EPIDEMIC", "MASKS"], ["REFUNDS"], ["DISINFECTANTS", "EPIDEMIC", "MASKS"]],
  respondents: ["平安大药房", "红星超市", "城南菜场", "一家网店"],
  kinds: ["CONSULTATION", "COMPLAINT", "COMPLAINT", "COMPLAINT", "REPORT", "REPORT"],
} as const;

interface SeenTicket {
  id: string;
  province: string;
  version: number;
  kind: string;
  state: string;
  holder: string;
  intake_bureau: string;
}

const seenTickets = (sql: postgres.Sql, { code }: World): Promise<SeenTicket[]> =>
  sql<SeenTicket[]>`SELECT id, province, version, kind, state, holder, intake_bureau FROM tickets
    WHERE province = ${code.province} ORDER BY id`;

/** The identifier of a ticket in the API. */
const globalOf = ({ id, province, version }: SeenTicket) => ({ id: toGlobalId("Ticket", province, id), version });

function unitOf(world: World, bureau: string): Unit {
  return unitNames.find((name) => world.code[name] === bureau) ?? "province";
}

const person = (world: World, bureau: string, role: string): Caller =>
  world.as(`${unitOf(world, bureau)}.${role}` as PersonName);

// What a random step may be refused with: it is not possible, or not for him, in the state that it meets.
const refusals = ["INVALID_INPUT", "ILLEGAL_TRANSITION", "FORBIDDEN", "NOT_FOUND", "CONFLICT"];

function note(life: Life, what: string, errors: AnsweredError[] | undefined): boolean {
  const code = errors?.[0]?.extensions.code;
  if (code !== undefined && !refusals.includes(code)) throw new Error(`${what}: ${code} ${errors?.[0]?.message}`);
  const name = code === undefined ? what : `${what} ${code}`;
  life.done.set(name, (life.done.get(name) ?? 0) + 1);
  return code === undefined;
}

const yuan = (much: number): string => `${much % 900}.${String(much % 100).padStart(2, "0")}`;

const intakes: readonly Unit[] = [
  "cityACentre",
  "cityACentre",
  "cityACentre",
  "cityBCentre",
  "provinceCentre",
  "countyA1",
];

type Registered = Pick<TicketAnswer, "id" | "version" | "kind" | "state"> & { holder: string };

async function register(life: Life, world: World, { how, much, which, who }: LifeStep): Promise<Registered | null> {
  const kind = pick(vocabulary.kinds, which);
  const isMatter = kind !== "CONSULTATION";
  const goodsClass = pick(vocabulary.goodsClasses, much >> 2);
  const { data, errors } = await sendRegistration(world.as(`${pick(intakes, who)}.operator`), {
    idempotencyKey: randomBytes(12).toString("hex"),
    channel: pick(vocabulary.channels, how >> 3),
    kind,
    issueClass: pick(vocabulary.issueClasses, how),
    topics: pick(vocabulary.topics, how >> 5),
    ...(goodsClass === null ? {} : { goodsClass }),
    ...(isMatter
      ? {
          contact: { name: "王小明", phone: "13812345678" },
          respondent: { name: pick(vocabulary.respondents, much), businessDivision: world.division.countyA1 },
          request: kind === "COMPLAINT" ? "退还差价" : null,
          submit: how % 7 > 0,
        }
      : {}),
    ...(isMatter && much % 3 === 0 ? { disputedAmount: yuan(much) } : {}),
    facts: "口罩价格太贵",
  });
  if (!note(life, `register ${kind}`, errors)) return null;
  const { ticket } = data.registerTicket;
  return { ...ticket, holder: ticket.holder.code };
}

/** Registers a ticket and takes it on as usual, in as few calls as may be, and some hours pass between them. */
async function course(life: Life, world: World, step: LifeStep): Promise<void> {
  const { how, much, who } = step;
  let ticket = await register(life, world, { ...step, how: how - (how % 7) + 1 });
  if (ticket === null || ticket.kind === "CONSULTATION") return;
  const county = pick(["countyA1", "countyA1", "countyA2", "zoneA", "countyB1", "cityAPrice"] as const, who >> 3);
  const isComplaint = ticket.kind === "COMPLAINT";
  const isFiled = much % 3 > 0;
  const settlement = { withMediation: true, method: "REFUND", recoveredLoss: yuan(how) };
  const calls: (readonly [role: string, step: StepName, more: Variables])[] = [
    ["dispatcher", "dispatchTicket", { bureau: world.code[county], reason: "按地址分派" }],
    isComplaint
      ? ["handler", "acceptComplaint", { withSigning: true, withCheck: true }]
      : ["handler", "startVerification", { withSigning: true }],
    ...(isComplaint ? [] : [["handler", isFiled ? "fileCase" : "declineCase", {}] as const]),
    ["handler", "closeTicket", isComplaint ? { settlement } : isFiled ? { fineAmount: yuan(much) } : {}],
  ];
  for (const [role, name, more] of calls.slice(0, 1 + (much % 5))) {
    life.stage.clock.set(new Date(life.stage.clock.now().getTime() + (how % 6) * 2_500_000 + 1000));
    const { data, errors } = await send(person(world, ticket.holder, role), name, ticket, more);
    if (!note(life, name, errors)) return;
    const after = data[name]?.ticket;
    if (after === undefined) return;
    ticket = { ...after, holder: after.holder.code };
  }
}

/** Which steps lead on from a state, the usual one most often, and who takes them. */
const ways: Record<string, readonly [role: string, ...steps: StepName[]]> = {
  REGISTERED: ["operator", "submitTicket", "answerConsultation", "escalateConsultation", "amendTicket"],
  RETURNED_TO_OPERATOR: ["operator", "submitTicket", "submitTicket", "amendTicket"],
  IN_REVIEW: [
    "dispatcher",
    ...(["dispatchTicket", "dispatchTicket", "dispatchTicket", "dispatchTicket"] as const),
    ...(["reclassifyTicket", "returnTicketToOperator", "splitTicket"] as const),
  ],
  ESCALATED: ["dispatcher", "dispatchTicket", "dispatchTicket", "reclassifyTicket"],
  DISPATCHED: ["handler", "signTicket", "signTicket", "signTicket", "signTicket", "returnTicketToCentre"],
  SIGNED: [
    "handler",
    ...(["startCheck", "startVerification", "answerConsultation", "startCheck", "startVerification"] as const),
    "returnTicketToCentre",
  ],
  CHECKING: ["handler", "acceptComplaint", "acceptComplaint", "acceptComplaint", "refuseComplaint", "requestMaterials"],
  AWAITING_MATERIALS: ["handler", "receiveMaterials"],
  ACCEPTED: ["handler", "startMediation", "startMediation", "startMediation", "terminateMediation"],
  MEDIATING: [
    "handler",
    "settleComplaint",
    "settleComplaint",
    "terminateMediation",
    "startTesting",
    "suspendMediation",
  ],
  SUSPENDED: ["handler", "resumeMediation"],
  TESTING: ["handler", "finishTesting"],
  VERIFYING: ["handler", "fileCase", "fileCase", "declineCase", "referReport"],
  ANSWERED: ["handler", "closeTicket"],
  CLOSED: ["handler", "giveFeedback", "archiveTicket"],
};

const closing = ["handler", "closeTicket"] as const satisfies readonly [string, ...StepName[]];

const targets = [
  "countyA1",
  "countyA1",
  "countyA2",
  "zoneA",
  "cityAPrice",
  "streetA1",
  "countyB1",
  "cityA",
  "cityB",
] as const;

/** What a step needs besides what it usually needs. */
function inputOf(step: StepName, world: World, holder: string, { how, much, who }: LifeStep): Variables {
  switch (step) {
    case "dispatchTicket": {
      const near = targets.filter((unit) => unitOf(world, holder).slice(0, 5) === unit.slice(0, 5) || how % 5 === 0);
      const far = unitOf(world, holder).startsWith("province") ? (["cityA", "cityB"] as const) : targets;
      return {
        bureau: world.code[pick(holder === world.code.provinceCentre ? far : near.length > 0 ? near : far, who)],
        reason: "按地址分派",
      };
    }
    case "reclassifyTicket":
      return { issueClass: pick(vocabulary.issueClasses, how), topics: pick(vocabulary.topics, much) };
    case "amendTicket":
      return { facts: "补充事实", topics: pick(vocabulary.topics, much) };
    case "splitTicket":
      return { part: { kind: "REPORT", issueClass: pick(vocabulary.issueClasses, how), facts: "哄抬价格" } };
    case "settleComplaint":
      return { recoveredLoss: yuan(much) };
    case "fileCase":
      return { caseNumber: `市监处罚〔2026〕${much}号` };
    default:
      return {};
  }
}

/** Takes a ticket some steps on, as those who hold it would. */
async function work(life: Life, world: World, step: LifeStep): Promise<void> {
  const open = (await seenTickets(life.sql, world)).filter(({ state }) => state !== "ARCHIVED");
  if (open.length === 0) return;
  const { id } = pick(open, step.which);
  for (let left = 1 + (step.much % 6); left > 0; left -= 1) {
    const ticket = (await seenTickets(life.sql, world)).find((one) => one.id === id);
    if (ticket === undefined) return;
    const [role, ...steps] = ways[ticket.state] ?? closing;
    const fitting = steps.filter((name) => isFor(name, ticket));
    if (fitting.length === 0) return;
    const name = pick(fitting, step.how >> left);
    // A consultation that was answered at once stands with whoever answered it.
    const isOfCentre = ticket.holder === ticket.intake_bureau && role === "handler" && ticket.kind === "CONSULTATION";
    const caller = person(world, ticket.holder, isOfCentre ? "operator" : role);
    const { errors } = await send(caller, name, globalOf(ticket), {
      ...inputOf(name, world, ticket.holder, { ...step, how: step.how >> left, who: step.who >> left }),
      ...(name === "closeTicket" ? amountsOf(ticket, step) : {}),
    });
    if (!note(life, name, errors)) return;
    life.stage.tick();
  }
}

const amountsOf = ({ state }: SeenTicket, { how, much }: LifeStep): Variables =>
  state === "CASE_FILED" ? { fineAmount: yuan(much), ...(how % 2 === 0 ? { confiscatedAmount: yuan(how) } : {}) } : {};

const forKind: Partial<Record<StepName, string>> = {
  answerConsultation: "CONSULTATION",
  escalateConsultation: "CONSULTATION",
  startCheck: "COMPLAINT",
  startVerification: "REPORT",
};

const isFor = (step: StepName, { kind }: SeenTicket): boolean =>
  step === "submitTicket" ? kind !== "CONSULTATION" : (forKind[step] ?? kind) === kind;

const closedOf = (tickets: readonly SeenTicket[]) =>
  tickets.filter(({ state }) => ["CLOSED", "ARCHIVED"].includes(state));

/** Asks the citizen; who is dissatisfied through the handler's fault has it done again. */
async function callBack(life: Life, world: World, { how, which }: LifeStep): Promise<void> {
  const closed = closedOf(await seenTickets(life.sql, world));
  if (closed.length === 0) return;
  const ticket = pick(closed, which);
  const manager = person(world, ticket.intake_bureau, "shiftManager");
  type Planned = { planCallback: { callback: { id: string; version: number } } };
  const planned = await manager.gql<Planned>(
    "mutation ($input: PlanCallbackInput!) { planCallback(input: $input) { callback { id version } } }",
    { input: { ticketId: globalOf(ticket).id } },
  );
  if (!note(life, "planCallback", planned.errors)) return;
  const grade = pick(["VERY_SATISFIED", "SATISFIED", "NEUTRAL", "DISSATISFIED", "DISSATISFIED"], how);
  const { id, version } = planned.data.planCallback.callback;
  const bad = grade === "DISSATISFIED" ? { isHandlersFault: true, remark: "没有联系过" } : {};
  const { errors } = await person(world, ticket.intake_bureau, "operator").gql(
    "mutation ($input: RecordCallbackInput!) { recordCallback(input: $input) { isReopened } }",
    { input: { callbackId: id, version, grade, ...bad } },
  );
  note(life, `recordCallback ${grade}`, errors);
}

async function order(life: Life, world: World, { how, which }: LifeStep): Promise<void> {
  const tickets = await seenTickets(life.sql, world);
  if (tickets.length === 0) return;
  const ticket = pick(tickets, which);
  const { errors } = await world
    .as(how % 2 === 0 ? "province.supervisor" : "cityA.supervisor")
    .gql("mutation ($input: IssueSupervisionOrderInput!) { issueSupervisionOrder(input: $input) { order { id } } }", {
      input: {
        tickets: [globalOf(ticket).id],
        receiver: ticket.holder,
        kind: "ORDINARY",
        ground: "REPEATED_COMPLAINT",
        requirement: "请查明原因并答复群众",
        replyBy: new Date(life.stage.clock.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10),
      },
    });
  note(life, "order", errors);
}

async function dispute(life: Life, world: World, { how, which, who }: LifeStep): Promise<void> {
  const undecided = (await seenTickets(life.sql, world)).filter(({ state }) =>
    ["DISPATCHED", "SIGNED"].includes(state),
  );
  if (undecided.length === 0) return;
  const ticket = pick(undecided, which);
  const proposed = world.code[pick(["countyA1", "countyA2", "zoneA", "countyB1"] as const, who)];
  type Raised = { raiseDispute: { dispute: { id: string; version: number; superior: { code: string } } } };
  const raised = await person(world, ticket.holder, "head").gql<Raised>(
    "mutation ($input: RaiseDisputeInput!) { raiseDispute(input: $input) { dispute { id version superior { code } } } }",
    {
      input: {
        ...{ ticketId: globalOf(ticket).id, version: ticket.version, proposedBureau: proposed },
        ...{ reason: "NOT_OUR_DUTY", explanation: "经营地址在对方辖区" },
      },
    },
  );
  if (!note(life, "raiseDispute", raised.errors)) return;
  const { id, version, superior } = raised.data.raiseDispute.dispute;
  const { errors } =
    how % 2 === 0
      ? await person(world, proposed, "head").gql(
          "mutation ($input: DisputeStepInput!) { acceptDispute(input: $input) { dispute { id } } }",
          { input: { disputeId: id, version } },
        )
      : await person(world, superior.code, "head").gql(
          "mutation ($input: DesignateInput!) { designate(input: $input) { dispute { id } } }",
          { input: { disputeId: id, version, bureau: proposed, grounds: "实际经营地在该区" } },
        );
  note(life, how % 2 === 0 ? "acceptDispute" : "designate", errors);
}

async function takeUp(life: Life, world: World, { how, which }: LifeStep): Promise<void> {
  const tickets = await seenTickets(life.sql, world);
  if (tickets.length === 0) return;
  const { errors } = await world
    .as(how % 2 === 0 ? "province.head" : "cityA.head")
    .gql("mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { id } } }", {
      input: {
        ...{ ticketId: globalOf(pick(tickets, which)).id, version: pick(tickets, which).version },
        ...{ reason: "GRAVE", explanation: "案情重大" },
      },
    });
  note(life, "takeUp", errors);
}

async function handOver(life: Life, world: World, { which }: LifeStep): Promise<void> {
  const open = (await seenTickets(life.sql, world)).filter(({ state }) =>
    ["IN_REVIEW", "DISPATCHED", "SIGNED"].includes(state),
  );
  const other = life.worlds.find((one) => one !== world);
  if (open.length === 0 || other === undefined) return;
  const ticket = pick(open, which);
  const { errors } = await person(world, ticket.holder, "head").gql(
    "mutation ($input: HandOverTicketInput!) { handOverTicket(input: $input) { handover { id } } }",
    {
      input: {
        ...{ ticketId: globalOf(ticket).id, version: ticket.version, bureau: other.code.province },
        ...{ reason: "RESPONDENT_ELSEWHERE", explanation: "经营者在贵省" },
        told: { method: "PHONE", explanation: "已电话告知由外省办理" },
      },
    },
  );
  note(life, "handOver", errors);
}

async function turnIntoCase(life: Life, world: World, { which }: LifeStep): Promise<void> {
  const states = ["CHECKING", "ACCEPTED", "MEDIATING", "SETTLED", "TERMINATED"];
  const complaints = (await seenTickets(life.sql, world)).filter(({ state }) => states.includes(state));
  if (complaints.length === 0) return;
  const ticket = pick(complaints, which);
  const { errors } = await person(world, ticket.holder, "handler").gql(
    "mutation ($input: TurnIntoCaseInput!) { turnIntoCase(input: $input) { ticket { id } } }",
    { input: { ticketId: globalOf(ticket).id, version: ticket.version } },
  );
  note(life, "turnIntoCase", errors);
}

async function extend(life: Life, world: World, { which }: LifeStep): Promise<void> {
  const reports = (await seenTickets(life.sql, world)).filter(({ state }) => state === "VERIFYING");
  if (reports.length === 0) return;
  const ticket = pick(reports, which);
  type Asked = { requestExtension: { extensionRequest: { id: string; version: number } } };
  const asked = await person(world, ticket.holder, "handler").gql<Asked>(
    "mutation ($input: RequestExtensionInput!) { requestExtension(input: $input) { extensionRequest { id version } } }",
    { input: { ticketId: globalOf(ticket).id, version: ticket.version, reason: "COMPLEX", explanation: "案情复杂" } },
  );
  if (!note(life, "requestExtension", asked.errors)) return;
  const { id, version } = asked.data.requestExtension.extensionRequest;
  const { errors } = await person(world, ticket.holder, "head").gql(
    "mutation ($input: GrantExtensionInput!) { grantExtension(input: $input) { extensionRequest { id } } }",
    { input: { requestId: id, version } },
  );
  note(life, "grantExtension", errors);
}

const dayOfStage = ({ clock }: Stage): string =>
  new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

async function reorganise(life: Life, world: World, mutation: string, input: Variables): Promise<void> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const bureau = mutation === "mergeBureaus" ? String(input.into) : String(input.bureau);
  const [known] = await life.sql<{ version: number }[]>`SELECT version FROM bureaus WHERE code = ${bureau}`;
  const { errors } = await world
    .as("province.administrator")
    .gql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { reorganisation { state } } }`, {
      input: { ...input, version: known?.version ?? 1, effectiveOn: dayOfStage(life.stage) },
    });
  note(life, mutation, errors);
}

const steps: Record<Happening, (life: Life, world: World, step: LifeStep) => Promise<unknown>> = {
  register,
  course,
  work,
  callBack,
  order,
  dispute,
  takeUp,
  handOver,
  turnIntoCase,
  extend,
  wait: async ({ stage }, _, { how, much }) => {
    const hours = how % 3 === 0 ? 24 * (1 + (much % 12)) : 1 + (much % 40);
    stage.clock.set(new Date(stage.clock.now().getTime() + hours * 3_600_000 + (much % 3600) * 1000));
  },
  scheduler: async ({ database, stage }) => {
    await deadlineStepsPass.run(jobTools(database, stage.clock));
  },
  fold: async ({ database }, _, { much }) => {
    await database.asSystem("fold for a test", (tx) => foldDeltas(tx, 1 + (much % 60)));
  },
  merge: (life, world, { how }) => {
    const [from, into] = pick(
      [
        ["countyA2", "countyA1"],
        ["countyB2", "countyB1"],
        ["zoneA", "countyA1"],
      ] as const,
      how,
    );
    return reorganise(life, world, "mergeBureaus", { from: [world.code[from]], into: world.code[into] });
  },
  move: (life, world, { how, who }) =>
    reorganise(life, world, "moveBureau", {
      bureau: world.code[pick(["countyA1", "countyA2", "countyB1", "zoneA"] as const, how)],
      newParent: world.code[pick(["cityA", "cityB"] as const, who)],
    }),
  remove: async ({ sql }, world, { which }) => {
    const tickets = await seenTickets(sql, world);
    if (tickets.length > 8) await sql`DELETE FROM tickets WHERE id = ${pick(tickets, which).id}`;
  },
};

/** Lets one thing happen, and notes where tickets went by it. */
export async function happen(life: Life, step: LifeStep): Promise<void> {
  // The second province is there for what is handed over to it, and so that the nation is more than one.
  const world = pick(life.worlds, step.who % 8 === 0 ? 1 : 0);
  await steps[step.what](life, world, step);
  life.stage.tick();
  await noteHolders(life, step.what === "merge" || step.what === "move");
}

/** A ticket that was handed on is where its new holder stands today; a reorganisation hands nothing on. */
async function noteHolders({ holders, sql, then }: Life, wasReorganised: boolean): Promise<void> {
  const rows = await sql<({ id: string; holder: string } & PlainPlace)[]>`
    SELECT id, holder, province, city, county, holder AS bureau FROM tickets`;
  for (const { id, holder, ...place } of rows) {
    if (!wasReorganised && holders.get(id) !== holder) then.set(id, place);
    holders.set(id, holder);
  }
}
