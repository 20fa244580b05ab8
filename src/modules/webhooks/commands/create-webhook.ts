import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { invalidInput, notFound, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { webhookRecordings } from "../webhook.change.js";
import { checkUrl, readBounds, readPosition } from "../webhook.checks.js";
import { checkFilter, type WebhookFilter } from "../webhook.filter.js";
import type { CreateWebhookInput } from "../webhook.inputs.js";
import { newSecret, sealSecret } from "../webhook.secrets.js";
import { mostWebhooks } from "../webhook.states.js";
import { countWebhooksOf, insertWebhook, secretInsertion, type WebhookRow } from "../webhook.store.js";

/** A webhook with a secret of it, which is known here and never again. */
export interface WebhookWithSecret {
  row: WebhookRow;
  secret: string;
}

/**
 * Makes a webhook for a bureau of the administrator's subtree (新增事件推送). It begins with what comes from now on, or
 * after a cursor of the bureau.
 *
 * @throws NOT_FOUND and FORBIDDEN for a bureau that is unknown or out of reach, INVALID_INPUT, CURSOR_EXPIRED, and TOO_LARGE
 *   where the bureau has 20 already
 */
export async function createWebhook(context: RequestContext, input: CreateWebhookInput): Promise<WebhookWithSecret> {
  const actor = actorOf(context);
  const filter = checkInput(input);
  const url = await checkUrl(context, input.url);
  return inScope(context, async (tx) => {
    const at = context.clock.now();
    const bureau = await findBureau(tx, input.bureau ?? actor.bureau.bureau);
    if (bureau === null) throw notFound("bureau");
    const place = placeOf(bureau);

    authorize(actor, "webhook.manage", place);
    if (!isValidOn(bureau, chinaDay(at))) {
      throw invalidInput("bureau", { zh: "该单位当前不在有效期内。", en: "The bureau is not in force today." });
    }
    const count = await countWebhooksOf(tx, place.bureau);
    if (count >= mostWebhooks) throw tooLarge("webhooks", count + 1, mostWebhooks);

    const position = await beginningOf(tx, context, input.after ?? null, place.bureau);
    const [id, secret] = [newId(at), newSecret()];
    const row = await insertWebhook(tx, {
      ...{ ...place, ...filter, id, name: input.name, url, state: "ACTIVE", position },
      ...{ createdBy: actor.person?.id ?? null, createdAt: at },
    });
    const detail = { ...filter, bureau: place.bureau };
    await writeAndEnd(tx, [
      secretInsertion({
        ...{ province: row.province, webhookId: id, id: newId(at), createdAt: at },
        ...sealSecret(context.seal, secret, id),
      }),
      ...webhookRecordings(actor, context, row, { event: "CREATED", at, detail }),
    ]);
    return { row, secret };
  });
}

async function beginningOf(
  tx: Transaction,
  context: RequestContext,
  after: string | null,
  bureau: string,
): Promise<number> {
  return after === null ? (await readBounds(tx, context)).latest : readPosition(tx, context, after, bureau);
}

function checkInput({ eventTypes, kinds, lines, name, subjectTypes }: CreateWebhookInput): Filter {
  const filter: Filter = {
    eventTypes: [...(eventTypes ?? [])],
    subjectTypes: [...(subjectTypes ?? [])],
    kinds: [...(kinds ?? [])],
    lines: [...(lines ?? [])],
  };
  const check = startValidation();
  check.text("name", name, 100, 1);
  checkFilter(check, filter);
  check.finish();
  return filter;
}

type Filter = { [Name in keyof WebhookFilter]: string[] };
