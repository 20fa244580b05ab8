import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Person, personLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { readBoard, requireBoard } from "./board.js";
import { CallBoard, ReportSeatsPayload, Seat } from "./board.type.js";
import { reportSeats } from "./commands/report-seats.js";
import { ReportSeatsInput } from "./seat.inputs.js";

/** The live board of a hotline in the API. */
@Resolver(() => CallBoard)
export class CallBoardResolver {
  @Can("call.record")
  @Weight(1000, { arguments: { "input.seats": 20 } })
  @Mutation(() => ReportSeatsPayload, {
    description:
      "Notes what the seats of your bureau do, as a telephone system tells it (上报座席状态), 1 to 500 at once. Of each the latest stands, so a report may be sent again at any time.",
  })
  async reportSeats(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReportSeatsInput, { description: "The seats (座席状态)." }) report: ReportSeatsInput,
  ): Promise<ReportSeatsPayload> {
    return Object.assign(new ReportSeatsPayload(), await reportSeats(context, report));
  }

  @Can("call.read")
  @Weight(1000)
  @Query(() => CallBoard, { description: "The live board of the hotline of a bureau (话务看板)." })
  callBoard(
    @Ctx() context: RequestContext,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of a bureau of your region (单位代码); yours where it is left out.",
    })
    bureau: string | null,
  ): Promise<CallBoard> {
    return inScope(context, async (tx) => readBoard(tx, context, await requireBoard(tx, context, bureau ?? null)));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose hotline it is (所属单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: CallBoard): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }
}

/** A seat in the API. */
@Resolver(() => Seat)
export class SeatResolver {
  @FieldResolver(() => Person, {
    nullable: true,
    description:
      "Whose number at the desk it is (话务员); null where nobody of the bureau has it, or you do not see him.",
  })
  operator(@Ctx() context: RequestContext, @Root() { row }: Seat): Loaded<Person> {
    return row.operator === null ? null : personLoader(context, row.operator);
  }
}
