import { Field, ObjectType } from "type-graphql";
import { Weight } from "../../platform/weight.js";
import { type Regime, RegimeEnum } from "../dictionaries/index.js";
import { Bureau, Division } from "../jurisdictions/index.js";
import type { Locality } from "./ticket.advice.js";
import { LocalityEnum } from "./ticket.enums.js";

/** A bureau that the articles name. */
@ObjectType({ description: "A bureau that the articles name as competent (有管辖权的单位).", simpleResolvers: true })
export class CompetentBureauCandidate {
  @Field(() => Bureau, { nullable: true, description: "The bureau (单位)." })
  bureau: Promise<Bureau | null>;

  @Field(() => Division, { nullable: true, description: "The division that decides (行政区划)." })
  division: Promise<Division | null>;

  @Field(() => String, { description: "The article of the ticket's order (条款), such as 13." })
  article: string;

  @Field(() => String, { description: "Which place the article names (依据), in the language of the request." })
  because: string;

  @Field(() => Boolean, { description: "Whether the article names it only as the first receiver (先行收到)." })
  onlyIfFirstReceiver: boolean;

  @Field(() => Boolean, { description: "Whether your bureau may dispatch to it (可否分派)." })
  isWithinReach: boolean;
}

/** Who is competent. */
@ObjectType({
  description: "Who is competent for a matter, worked out and explained (管辖建议).",
  simpleResolvers: true,
})
export class CompetenceAdvice {
  @Field(() => RegimeEnum, { description: "The order that decides (适用规章)." })
  regime: Regime;

  @Field(() => LocalityEnum, { description: "Where the competent bureau lies, as seen from yours (属地)." })
  locality: Locality;

  @Weight(0, { items: 4 })
  @Field(() => [CompetentBureauCandidate], { description: "The competent bureaus, the best first (建议承办单位)." })
  candidates: CompetentBureauCandidate[];

  @Field(() => String, { description: "The finding in words (说明), in the language of the request." })
  explanation: string;
}
