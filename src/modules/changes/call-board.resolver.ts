import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { Can } from "../../access/index.js";
import { Live, neverSubscribed } from "../../platform/live-source.js";
import { Weight } from "../../platform/weight.js";
import { CallBoardChange } from "../calls/index.js";
import { openCallBoardChanges } from "./call-board-changes.js";

/** The root field that tells of the board of a hotline. */
@Resolver()
export class CallBoardChangeResolver {
  @Can("call.read")
  @Weight(1000)
  @Live(openCallBoardChanges)
  @Subscription(() => CallBoardChange, {
    subscribe: neverSubscribed,
    description:
      "The live board of the hotline of a bureau (话务看板推送): at once, and again when it changes, at most once a second.",
  })
  callBoardChanges(
    @Root() change: CallBoardChange,
    @Arg("bureau", () => String, {
      nullable: true,
      description: "The code of a bureau of your region (单位代码); yours where it is left out.",
    })
    _bureau: string | null,
  ): CallBoardChange {
    return change;
  }
}
