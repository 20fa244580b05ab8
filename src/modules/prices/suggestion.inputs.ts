import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import {
  type SuggestionDirection,
  SuggestionDirectionEnum,
  type SuggestionState,
  SuggestionStateEnum,
} from "./suggestion.enums.js";

/** What a list of suggestions is narrowed by. */
@InputType({ description: "What a list of suggestions is narrowed by (建议筛选条件). All that is given must hold." })
export class PriceSuggestionFilter {
  @Field(() => [SuggestionStateEnum], { nullable: true, description: "Any of these states (状态)." })
  states?: SuggestionState[] | null;

  @Field(() => SuggestionDirectionEnum, { nullable: true, description: "In this direction (建议方向)." })
  direction?: SuggestionDirection | null;

  @Field(() => String, { nullable: true, description: "Made by this rule, by its code (规则)." })
  rule?: string | null;

  @Field(() => ID, { nullable: true, description: "Upon this ticket (工单)." })
  ticket?: string | null;
}

/** The arguments of priceSuggestions. */
@ArgsType()
export class PriceSuggestionsArguments {
  @Field(() => PriceSuggestionFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: PriceSuggestionFilter | null;

  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
  after?: string | null;
}

/** The input of acceptPriceSuggestion. */
@InputType({ description: "A suggestion to be accepted (采纳价格案件建议)." })
export class AcceptPriceSuggestionInput {
  @Field(() => ID, { description: "The suggestion (建议)." })
  suggestionId: string;

  @Field(() => Int, { description: "The version that you saw (版本)." })
  version: number;

  @Field(() => String, {
    nullable: true,
    description:
      "The new class of the ticket, a code of ISSUE_CLASS (问题类别): of the price line where it is suggested into it, PRICE where it is left out; of another where it is suggested out of it, and then it is needed. A price desk that asks need not say it.",
  })
  issueClass?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Your own words for the timeline (备注), at most 2,000 characters.",
  })
  remark?: string | null;
}

/** The input of refusePriceSuggestion. */
@InputType({ description: "A suggestion to be refused (不采纳价格案件建议)." })
export class RefusePriceSuggestionInput {
  @Field(() => ID, { description: "The suggestion (建议)." })
  suggestionId: string;

  @Field(() => Int, { description: "The version that you saw (版本)." })
  version: number;

  @Field(() => String, { description: "Why (理由), 2 to 500 characters." })
  reason: string;
}
