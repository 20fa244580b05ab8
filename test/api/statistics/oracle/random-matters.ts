import type { Variables } from "../../../api.js";
import type { Stage } from "../../../stage.js";
import type { World } from "../../../world.js";
import { type Chance, globalOf, type Life, person, pick, type SeenTicket, seenTickets, wasTaken } from "./living.js";

const closedOf = (tickets: readonly SeenTicket[]) =>
  tickets.filter(({ state }) => ["CLOSED", "ARCHIVED"].includes(state));

/** Asks the citizen; who is dissatisfied through the handler's fault has it done again. */
export async function callBack(life: Life, world: World, { how, which }: Chance): Promise<void> {
  const closed = closedOf(await seenTickets(life.sql, world));
  if (closed.length === 0) return;
  const ticket = pick(closed, which);
  const manager = person(world, ticket.intake_bureau, "shiftManager");
  type Planned = { planCallback: { callback: { id: string; version: number } } };
  const planned = await manager.gql<Planned>(
    "mutation ($input: PlanCallbackInput!) { planCallback(input: $input) { callback { id version } } }",
    { input: { ticketId: globalOf(ticket).id } },
  );
  if (!wasTaken("planCallback", planned.errors)) return;
  const grade = pick(["VERY_SATISFIED", "SATISFIED", "NEUTRAL", "DISSATISFIED", "DISSATISFIED"], how);
  const { id, version } = planned.data.planCallback.callback;
  const bad = grade === "DISSATISFIED" ? { isHandlersFault: true, remark: "没有联系过" } : {};
  const { errors } = await person(world, ticket.intake_bureau, "operator").gql(
    "mutation ($input: RecordCallbackInput!) { recordCallback(input: $input) { isReopened } }",
    { input: { callbackId: id, version, grade, ...bad } },
  );
  wasTaken(`recordCallback ${grade}`, errors);
}

/** Somebody above orders whoever holds a ticket to account for it. */
export async function order(life: Life, world: World, { how, which }: Chance): Promise<void> {
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
  wasTaken("order", errors);
}

/** A bureau names another as competent, which agrees, or which the superior designates. */
export async function dispute(life: Life, world: World, { how, which, who }: Chance): Promise<void> {
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
  if (!wasTaken("raiseDispute", raised.errors)) return;
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
  wasTaken(how % 2 === 0 ? "acceptDispute" : "designate", errors);
}

/** A superior takes a ticket up. */
export async function takeUp(life: Life, world: World, { how, which }: Chance): Promise<void> {
  const tickets = await seenTickets(life.sql, world);
  if (tickets.length === 0) return;
  const { errors } = await world
    .as(pick(["province.head", "cityA.head", "nation.head"] as const, how))
    .gql("mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { id } } }", {
      input: {
        ...{ ticketId: globalOf(pick(tickets, which)).id, version: pick(tickets, which).version },
        ...{ reason: "GRAVE", explanation: "案情重大" },
      },
    });
  wasTaken("takeUp", errors);
}

/** A ticket is handed over to the other province. */
export async function handOver(life: Life, world: World, { which }: Chance): Promise<void> {
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
  wasTaken("handOver", errors);
}

/** A lead to a breach of the law is found in a complaint. */
export async function turnIntoCase(life: Life, world: World, { which }: Chance): Promise<void> {
  const states = ["CHECKING", "ACCEPTED", "MEDIATING", "SETTLED", "TERMINATED"];
  const complaints = (await seenTickets(life.sql, world)).filter(({ state }) => states.includes(state));
  if (complaints.length === 0) return;
  const ticket = pick(complaints, which);
  const { errors } = await person(world, ticket.holder, "handler").gql(
    "mutation ($input: TurnIntoCaseInput!) { turnIntoCase(input: $input) { ticket { id } } }",
    { input: { ticketId: globalOf(ticket).id, version: ticket.version } },
  );
  wasTaken("turnIntoCase", errors);
}

/** The head grants more time for a report. */
export async function extend(life: Life, world: World, { which }: Chance): Promise<void> {
  const reports = (await seenTickets(life.sql, world)).filter(({ state }) => state === "VERIFYING");
  if (reports.length === 0) return;
  const ticket = pick(reports, which);
  type Asked = { requestExtension: { extensionRequest: { id: string; version: number } } };
  const asked = await person(world, ticket.holder, "handler").gql<Asked>(
    "mutation ($input: RequestExtensionInput!) { requestExtension(input: $input) { extensionRequest { id version } } }",
    { input: { ticketId: globalOf(ticket).id, version: ticket.version, reason: "COMPLEX", explanation: "案情复杂" } },
  );
  if (!wasTaken("requestExtension", asked.errors)) return;
  const { id, version } = asked.data.requestExtension.extensionRequest;
  const { errors } = await person(world, ticket.holder, "head").gql(
    "mutation ($input: GrantExtensionInput!) { grantExtension(input: $input) { extensionRequest { id } } }",
    { input: { requestId: id, version } },
  );
  wasTaken("grantExtension", errors);
}

const dayOfStage = ({ clock }: Stage): string =>
  new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Bureaus are reorganised, on the day of the stage. */
export async function reorganise(life: Life, world: World, mutation: string, input: Variables): Promise<void> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const bureau = mutation === "mergeBureaus" ? String(input.into) : String(input.bureau);
  const [known] = await life.sql<{ version: number }[]>`SELECT version FROM bureaus WHERE code = ${bureau}`;
  const { errors } = await world
    .as("province.administrator")
    .gql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { reorganisation { state } } }`, {
      input: { ...input, version: known?.version ?? 1, effectiveOn: dayOfStage(life.stage) },
    });
  wasTaken(mutation, errors);
}
