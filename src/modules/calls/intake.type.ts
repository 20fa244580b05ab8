import { Field, Int, ObjectType } from "type-graphql";
import { Call } from "./call.type.js";

/** What is known of the number of a call, for whoever takes it. */
@ObjectType({
  description: "What is known of the number of a call, for whoever takes it (来电弹屏).",
  simpleResolvers: true,
})
export class CallIntake {
  @Field(() => Call, { description: "The call (来电)." })
  call: Call;

  @Field(() => Boolean, {
    description: "Whether the number is known (号码是否可识别): false where the caller hides it, or it is none.",
  })
  isKnownNumber: boolean;

  @Field(() => Int, {
    description:
      "How many earlier calls of the number there were to your bureau, 1,000 at most (该号码此前来电数): those to others may be of reporters (art. 37 of Order 121).",
  })
  earlierCallCount: number;

  @Field(() => [Call], {
    description: "The last of them, ten at most, newest first (最近来电).",
  })
  earlierCalls: Call[];

  /** The digest of the number, by which other modules know their own matters again; null where there is none. */
  callerDigest: string | null;
}
