import { Field, Float, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { UploadTarget } from "../../platform/upload.type.js";
import { AttachmentPartEnum, AttachmentStateEnum, FileKindEnum, ScanStateEnum } from "./attachment.enums.js";
import type { AttachmentPart, AttachmentState, ScanState } from "./attachment.states.js";
import type { AttachmentRow } from "./attachment.store.js";
import type { FileKind } from "./content/media-types.js";

/** A file of a ticket. */
@ObjectType({
  description:
    "A file of a ticket (附件): a picture, a recording, a film or a document. Pictures and films are kept without what cameras write into them, such as the place.",
  implements: Node,
  simpleResolvers: true,
})
export class Attachment implements Node {
  id: string;

  @Field(() => AttachmentPartEnum, { description: "What of the ticket it belongs to (归属)." })
  part: AttachmentPart;

  @Field(() => FileKindEnum, { description: "The kind of the file (文件类别)." })
  kind: FileKind;

  @Field(() => String, { description: "The media type of its content, such as image/jpeg (媒体类型)." })
  mediaType: string;

  @Field(() => AttachmentStateEnum, { description: "The state (状态)." })
  state: AttachmentState;

  @Field(() => ScanStateEnum, {
    nullable: true,
    description: "What the virus scan said (病毒扫描结果); null before the content came.",
  })
  scan: ScanState | null;

  @Field(() => Float, {
    description:
      "The length in bytes (字节数): of the content that is kept, and before it came that which was announced.",
  })
  bytes: number;

  @Field(() => Boolean, {
    description:
      "Whether it came with the ticket when another province handed it over (是否随案移交); whoever added it did so there.",
  })
  isHandedOver: boolean;

  @Field(() => InstantScalar, { description: "When it was announced (添加时间)." })
  addedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When its content came (保存时间)." })
  storedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was removed (移除时间)." })
  removedAt: Date | null;

  @Field(() => Int, { description: "The version (版本号); a change names the one that it saw." })
  version: number;

  /** The row that nested fields are read from. */
  row: AttachmentRow;
}

/** What requestUpload answers. */
@ObjectType({ description: "What requestUpload prepared (申请上传结果).", simpleResolvers: true })
export class RequestUploadPayload {
  @Field(() => Attachment, { description: "The attachment (附件)." })
  attachment: Attachment;

  @Field(() => UploadTarget, {
    nullable: true,
    description: "Where its content is to be sent (上传地址); null where the ticket has this content already.",
  })
  upload: UploadTarget | null;

  @Field(() => Boolean, {
    description: "Whether the same came before (是否重复): by its key, or by its hash. Nothing new was made then.",
  })
  isRepeated: boolean;
}

/** What createAttachmentLink answers. */
@ObjectType({ description: "What createAttachmentLink gave (附件链接).", simpleResolvers: true })
export class CreateAttachmentLinkPayload {
  @Field(() => Attachment, { description: "The attachment (附件)." })
  attachment: Attachment;

  @Field(() => String, { description: "The address of the content (下载地址), for GET; it needs no token." })
  url: string;

  @Field(() => InstantScalar, {
    description: "Until when the address opens it (有效期至); not after another bureau took over the ticket.",
  })
  expiresAt: Date;
}

/** What removeAttachment answers. */
@ObjectType({ description: "What removeAttachment removed (移除附件结果).", simpleResolvers: true })
export class RemoveAttachmentPayload {
  @Field(() => Attachment, { description: "The attachment as it is now (附件)." })
  attachment: Attachment;
}
