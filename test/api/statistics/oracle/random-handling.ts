import { randomBytes } from "node:crypto";
import type { Variables } from "../../../api.js";
import type { Unit, World } from "../../../world.js";
import { type StepName, send, sendRegistration, type TicketAnswer } from "../../tickets/driving.js";
import {
  type Chance,
  globalOf,
  type Life,
  person,
  pick,
  type SeenTicket,
  seenTickets,
  unitOf,
  vocabulary,
  wasTaken,
  yuan,
} from "./living.js";

const intakes: readonly Unit[] = [
  "cityACentre",
  "cityACentre",
  "cityACentre",
  "cityBCentre",
  "provinceCentre",
  "countyA1",
];

type Registered = Pick<TicketAnswer, "id" | "version" | "kind" | "state"> & { holder: string };
/** Registers a ticket of any kind, channel and class. */
export async function register(world: World, { how, much, which, who }: Chance): Promise<Registered | null> {
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
  if (!wasTaken(`register ${kind}`, errors)) return null;
  const { ticket } = data.registerTicket;
  return { ...ticket, holder: ticket.holder.code };
}

/** Registers a ticket and takes it on as usual, in as few calls as may be, and some hours pass between them. */
export async function course(life: Life, world: World, step: Chance): Promise<void> {
  const { how, much, who } = step;
  let ticket = await register(world, { ...step, who: who % 4, how: how - (how % 7) + 1 });
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
    if (!wasTaken(name, errors)) return;
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
function inputOf(step: StepName, world: World, holder: string, { how, much, who }: Chance): Variables {
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
export async function work(life: Life, world: World, step: Chance): Promise<void> {
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
    if (!wasTaken(name, errors)) return;
    life.stage.tick();
  }
}

const amountsOf = ({ state }: SeenTicket, { how, much }: Chance): Variables =>
  state === "CASE_FILED" ? { fineAmount: yuan(much), ...(how % 2 === 0 ? { confiscatedAmount: yuan(how) } : {}) } : {};

const forKind: Partial<Record<StepName, string>> = {
  answerConsultation: "CONSULTATION",
  escalateConsultation: "CONSULTATION",
  startCheck: "COMPLAINT",
  startVerification: "REPORT",
};

const isFor = (step: StepName, { kind }: SeenTicket): boolean =>
  step === "submitTicket" ? kind !== "CONSULTATION" : (forKind[step] ?? kind) === kind;
