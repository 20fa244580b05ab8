import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { Weight } from "../../platform/weight.js";
import { attachmentKeyOf } from "./attachment.change.js";
import { CreateAttachmentLinkInput, RemoveAttachmentInput, RequestUploadInput } from "./attachment.inputs.js";
import { findAttachment } from "./attachment.store.js";
import {
  Attachment,
  CreateAttachmentLinkPayload,
  RemoveAttachmentPayload,
  RequestUploadPayload,
} from "./attachment.type.js";
import { toAttachment } from "./attachment.view.js";
import { createAttachmentLink } from "./commands/create-attachment-link.js";
import { removeAttachment } from "./commands/remove-attachment.js";
import { requestUpload } from "./commands/request-upload.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of attachments. */
@Resolver()
export class AttachmentResolver {
  @Can("attachment.read")
  @Query(() => Attachment, {
    description: "An attachment by its identifier (附件). One of a ticket that you may not see is NOT_FOUND.",
  })
  async attachment(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the attachment (附件标识)." }) id: string,
  ): Promise<Attachment> {
    const key = attachmentKeyOf(id, "id");
    const row = await inScope(context, (tx) => findAttachment(tx, key));
    if (row === null) throw notFound("id");
    return toAttachment(row);
  }

  @Can("attachment.add")
  @Weight(200)
  @Mutation(() => RequestUploadPayload, {
    description:
      "Announces a file of a ticket (申请上传附件), and gives the address to which its content is to be sent within 15 minutes.",
  })
  requestUpload(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestUploadInput, input) announced: RequestUploadInput,
  ): Promise<RequestUploadPayload> {
    return requestUpload(context, announced);
  }

  @Can("attachment.open")
  @Weight(200)
  @Mutation(() => CreateAttachmentLinkPayload, {
    description:
      "Gives an address that opens the content of an attachment for 15 minutes, as long as you have the right (打开附件). Each is recorded. What belongs to a report opens only at the bureaus that registered and handle it (art. 37 of Order 121).",
  })
  async createAttachmentLink(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateAttachmentLinkInput, input) wanted: CreateAttachmentLinkInput,
  ): Promise<CreateAttachmentLinkPayload> {
    const { expiresAt, row, url } = await createAttachmentLink(context, wanted);
    return { attachment: toAttachment(row), url, expiresAt };
  }

  @Can("attachment.remove")
  @Mutation(() => RemoveAttachmentPayload, {
    description:
      "Removes an attachment for a reason (移除附件): it opens no more, and its content is deleted 30 days later. The record stays.",
  })
  async removeAttachment(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveAttachmentInput, input) removal: RemoveAttachmentInput,
  ): Promise<RemoveAttachmentPayload> {
    return { attachment: toAttachment(await removeAttachment(context, removal)) };
  }
}
