import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { createWebhook } from "./commands/create-webhook.js";
import { pauseWebhook } from "./commands/pause-webhook.js";
import { pingWebhook } from "./commands/ping-webhook.js";
import { removeWebhook } from "./commands/remove-webhook.js";
import { replayWebhook } from "./commands/replay-webhook.js";
import { resumeWebhook } from "./commands/resume-webhook.js";
import { rotateWebhookSecret } from "./commands/rotate-webhook-secret.js";
import { updateWebhook } from "./commands/update-webhook.js";
import {
  CreateWebhookPayload,
  PauseWebhookPayload,
  PingWebhookPayload,
  RemoveWebhookPayload,
  ReplayWebhookPayload,
  ResumeWebhookPayload,
  RotateWebhookSecretPayload,
  UpdateWebhookPayload,
} from "./payloads.type.js";
import {
  CreateWebhookInput,
  PauseWebhookInput,
  PingWebhookInput,
  RemoveWebhookInput,
  ReplayWebhookInput,
  ResumeWebhookInput,
  RotateWebhookSecretInput,
  UpdateWebhookInput,
} from "./webhook.inputs.js";
import { toWebhook } from "./webhook.view.js";

const input = { description: "What is asked for (请求参数)." };

/** Webhooks in the API: what is done with them. */
@Resolver()
export class WebhookChangesResolver {
  @Can("webhook.manage")
  @Weight(20_000)
  @Mutation(() => CreateWebhookPayload, {
    description:
      "Makes a webhook for a bureau of your subtree; its secret is shown once (新增事件推送). A bureau has at most 20.",
  })
  async createWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateWebhookInput, input) given: CreateWebhookInput,
  ): Promise<CreateWebhookPayload> {
    const { row, secret } = await createWebhook(context, given);
    return { webhook: toWebhook(row), secret };
  }

  @Can("webhook.manage")
  @Weight(20_000)
  @Mutation(() => UpdateWebhookPayload, {
    description: "Changes name, address or filters of a webhook; what failed is tried again at once (修改事件推送).",
  })
  async updateWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateWebhookInput, input) given: UpdateWebhookInput,
  ): Promise<UpdateWebhookPayload> {
    return { webhook: toWebhook(await updateWebhook(context, given)) };
  }

  @Can("webhook.manage")
  @Mutation(() => PauseWebhookPayload, {
    description: "Pauses a webhook; its place in the log is kept (暂停事件推送).",
  })
  async pauseWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => PauseWebhookInput, input) given: PauseWebhookInput,
  ): Promise<PauseWebhookPayload> {
    return { webhook: toWebhook(await pauseWebhook(context, given)) };
  }

  @Can("webhook.manage")
  @Mutation(() => ResumeWebhookPayload, {
    description:
      "Lets a webhook go on that was paused (恢复事件推送). CURSOR_EXPIRED where events before it are not kept any more.",
  })
  async resumeWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResumeWebhookInput, input) given: ResumeWebhookInput,
  ): Promise<ResumeWebhookPayload> {
    return { webhook: toWebhook(await resumeWebhook(context, given)) };
  }

  @Can("webhook.manage")
  @Mutation(() => RotateWebhookSecretPayload, {
    description:
      "Gives a webhook a new secret, shown once; messages carry signatures by both for the overlap (轮换签名密钥).",
  })
  async rotateWebhookSecret(
    @Ctx() context: RequestContext,
    @Arg("input", () => RotateWebhookSecretInput, input) given: RotateWebhookSecretInput,
  ): Promise<RotateWebhookSecretPayload> {
    const { row, secret } = await rotateWebhookSecret(context, given);
    return { webhook: toWebhook(row), secret };
  }

  @Can("webhook.manage")
  @Mutation(() => ReplayWebhookPayload, {
    description: "Has a webhook send from another place of the log on (重放事件).",
  })
  async replayWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplayWebhookInput, input) given: ReplayWebhookInput,
  ): Promise<ReplayWebhookPayload> {
    return { webhook: toWebhook(await replayWebhook(context, given)) };
  }

  @Can("webhook.manage")
  @Weight(50_000)
  @Mutation(() => PingWebhookPayload, {
    description:
      "Sends a test message to a webhook, paused or not, and answers what became of it, after five seconds at most (测试推送).",
  })
  async pingWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => PingWebhookInput, input) given: PingWebhookInput,
  ): Promise<PingWebhookPayload> {
    const { row, sent } = await pingWebhook(context, given);
    const { milliseconds, outcome, statusCode } = sent;
    return { webhook: toWebhook(row), outcome, statusCode, milliseconds };
  }

  @Can("webhook.manage")
  @Mutation(() => RemoveWebhookPayload, { description: "Removes a webhook for good (删除事件推送)." })
  async removeWebhook(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveWebhookInput, input) given: RemoveWebhookInput,
  ): Promise<RemoveWebhookPayload> {
    return { webhook: toWebhook(await removeWebhook(context, given)) };
  }
}
