import { Field, ObjectType } from "type-graphql";
import type { RequestContext } from "./context.js";
import { InstantScalar } from "./scalars.js";
import { uploadAddress } from "./upload.js";

/** A header of a request. */
@ObjectType({ description: "A header that the request must carry (请求头).", simpleResolvers: true })
export class UploadHeader {
  @Field(() => String, { description: "Its name (名称)." })
  name: string;

  @Field(() => String, { description: "Its value (值)." })
  value: string;
}

/** Where a file is to be brought. */
@ObjectType({
  description:
    "Where to send the content of a file (上传地址): one request of this method and with these headers, whose body is the file. It needs no token.",
  simpleResolvers: true,
})
export class UploadTarget {
  @Field(() => String, { description: "The address (地址). Whoever has it may bring this file, and nothing else." })
  url: string;

  @Field(() => String, { description: "The method (请求方法): PUT." })
  method: string;

  @Field(() => [UploadHeader], { description: "The headers (请求头)." })
  headers: UploadHeader[];

  @Field(() => InstantScalar, {
    description: "Until when the request may begin (有效期至). A request that broke off may be sent again until then.",
  })
  expiresAt: Date;
}

/** The target for a file that was announced. */
export function toUploadTarget(
  context: Pick<RequestContext, "issuer" | "seal">,
  slot: { kind: string; id: string; mediaType: string; bytes: number; expiresAt: Date },
): UploadTarget {
  const { bytes, expiresAt, id, kind, mediaType } = slot;
  return Object.assign(new UploadTarget(), {
    url: uploadAddress(context, kind, id, expiresAt),
    method: "PUT",
    headers: [
      { name: "Content-Type", value: mediaType },
      { name: "Content-Length", value: String(bytes) },
    ],
    expiresAt,
  });
}
