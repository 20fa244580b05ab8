import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import type { AssignmentRow } from "./assignment.store.js";
import { assignShift } from "./commands/assign-shift.js";
import { publishRoster } from "./commands/publish-roster.js";
import { unassignShift } from "./commands/unassign-shift.js";
import { nameOf } from "./duty-person.js";
import {
  AssignShiftInput,
  MyShiftsArguments,
  PublishRosterInput,
  RosterArguments,
  RosterChangesArguments,
  RosterPeopleArguments,
  UnassignShiftInput,
} from "./roster.inputs.js";
import { pageOfCandidates, pageOfRosterChanges, readOwnShifts } from "./roster.lists.js";
import { readRoster } from "./roster.reading.js";
import {
  OwnShift,
  Roster,
  type RosterCandidate,
  RosterCandidateConnection,
  RosterChange,
  RosterChangeConnection,
  RosterPayload,
} from "./roster.type.js";
import { dayFrom } from "./shift.times.js";
import { limits } from "./shift.words.js";

const input = { description: "What is to be done (操作参数)." };

async function payloadOf(
  context: RequestContext,
  { count, from, to }: { count: number; from: string; to: string },
): Promise<RosterPayload> {
  const longest = dayFrom(from, limits.rosterDays - 1);
  const roster = await readRoster(context, { from, to: to < longest ? to : longest });
  return Object.assign(new RosterPayload(), { count, roster });
}

function payloadOfRows(context: RequestContext, rows: readonly AssignmentRow[]): Promise<RosterPayload> {
  const days = rows.map(({ day }) => day).sort();
  return payloadOf(context, { count: rows.length, from: days[0] ?? "", to: days.at(-1) ?? "" });
}

/** The rosters of bureaus, in the API. */
@Resolver(() => Roster)
export class RosterResolver {
  @Can("shift.read")
  @Weight(2000)
  @Query(() => Roster, {
    description:
      "The roster of a bureau over days (排班表), with what may be wrong with it. Who leads its shifts sees drafts too. A bureau that you may not ask about is NOT_FOUND.",
  })
  roster(@Ctx() context: RequestContext, @Args(() => RosterArguments) wanted: RosterArguments): Promise<Roster> {
    return readRoster(context, wanted);
  }

  @Can("shift.manage")
  @Query(() => RosterChangeConnection, {
    description:
      "What was changed of your bureau's roster after people had been shown it, newest first (排班变更记录).",
  })
  rosterChanges(
    @Ctx() context: RequestContext,
    @Args(() => RosterChangesArguments) wanted: RosterChangesArguments,
  ): Promise<ConnectionValue<RosterChange>> {
    return pageOfRosterChanges(context, wanted);
  }

  @Can("shift.manage")
  @Query(() => RosterCandidateConnection, {
    description: "The people who hold a role at your bureau today, and can be put on its shifts (可排班人员).",
  })
  rosterPeople(
    @Ctx() context: RequestContext,
    @Args(() => RosterPeopleArguments) wanted: RosterPeopleArguments,
  ): Promise<ConnectionValue<RosterCandidate>> {
    return pageOfCandidates(context, wanted);
  }

  @Can("shift.ask")
  @Weight(300, { items: 14 })
  @Query(() => [OwnShift], { description: "Your own shifts, at whatever bureau, by their start (我的班次)." })
  myShifts(
    @Ctx() context: RequestContext,
    @Args(() => MyShiftsArguments) wanted: MyShiftsArguments,
  ): Promise<OwnShift[]> {
    return readOwnShifts(context, wanted);
  }

  @Can("shift.manage")
  @Weight(2000)
  @Mutation(() => RosterPayload, {
    description:
      "Puts people on a shift of your bureau, on days or every day of a period (排班): all of them or nobody. Who has another shift at that time anywhere, or is on leave, is refused.",
  })
  async assignShift(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignShiftInput, input) wanted: AssignShiftInput,
  ): Promise<RosterPayload> {
    return payloadOfRows(context, await assignShift(context, wanted));
  }

  @Can("shift.manage")
  @Weight(2000)
  @Mutation(() => RosterPayload, { description: "Takes assignments off your bureau's roster (撤销排班)." })
  async unassignShift(
    @Ctx() context: RequestContext,
    @Arg("input", () => UnassignShiftInput, input) wanted: UnassignShiftInput,
  ): Promise<RosterPayload> {
    return payloadOfRows(context, await unassignShift(context, wanted));
  }

  @Can("shift.manage")
  @Weight(2000)
  @Mutation(() => RosterPayload, {
    description: "Publishes the roster of days (发布排班): people see it, and later changes need a reason.",
  })
  async publishRoster(
    @Ctx() context: RequestContext,
    @Arg("input", () => PublishRosterInput, input) wanted: PublishRosterInput,
  ): Promise<RosterPayload> {
    const count = await publishRoster(context, wanted);
    return payloadOf(context, { count, from: wanted.from, to: wanted.to });
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "Whose roster it is (所属单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: Roster): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }
}

/** What was changed of rosters, in the API. */
@Resolver(() => RosterChange)
export class RosterChangeFieldResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Whose assignment it is after the change (人员姓名)." })
  personName(@Ctx() context: RequestContext, @Root() { person }: RosterChange): Promise<string | null> {
    return nameOf(context, person);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who changed it (变更人)." })
  byName(@Ctx() context: RequestContext, @Root() { by }: RosterChange): Promise<string | null> {
    return nameOf(context, by);
  }
}

/** The bureau of one's own shifts, in the API. */
@Resolver(() => OwnShift)
export class OwnShiftFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "At which bureau (单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: OwnShift): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }
}
