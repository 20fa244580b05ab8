import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader, Division, divisionLoader } from "../jurisdictions/index.js";
import { ExtractedRespondent, TicketExtract } from "./ticket.extract.type.js";
import { termOf, termOrNull } from "./ticket.terms.js";
import { Term } from "./ticket.type.js";

const classified = ({ parts }: TicketExtract): boolean => parts.includes("CLASSIFICATION");

/** The fields of an extract that are looked up when they are asked for; each is null unless its part is shown. */
@Resolver(() => TicketExtract)
export class TicketExtractFieldResolver {
  @FieldResolver(() => Term, {
    nullable: true,
    description: "What it is about (问题类别); null unless CLASSIFICATION is shown.",
  })
  async issueClass(@Ctx() context: RequestContext, @Root() extract: TicketExtract): Promise<Term | null> {
    return classified(extract) ? termOf(context, extract.row, "ISSUE_CLASS", extract.row.issueClass) : null;
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: "Which goods or services (商品服务类别); null unless CLASSIFICATION is shown.",
  })
  async goodsClass(@Ctx() context: RequestContext, @Root() extract: TicketExtract): Promise<Term | null> {
    return classified(extract) ? termOrNull(context, extract.row, "GOODS_CLASS", extract.row.goodsClass) : null;
  }

  @Weight(0, { items: 3 })
  @FieldResolver(() => [Term], {
    nullable: true,
    description: "Subjects that cut across classes (主题); null unless CLASSIFICATION is shown.",
  })
  async topics(@Ctx() context: RequestContext, @Root() extract: TicketExtract): Promise<Term[] | null> {
    if (!classified(extract)) return null;
    return Promise.all(extract.row.topics.map((code) => termOf(context, extract.row, "TOPIC", code)));
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that holds it now (当前单位); null unless STATE is shown.",
  })
  holder(@Ctx() context: RequestContext, @Root() { parts, row }: TicketExtract): Loaded<Bureau> {
    return parts.includes("STATE") ? bureauLoader(context, row.holder) : null;
  }
}

/** The division of an extracted respondent. */
@Resolver(() => ExtractedRespondent)
export class ExtractedRespondentFieldResolver {
  @FieldResolver(() => Division, {
    nullable: true,
    description: "The division that decides who is competent (属地区划).",
  })
  division(@Ctx() context: RequestContext, @Root() { divisionCode }: ExtractedRespondent): Loaded<Division> {
    return divisionCode === null ? null : divisionLoader(context, divisionCode);
  }
}
