import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { Weight } from "../../platform/weight.js";
import { readPeriod } from "../calendar/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { Term } from "../tickets/index.js";
import { termAt } from "../transfers/index.js";
import { decideProposal } from "./commands/decide-proposal.js";
import { registerProposal } from "./commands/register-proposal.js";
import { reportProposal } from "./commands/report-proposal.js";
import {
  DecideProposalInput,
  ProposalCountsArguments,
  ProposalsArguments,
  RegisterProposalInput,
  ReportProposalInput,
} from "./proposal.inputs.js";
import { countProposalsBy, findProposal } from "./proposal.store.js";
import { Proposal, ProposalConnection, ProposalCount, ProposalPayload } from "./proposal.type.js";
import { pageOfProposals, placeOfProposal, proposalKeyOf, toProposal, toProposalPayload } from "./proposal.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of suggestions, and the fields of one that are read when they are asked for. */
@Resolver(() => Proposal)
export class ProposalResolver {
  @Can("proposal.read")
  @Query(() => Proposal, {
    description: "A suggestion of a citizen by its identifier (意见建议). One that you may not see is NOT_FOUND.",
  })
  async proposal(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier (标识)." }) id: string,
  ): Promise<Proposal> {
    const key = proposalKeyOf(id, "id");
    const row = await inScope(context, (tx) => findProposal(tx, key));
    if (row === null) throw notFound("id");
    return toProposal(context, row);
  }

  @Can("proposal.read")
  @Weight(50)
  @Query(() => ProposalConnection, {
    description: "The suggestions of citizens in your region, the latest first (意见建议列表).",
  })
  proposals(
    @Ctx() context: RequestContext,
    @Args(() => ProposalsArguments) args: ProposalsArguments,
  ): Promise<ConnectionValue<Proposal>> {
    return pageOfProposals(context, args);
  }

  @Can("proposal.read")
  @Weight(500)
  @Query(() => [ProposalCount], {
    description:
      "How many suggestions there are in your region (意见建议统计), the most frequent value first; 200 values at most.",
  })
  proposalCounts(
    @Ctx() context: RequestContext,
    @Args(() => ProposalCountsArguments) { by, from, to }: ProposalCountsArguments,
  ): Promise<ProposalCount[]> {
    const { beginning, end } = readPeriod(from, to, 366);
    const scope = scopeOf(actorOf(context).bureau);
    return inScope(context, async (tx) => {
      const rows = await countProposalsBy(tx, scope, by, { from: beginning, until: end });
      return rows.map((row) => Object.assign(new ProposalCount(), row));
    });
  }

  @Can("proposal.register")
  @Mutation(() => ProposalPayload, { description: "Takes a suggestion of a citizen down (接收意见建议)." })
  registerProposal(
    @Ctx() context: RequestContext,
    @Arg("input", () => RegisterProposalInput, input) registration: RegisterProposalInput,
  ): Promise<ProposalPayload> {
    return toProposalPayload(context, registerProposal(context, registration));
  }

  @Can("proposal.report")
  @Mutation(() => ProposalPayload, {
    description: "Reports a suggestion to an authority above, which decides it from then on (上报意见建议).",
  })
  reportProposal(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReportProposalInput, input) reporting: ReportProposalInput,
  ): Promise<ProposalPayload> {
    return toProposalPayload(context, reportProposal(context, reporting));
  }

  @Can("proposal.decide")
  @Mutation(() => ProposalPayload, { description: "Decides upon a suggestion, with a reply (处理意见建议)." })
  decideProposal(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideProposalInput, input) decision: DecideProposalInput,
  ): Promise<ProposalPayload> {
    return toProposalPayload(context, decideProposal(context, decision));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that took it down (接收单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Proposal): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that decides, or decided (办理单位)." })
  holder(@Ctx() context: RequestContext, @Root() { row }: Proposal): Loaded<Bureau> {
    return bureauLoader(context, row.holder);
  }

  @FieldResolver(() => Term, { nullable: true, description: "The channel (渠道)." })
  channel(@Ctx() context: RequestContext, @Root() { row }: Proposal) {
    return termAt(context, placeOfProposal(row), "CHANNEL", row.channel);
  }

  @FieldResolver(() => Term, { nullable: true, description: "What it is about (问题类别)." })
  issueClass(@Ctx() context: RequestContext, @Root() { row }: Proposal) {
    return row.issueClass === null ? null : termAt(context, placeOfProposal(row), "ISSUE_CLASS", row.issueClass);
  }
}
