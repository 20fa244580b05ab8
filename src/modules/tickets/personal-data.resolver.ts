import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { reviewPersonalData } from "./commands/review-personal-data.js";
import { PersonalDataFind, ReviewPersonalDataInput } from "./personal-data.type.js";
import { findsOf } from "./ticket.personal-data.js";
import { keyText } from "./ticket.store.js";
import { Ticket, TicketPayload } from "./ticket.type.js";
import { textsLoader, toPayload } from "./ticket.view.js";

/** The scan for personal data, and its review. */
@Resolver(() => Ticket)
export class PersonalDataResolver {
  @Weight(50, { items: 3 })
  @FieldResolver(() => [PersonalDataFind], {
    description:
      "What the scan found in its texts besides the contact (个人信息扫描): telephone, identity and card numbers, addresses, names.",
  })
  async personalData(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<PersonalDataFind[]> {
    const texts = await textsLoader(context, keyText(row));
    if (texts === null) return [];
    const { answer, facts, request } = texts.details;
    const finds = findsOf(context.seal, row.id, { FACTS: facts, REQUEST: request, ANSWER: answer }, texts.contact);
    return finds.map(({ found: _, ...find }) => Object.assign(new PersonalDataFind(), find));
  }

  @Can("contact.review")
  @Mutation(() => TicketPayload, {
    description:
      "Notes that a find is no personal data, or that a passage is some (个人信息复核). It works on all texts of the ticket, in lists and searches too.",
  })
  reviewPersonalData(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReviewPersonalDataInput, { description: "What is to be done (操作参数)." })
    input: ReviewPersonalDataInput,
  ): Promise<TicketPayload> {
    return toPayload(context, reviewPersonalData(context, input));
  }
}
