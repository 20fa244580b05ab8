import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { dutyPersonLoader, nameOf } from "./duty-person.js";
import { RosterCandidate, RosterLoad, RosterPerson } from "./roster.type.js";
import { ShiftSwapCandidate } from "./swap.candidate.type.js";

async function staffNumberOf(context: RequestContext, id: string): Promise<string | null> {
  return (await dutyPersonLoader(context, id))?.staffNumber ?? null;
}

/** Who is on a shift, in the API. */
@Resolver(() => RosterPerson)
export class RosterPersonFieldResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name (姓名)." })
  name(@Ctx() context: RequestContext, @Root() { rowId }: RosterPerson): Promise<string | null> {
    return nameOf(context, rowId);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The number at the desk (工号)." })
  staffNumber(@Ctx() context: RequestContext, @Root() { rowId }: RosterPerson): Promise<string | null> {
    return staffNumberOf(context, rowId);
  }
}

/** How much somebody has of a roster, in the API. */
@Resolver(() => RosterLoad)
export class RosterLoadFieldResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name (姓名)." })
  name(@Ctx() context: RequestContext, @Root() { rowId }: RosterLoad): Promise<string | null> {
    return nameOf(context, rowId);
  }
}

/** Who can be put on a shift, in the API. */
@Resolver(() => RosterCandidate)
export class RosterCandidateFieldResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name (姓名)." })
  name(@Ctx() context: RequestContext, @Root() { rowId }: RosterCandidate): Promise<string | null> {
    return nameOf(context, rowId);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The number at the desk (工号)." })
  staffNumber(@Ctx() context: RequestContext, @Root() { rowId }: RosterCandidate): Promise<string | null> {
    return staffNumberOf(context, rowId);
  }
}

/** Who could take a shift of another, in the API. */
@Resolver(() => ShiftSwapCandidate)
export class ShiftSwapCandidateFieldResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name (姓名)." })
  name(@Ctx() context: RequestContext, @Root() { rowId }: ShiftSwapCandidate): Promise<string | null> {
    return nameOf(context, rowId);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The number at the desk (工号)." })
  staffNumber(@Ctx() context: RequestContext, @Root() { rowId }: ShiftSwapCandidate): Promise<string | null> {
    return staffNumberOf(context, rowId);
  }
}
