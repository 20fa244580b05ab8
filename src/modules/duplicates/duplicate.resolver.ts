import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { Weight } from "../../platform/weight.js";
import { Ticket, toTicket } from "../tickets/index.js";
import { LikelyDuplicatesInput } from "./duplicate.inputs.js";
import { DuplicateCandidate, DuplicateReason } from "./duplicate.type.js";
import { candidateText, reasonText } from "./duplicate.words.js";
import { type Candidate, mostCandidates } from "./finding.js";
import { findLikeTicket } from "./stored.js";
import { findLikelyDuplicates } from "./typing.js";

function toCandidate(context: RequestContext, { isLikely, likeness, reasons, ticket }: Candidate): DuplicateCandidate {
  return Object.assign(new DuplicateCandidate(), {
    ...{ likeness, isLikely, isMerged: ticket.mergedInto !== null, ticket: toTicket(context, ticket) },
    sentence: inLocale(candidateText(ticket.number, likeness, isLikely), context.locale),
    reasons: reasons.map(({ code, percent, shared }) =>
      Object.assign(new DuplicateReason(), {
        ...{ code, percent, shared: [...shared] },
        sentence: inLocale(reasonText(code, percent), context.locale),
      }),
    ),
  });
}

/** Like tickets, in the API. */
@Resolver()
export class DuplicateResolver {
  @Can("duplicate.find")
  @Weight(5000, { items: 5 })
  @Query(() => [DuplicateCandidate], {
    description: `The tickets that you see and that an entry is like while it is typed (录入查重), the likeliest first, ${mostCandidates} at most. Hints: nothing is linked or merged by itself. An answer that connects a citizen with tickets is in the audit.`,
  })
  async likelyDuplicates(
    @Ctx() context: RequestContext,
    @Arg("input", () => LikelyDuplicatesInput, { description: "What is typed so far (录入中的内容)." })
    input: LikelyDuplicatesInput,
  ): Promise<DuplicateCandidate[]> {
    return (await findLikelyDuplicates(context, input)).map((candidate) => toCandidate(context, candidate));
  }
}

/** What a registered ticket is like, in the API. */
@Resolver(() => Ticket)
export class TicketDuplicatesResolver {
  @Weight(1000, { items: 2 })
  @FieldResolver(() => [DuplicateCandidate], {
    nullable: true,
    description: `The tickets that you see and that this one is like (疑似重复工单), the likeliest first, ${mostCandidates} at most; of reports those of the same reporter too (art. 35 of Order 121). Null for who may not look for them: those of other bureaus than hold or registered it, and other roles.`,
  })
  async likelyDuplicates(
    @Ctx() context: RequestContext,
    @Root() { row }: Ticket,
  ): Promise<DuplicateCandidate[] | null> {
    const candidates = await findLikeTicket(context, row);
    return candidates?.map((candidate) => toCandidate(context, candidate)) ?? null;
  }
}
