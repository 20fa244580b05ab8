import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { holds } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, Ticket } from "../tickets/index.js";
import { AttachmentActionEnum } from "./attachment.enums.js";
import type { AttachmentAction } from "./attachment.states.js";
import { Attachment } from "./attachment.type.js";
import { actionsOf, attachmentsLoader, maskedText, ticketOf, toldHash } from "./attachment.view.js";

/** The fields of an attachment that are read when they are asked for. */
@Resolver(() => Attachment)
export class AttachmentFieldResolver {
  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() attachment: Attachment): Promise<Ticket | null> {
    return ticketOf(context, attachment);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The name of the file, with personal data masked (文件名, 脱敏); null where you may not open what belongs to the report.",
  })
  fileName(@Ctx() context: RequestContext, @Root() attachment: Attachment): Promise<string | null> {
    return maskedText(context, attachment, attachment.row.fileName);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The SHA-256 of the file as it was brought (原文件哈希值), in hexadecimal digits; null before it came, and where you may not open what belongs to the report.",
  })
  sha256(@Ctx() context: RequestContext, @Root() attachment: Attachment): Promise<string | null> {
    return toldHash(context, attachment, attachment.row.sha256);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The SHA-256 of the content that is kept and opened (保存内容哈希值): of a picture or film without its metadata; null as above.",
  })
  storedSha256(@Ctx() context: RequestContext, @Root() attachment: Attachment): Promise<string | null> {
    return toldHash(context, attachment, attachment.row.storedSha256);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that added it (添加单位)." })
  addedBy(@Ctx() context: RequestContext, @Root() { row }: Attachment): Loaded<Bureau> {
    return bureauLoader(context, row.addedBureau);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who added it (添加人)." })
  async adderName(@Ctx() context: RequestContext, @Root() { row }: Attachment): Promise<string | null> {
    return row.addedBy === null ? null : ((await personNameLoader(context, row.addedBy))?.name ?? null);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it was removed, with personal data masked (移除理由, 脱敏).",
  })
  removalReason(@Ctx() context: RequestContext, @Root() attachment: Attachment): Promise<string | null> {
    return maskedText(context, attachment, attachment.row.removalReason);
  }

  @FieldResolver(() => [AttachmentActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() attachment: Attachment): Promise<AttachmentAction[]> {
    return actionsOf(context, attachment);
  }
}

/** What a ticket knows of its files. */
@Resolver(() => Ticket)
export class TicketAttachmentResolver {
  @Weight(20, { items: 5 })
  @FieldResolver(() => [Attachment], {
    description: "Its files in the order in which they came, those that were removed included (附件).",
  })
  async attachments(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Attachment[]> {
    if (!holds(actorOf(context), "attachment.read")) return [];
    return (await attachmentsLoader(context, keyText(row))) ?? [];
  }
}
