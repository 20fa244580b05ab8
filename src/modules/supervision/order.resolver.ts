import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { acceptSupervisionAnswer } from "./commands/accept-supervision-answer.js";
import { answerSupervisionOrder } from "./commands/answer-supervision-order.js";
import { closeSupervisionOrder } from "./commands/close-supervision-order.js";
import { confirmSupervisionOrder } from "./commands/confirm-supervision-order.js";
import { issueSupervisionOrder } from "./commands/issue-supervision-order.js";
import { sendBackSupervisionAnswer } from "./commands/send-back-supervision-answer.js";
import { orderKeyOf } from "./order.change.js";
import { OrderViewEnum } from "./order.enums.js";
import {
  AcceptSupervisionAnswerInput,
  AnswerSupervisionOrderInput,
  CloseSupervisionOrderInput,
  IssueSupervisionOrderInput,
  SendBackSupervisionAnswerInput,
  SupervisionOrderFilter,
  SupervisionOrderStepInput,
} from "./order.inputs.js";
import { readOrderList } from "./order.list.js";
import type { OrderView } from "./order.scope.store.js";
import { orderKeyText } from "./order.store.js";
import { SupervisionOrder, SupervisionOrderConnection, SupervisionOrderPayload } from "./order.type.js";
import { orderLoader, toOrderPayload } from "./order.view.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of supervision orders. */
@Resolver()
export class OrderResolver {
  @Can("supervision.read")
  @Query(() => SupervisionOrder, {
    description: "A supervision order by its identifier (督办单). One that you may not see is NOT_FOUND.",
  })
  async supervisionOrder(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the order (督办单标识)." }) id: string,
  ): Promise<SupervisionOrder> {
    const order = await orderLoader(context, orderKeyText(orderKeyOf(id, "id")));
    if (order === null) throw notFound("id");
    return order;
  }

  @Can("supervision.read")
  @Query(() => SupervisionOrderConnection, {
    description: "The supervision orders that you see, newest first (督办列表).",
  })
  supervisionOrders(
    @Ctx() context: RequestContext,
    @Arg("view", () => OrderViewEnum, { defaultValue: "IN_REGION", description: "Which of them (视图)." })
    view: OrderView,
    @Arg("filter", () => SupervisionOrderFilter, {
      nullable: true,
      description: "What the list is narrowed by (筛选条件).",
    })
    filter: SupervisionOrderFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<SupervisionOrder>> {
    return readOrderList(context, { view, filter: filter ?? null, first, after });
  }

  @Can("supervision.issue")
  @Mutation(() => SupervisionOrderPayload, {
    description: "Demands an answer of a bureau beneath your own over open tickets that are with it (下达督办).",
  })
  issueSupervisionOrder(
    @Ctx() context: RequestContext,
    @Arg("input", () => IssueSupervisionOrderInput, input) wanted: IssueSupervisionOrderInput,
  ): Promise<SupervisionOrderPayload> {
    return toOrderPayload(context, issueSupervisionOrder(context, wanted));
  }

  @Can("supervision.receive")
  @Mutation(() => SupervisionOrderPayload, { description: "Confirms that an order was received (接收督办)." })
  confirmSupervisionOrder(
    @Ctx() context: RequestContext,
    @Arg("input", () => SupervisionOrderStepInput, input) wanted: SupervisionOrderStepInput,
  ): Promise<SupervisionOrderPayload> {
    return toOrderPayload(context, confirmSupervisionOrder(context, wanted));
  }

  @Can("supervision.receive")
  @Mutation(() => SupervisionOrderPayload, { description: "Answers an order (回复督办)." })
  answerSupervisionOrder(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnswerSupervisionOrderInput, input) wanted: AnswerSupervisionOrderInput,
  ): Promise<SupervisionOrderPayload> {
    return toOrderPayload(context, answerSupervisionOrder(context, wanted));
  }

  @Can("supervision.decide")
  @Mutation(() => SupervisionOrderPayload, { description: "Accepts the answer to an order (认可督办回复)." })
  acceptSupervisionAnswer(
    @Ctx() context: RequestContext,
    @Arg("input", () => AcceptSupervisionAnswerInput, input) wanted: AcceptSupervisionAnswerInput,
  ): Promise<SupervisionOrderPayload> {
    return toOrderPayload(context, acceptSupervisionAnswer(context, wanted));
  }

  @Can("supervision.decide")
  @Mutation(() => SupervisionOrderPayload, {
    description: "Sends the answer to an order back, with a new day for the next (退回督办回复).",
  })
  sendBackSupervisionAnswer(
    @Ctx() context: RequestContext,
    @Arg("input", () => SendBackSupervisionAnswerInput, input) wanted: SendBackSupervisionAnswerInput,
  ): Promise<SupervisionOrderPayload> {
    return toOrderPayload(context, sendBackSupervisionAnswer(context, wanted));
  }

  @Can("supervision.decide")
  @Mutation(() => SupervisionOrderPayload, {
    description: "Closes an order, or withdraws one that was not answered (结束督办).",
  })
  closeSupervisionOrder(
    @Ctx() context: RequestContext,
    @Arg("input", () => CloseSupervisionOrderInput, input) wanted: CloseSupervisionOrderInput,
  ): Promise<SupervisionOrderPayload> {
    return toOrderPayload(context, closeSupervisionOrder(context, wanted));
  }
}
