import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pathOf } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { isAbove, permittedEmergencyActions, placeOfEmergency } from "./emergency.change.js";
import { EmergencyActionEnum } from "./emergency.enums.js";
import { AcknowledgementsArguments } from "./emergency.inputs.js";
import type { EmergencyRow } from "./emergency.store.js";
import {
  Emergency,
  EmergencyAcknowledgement,
  EmergencyAcknowledgementConnection,
  EmergencyAnnouncement,
} from "./emergency.type.js";
import { announcementsLoader, ownAcknowledgementLoader, pageOfSubordinates, toAnnouncement } from "./emergency.view.js";
import type { EmergencyAction } from "./emergency.words.js";

const nameOf = async (context: RequestContext, person: string | null): Promise<string | null> =>
  person === null ? null : ((await personNameLoader(context, person))?.name ?? null);

// SECURITY: an emergency of an authority above is read there without the names of its officers.
const nameBeneath = async (
  context: RequestContext,
  row: EmergencyRow,
  person: string | null,
): Promise<string | null> => (isAbove(actorOf(context), row) ? null : nameOf(context, person));

/** The fields of an emergency that are read when they are asked for, each through a loader. */
@Resolver(() => Emergency)
export class EmergencyFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The authority for whose region it is (适用地区)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Emergency): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The authority or centre that declared it, and whose reports are about it (宣布单位).",
  })
  declaringBureau(@Ctx() context: RequestContext, @Root() { row }: Emergency): Loaded<Bureau> {
    return bureauLoader(context, row.declaringBureau);
  }

  @FieldResolver(() => String, { nullable: true, description: "The word of its topic (专题)." })
  async topicName(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<string | null> {
    if (row.topic === null) return null;
    const key = dictionaryKey("TOPIC", row.topic, pathOf(placeOfEmergency(row)));
    const name = await dictionaryNameLoader(context, key);
    return name === null ? row.topic : inLocale(name, context.locale);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who declared it (宣布人); not told beneath." })
  declaredByName(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<string | null> {
    return nameBeneath(context, row, row.declaredBy);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "Who ended it (结束人); null where the platform did, because its last day was over, and beneath.",
  })
  endedByName(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<string | null> {
    return nameBeneath(context, row, row.endedBy);
  }

  @Weight(20, { items: 3 })
  @FieldResolver(() => [EmergencyAnnouncement], {
    description: "What was announced of it, in order (公告记录): its declaration, and each change.",
  })
  async announcements(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<EmergencyAnnouncement[]> {
    return ((await announcementsLoader(context, row.id)) ?? []).map((announced) => toAnnouncement(announced, row));
  }

  @Weight(100)
  @FieldResolver(() => EmergencyAcknowledgementConnection, {
    description:
      "The authorities beneath that it was announced to, those of your own region, by code (下级确认情况): who took note, and who has not yet.",
  })
  acknowledgements(
    @Ctx() context: RequestContext,
    @Root() { row }: Emergency,
    @Args(() => AcknowledgementsArguments) wanted: AcknowledgementsArguments,
  ): Promise<ConnectionValue<EmergencyAcknowledgement>> {
    return pageOfSubordinates(context, row, wanted);
  }

  @Weight(20)
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether your region took note of the latest announcement (本单位是否已确认); null where it is not one of an authority above.",
  })
  async isAcknowledged(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<boolean | null> {
    if (!isAbove(actorOf(context), row)) return null;
    return ((await ownAcknowledgementLoader(context, row.id))?.announcement ?? 0) >= row.announcement;
  }

  @Weight(20)
  @FieldResolver(() => [EmergencyActionEnum], { description: "What you may do with it as it stands (可执行操作)." })
  async permittedActions(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<EmergencyAction[]> {
    const acknowledged = await ownAcknowledgementLoader(context, row.id);
    return permittedEmergencyActions(actorOf(context), row, acknowledged?.announcement ?? 0);
  }
}

/** The fields of what was announced. */
@Resolver(() => EmergencyAnnouncement)
export class EmergencyAnnouncementResolver {
  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who announced it (公告人); not told beneath." })
  announcedByName(
    @Ctx() context: RequestContext,
    @Root() { emergency, row }: EmergencyAnnouncement,
  ): Promise<string | null> {
    return nameBeneath(context, emergency, row.announcedBy);
  }
}

/** The fields of a subordinate that was told. */
@Resolver(() => EmergencyAcknowledgement)
export class EmergencyAcknowledgementResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The subordinate (下级单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: EmergencyAcknowledgement): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who took note for it (确认人)." })
  acknowledgedByName(
    @Ctx() context: RequestContext,
    @Root() { row }: EmergencyAcknowledgement,
  ): Promise<string | null> {
    return nameOf(context, row.acknowledgedBy);
  }
}
