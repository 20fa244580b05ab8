import { Field, InputType, Int } from "type-graphql";

/** The most words of its own that a desk may have. */
export const mostOwnWords = 50;

/** The input of setPriceDesk. */
@InputType({ description: "How a price desk is to work (价格监督台设置). What is left out stays as it is." })
export class SetPriceDeskInput {
  @Field(() => Int, {
    description: "The version of the settings that you saw (版本): 0 where nobody has set them yet.",
  })
  version: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "The hour of the day in China, 0 to 23, at which the digest is made (日报时间): it tells of the 24 hours until then. Null: no digest.",
  })
  digestHour?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: `Words of its own, at most ${mostOwnWords} of 2 to 20 characters (自设词): a ticket of its region in whose text one stands is suggested as a price case. Null takes them all away.`,
  })
  words?: string[] | null;
}
