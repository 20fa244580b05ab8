import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { toGlobalId } from "../../platform/ids.js";
import { Weight } from "../../platform/weight.js";
import { copyRoster } from "./commands/copy-roster.js";
import { nameOf } from "./duty-person.js";
import { readRoster } from "./roster.reading.js";
import type { SkippedTurn } from "./roster-copy.js";
import { CopyRosterInput, CopyRosterPayload, SkippedAssignment } from "./roster-copy.type.js";

/** Copies of rosters, in the API. */
@Resolver(() => SkippedAssignment)
export class RosterCopyResolver {
  @Can("shift.manage")
  @Weight(5000)
  @Mutation(() => CopyRosterPayload, {
    description:
      "Copies the roster of days of your bureau to others, such as last week's to the next (复制排班): whoever can take his shift again does, and of everybody else it is said why not. Made again it makes nothing.",
  })
  async copyRoster(
    @Ctx() context: RequestContext,
    @Arg("input", () => CopyRosterInput, { description: "What is to be done (操作参数)." }) wanted: CopyRosterInput,
  ): Promise<CopyRosterPayload> {
    const { from, rows, skipped, to } = await copyRoster(context, wanted);
    return Object.assign(new CopyRosterPayload(), {
      count: rows.length,
      skipped: skipped.map(toSkipped),
      roster: await readRoster(context, { from, to }),
    });
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of the person (姓名)." })
  name(@Ctx() context: RequestContext, @Root() { rowId }: SkippedAssignment): Promise<string | null> {
    return nameOf(context, rowId);
  }
}

function toSkipped({ day, isLeader, obstacle, person, shift }: SkippedTurn): SkippedAssignment {
  return Object.assign(new SkippedAssignment(), {
    ...{ day, isLeader, obstacle, shift, personId: toGlobalId("Person", person), rowId: person },
  });
}
