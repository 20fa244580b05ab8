import { holds } from "../../access/index.js";
import type { Place } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { maskInProposal } from "./proposal.contact.js";
import type { ProposalState } from "./proposal.enums.js";
import type { ProposalsArguments } from "./proposal.inputs.js";
import { countProposals, findProposal, listProposals, type ProposalKey, type ProposalRow } from "./proposal.store.js";
import { Proposal, ProposalPayload, proposalType } from "./proposal.type.js";

/** The global identifier of a suggestion. */
export function proposalIdOf({ id, province }: ProposalKey): string {
  return toGlobalId(proposalType, province, id);
}

function keyOfParts([province = "", id = "", ...rest]: readonly string[]): ProposalKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/**
 * The key of a suggestion out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function proposalKeyOf(globalId: string, field: string): ProposalKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === proposalType ? keyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** Where a suggestion was taken down. */
export function placeOfProposal({ bureau, city, county, province }: ProposalRow): Place {
  return { province, city, county, bureau };
}

/** A suggestion of the API from its row. */
export function toProposal({ seal }: RequestContext, row: ProposalRow): Proposal {
  const { contactNameMasked, contactPhoneMasked, decidedAt, receivedAt, reply, reportedAt, state, version } = row;
  return Object.assign(new Proposal(), {
    ...{ id: proposalIdOf(row), version, receivedAt, reportedAt, decidedAt, row },
    state: state as ProposalState,
    contactName: contactNameMasked,
    contactPhone: contactPhoneMasked,
    words: maskInProposal(seal, row, row.words),
    reply: reply === null ? null : maskInProposal(seal, row, reply),
  });
}

/** The answer of a change. */
export async function toProposalPayload(context: RequestContext, row: Promise<ProposalRow>): Promise<ProposalPayload> {
  return Object.assign(new ProposalPayload(), { proposal: toProposal(context, await row) });
}

/**
 * Reads suggestions again by their global identifiers, for those who read them.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const proposalNodeReader: NodeReader = async (context, parts) => {
  const key = holds(actorOf(context), "proposal.read") ? keyOfParts(parts) : null;
  const row = key === null ? null : await inScope(context, (tx) => findProposal(tx, key));
  return row === null ? null : toProposal(context, row);
};

const latestFirst = "proposals-latest";

/**
 * A page of suggestions, the latest first.
 *
 * @throws INVALID_INPUT for a page that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfProposals(
  context: RequestContext,
  args: ProposalsArguments,
): Promise<ConnectionValue<Proposal>> {
  const page = readIdPage(args, latestFirst);
  const criteria = { scope: scopeOf(actorOf(context).bureau), view: args.view, state: args.state ?? null };
  const rows = await inScope(context, (tx) => listProposals(tx, criteria, page));
  return toConnection(
    toPage(rows, page, latestFirst, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countProposals(tx, criteria)),
    (row) => toProposal(context, row),
  );
}
