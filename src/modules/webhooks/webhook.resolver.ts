import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { WebhookActionEnum } from "./webhook.enums.js";
import { WebhookDeliveriesArguments, WebhooksArguments } from "./webhook.inputs.js";
import { pageOfDeliveries, pageOfWebhooks } from "./webhook.list.js";
import { webhookKeyOf } from "./webhook.names.js";
import type { WebhookAction } from "./webhook.states.js";
import {
  Webhook,
  WebhookConnection,
  type WebhookDelivery,
  WebhookDeliveryConnection,
  WebhookSecret,
} from "./webhook.type.js";
import { permittedActions, readWebhook, secretsLoader } from "./webhook.view.js";

/** Webhooks in the API: what is read of them. */
@Resolver(() => Webhook)
export class WebhookResolver {
  @Can("webhook.read")
  @Query(() => Webhook, { description: "A webhook of your subtree by its identifier (事件推送)." })
  async webhook(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the webhook (事件推送标识)." }) id: string,
  ): Promise<Webhook> {
    const found = await readWebhook(context, webhookKeyOf(id, "id"));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("webhook.read")
  @Weight(50)
  @Query(() => WebhookConnection, {
    description: "The webhooks of your subtree, in the order in which they were made (事件推送列表).",
  })
  webhooks(
    @Ctx() context: RequestContext,
    @Args(() => WebhooksArguments) wanted: WebhooksArguments,
  ): Promise<ConnectionValue<Webhook>> {
    return pageOfWebhooks(context, wanted);
  }

  @Can("webhook.read")
  @Weight(50)
  @Query(() => WebhookDeliveryConnection, {
    description: "What became of the tries to deliver to a webhook, the latest first (推送记录).",
  })
  webhookDeliveries(
    @Ctx() context: RequestContext,
    @Args(() => WebhookDeliveriesArguments) wanted: WebhookDeliveriesArguments,
  ): Promise<ConnectionValue<WebhookDelivery>> {
    return pageOfDeliveries(context, wanted);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau in whose sight the events are (所属单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Webhook): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(10, { items: 2 })
  @FieldResolver(() => [WebhookSecret], {
    description: "The secrets that sign now, the newest first, without the secrets themselves (有效密钥).",
  })
  async secrets(@Ctx() context: RequestContext, @Root() { row }: Webhook): Promise<WebhookSecret[]> {
    return (await secretsLoader(context, row.id)) ?? [];
  }

  @FieldResolver(() => [WebhookActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Webhook): WebhookAction[] {
    return permittedActions(actorOf(context), row);
  }
}
