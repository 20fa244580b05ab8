import { Field, Float, ID, InputType, Int } from "type-graphql";
import { AttachmentPartEnum } from "./attachment.enums.js";
import type { AttachmentPart } from "./attachment.states.js";

const attachmentIdText = "The global identifier of the attachment (附件标识).";

/** A file that is to be brought. */
@InputType({ description: "A file that is to be brought to a ticket (上传申请)." })
export class RequestUploadInput {
  @Field(() => ID, { description: "The global identifier of the ticket (工单标识)." })
  ticketId: string;

  @Field(() => String, {
    description: "The name of the file (文件名), with the ending of its type; up to 200 characters, without slashes.",
  })
  fileName: string;

  @Field(() => String, {
    description:
      "The media type (媒体类型): image/jpeg, image/png, image/webp, image/gif, image/heic, audio/mpeg, audio/wav, audio/mp4, audio/amr, audio/ogg, video/mp4, video/quicktime, video/webm, application/pdf, those of docx and xlsx, or text/plain.",
  })
  mediaType: string;

  @Field(() => Float, { description: "The length of the file in bytes (字节数); the content must be just as long." })
  bytes: number;

  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of the file in hexadecimal digits (哈希值): where it is given, the content must have it.",
  })
  sha256?: string | null;

  @Field(() => AttachmentPartEnum, {
    defaultValue: AttachmentPartEnum.FACTS,
    description: "What of the ticket it belongs to (归属).",
  })
  part: AttachmentPart;

  @Field(() => String, {
    nullable: true,
    description:
      "A key of your own (幂等键), up to 100 characters: repeated with the same input, it gives the same attachment, and a new address while the content is awaited.",
  })
  idempotencyKey?: string | null;
}

/** Which attachment is to be opened, and why. */
@InputType({ description: "Which attachment is to be opened, and why (打开附件)." })
export class CreateAttachmentLinkInput {
  @Field(() => ID, { description: attachmentIdText })
  attachmentId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The purpose, a code of CONTACT_PURPOSE (打开目的); needed for what belongs to a report or complaint, and recorded.",
  })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: "More words (说明); needed where the purpose says so." })
  reason?: string | null;
}

/** Which attachment is to be removed, and why. */
@InputType({ description: "Which attachment is to be removed, and why (移除附件)." })
export class RemoveAttachmentInput {
  @Field(() => ID, { description: attachmentIdText })
  attachmentId: string;

  @Field(() => Int, { description: "The version that you saw (版本号); a change since then is a CONFLICT." })
  version: number;

  @Field(() => String, { description: "Why (移除理由); 2 to 500 characters." })
  reason: string;
}
