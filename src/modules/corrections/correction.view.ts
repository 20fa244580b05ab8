import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { keyFromText, keyText, toTicket } from "../tickets/index.js";
import type { Answered } from "./commands/make-correction.js";
import { correctionIdOf, correctionKeyOfParts } from "./correction.change.js";
import type { CorrectableField, CorrectionState } from "./correction.enums.js";
import type { CorrectionsArguments } from "./correction.inputs.js";
import {
  type CorrectionRow,
  countCorrections,
  findCorrection,
  findCorrectionsOf,
  listCorrections,
} from "./correction.store.js";
import { Correction, CorrectionPayload } from "./correction.type.js";

/** A request of the API from its row. */
export function toCorrection(row: CorrectionRow): Correction {
  const { answeredAt, askedAt, version } = row;
  return Object.assign(new Correction(), {
    ...{ id: correctionIdOf(row), version, askedAt, answeredAt, row },
    state: row.state as CorrectionState,
    fields: row.fields as CorrectableField[],
  });
}

/** The answer of a change. */
export async function toCorrectionPayload(
  context: RequestContext,
  answered: Promise<Answered>,
): Promise<CorrectionPayload> {
  const { correction, ticket } = await answered;
  return Object.assign(new CorrectionPayload(), {
    correction: toCorrection(correction),
    ticket: toTicket(context, ticket),
  });
}

/** Reads the requests of tickets by key text, the newest first. */
export const correctionsLoader = defineLoader<CorrectionRow[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findCorrectionsOf(tx, keys.map(keyFromText)));
  const groups = new Map<string, CorrectionRow[]>();
  for (const row of rows) {
    const key = keyText({ province: row.province, id: row.ticketId });
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
});

/**
 * Reads requests again by their global identifiers, for those who read tickets.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const correctionNodeReader: NodeReader = async (context, parts) => {
  const key = holds(actorOf(context), "ticket.read") ? correctionKeyOfParts(parts) : null;
  const row = key === null ? null : await inScope(context, (tx) => findCorrection(tx, key));
  return row === null ? null : toCorrection(row);
};

const newestFirst = "corrections-newest";

/**
 * A page of the requests that the actor's bureau is to answer, or made, the newest first.
 *
 * @throws INVALID_INPUT for a page that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfCorrections(
  context: RequestContext,
  args: CorrectionsArguments,
): Promise<ConnectionValue<Correction>> {
  const page = readIdPage(args, newestFirst);
  const criteria = { bureau: actorOf(context).bureau.bureau, view: args.view, state: args.state ?? null };
  const rows = await inScope(context, (tx) => listCorrections(tx, criteria, page));
  return toConnection(
    toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countCorrections(tx, criteria)),
    toCorrection,
  );
}
