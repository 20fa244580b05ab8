import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { startValidation, type Validation } from "../../../platform/validation.js";
import { placeOf } from "../../jurisdictions/index.js";
import type { RegisterOutsideIssuerInput } from "../access.inputs.js";
import { authorizeAdministration } from "../administration.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import { insertOutsideIssuer, type OutsideIssuerRow } from "../outside-issuers.store.js";

/** Registers an OpenID issuer that may name the people of one bureau's subtree. */
export async function registerOutsideIssuer(
  context: RequestContext,
  input: RegisterOutsideIssuerInput,
): Promise<OutsideIssuerRow> {
  const actor = actorOf(context);
  checkInput(context, input);
  return inScope(context, async (tx) => {
    const bureau = await requireBureau(tx, input.bureau, "bureau");
    authorizeAdministration(actor, "issuer.manage", placeOf(bureau));
    const now = context.clock.now();
    requireInForce(bureau, chinaDay(now), "bureau");
    const place = placeOf(bureau);
    const { issuer, jwksUrl, audience, loginClaim } = input;
    const createdBy = actor.person?.id ?? null;
    const names = { issuer, jwksUrl, audience, loginClaim };
    const row = { id: newId(now), ...place, ...names, createdBy, createdAt: now, removedAt: null };
    if (!(await insertOutsideIssuer(tx, row))) {
      // An issuer stands for one subtree only, wherever it is registered; that it is taken must therefore be told.
      throw invalidInput("issuer", { zh: "该身份源已登记。", en: "This issuer is registered already." });
    }
    await record(tx, actor, {
      action: "issuer.manage",
      subject: { type: "OutsideIssuer", id: row.id, place },
      at: now,
      requestId: context.requestId,
      detail: { change: "register", issuer, jwksUrl, audience, loginClaim },
      events: [{ type: "outsideIssuer.registered" }],
    });
    return row;
  });
}

function checkInput(context: RequestContext, input: RegisterOutsideIssuerInput): void {
  const check = startValidation();
  checkAddress(check, context, "issuer", input.issuer);
  checkAddress(check, context, "jwksUrl", input.jwksUrl);
  check.text("audience", input.audience, 200, 1);
  if (!/^[A-Za-z][A-Za-z0-9_:/.-]{0,99}$/.test(input.loginClaim)) {
    check.add("loginClaim", {
      zh: "声明名称格式不正确。",
      en: "The name of the claim has a form that claims do not have.",
    });
  }
  // SECURITY: a token that names us as its issuer is ours to verify; nobody else may speak for us.
  if (originOf(input.issuer) !== null && originOf(input.issuer) === originOf(context.issuer)) {
    check.add("issuer", { zh: "不能登记本平台自身。", en: "This platform itself cannot be an outside issuer." });
  }
  check.finish();
}

function checkAddress(check: Validation, context: RequestContext, field: string, text: string): void {
  const url = text.length <= 500 && URL.canParse(text) ? new URL(text) : null;
  const schemes = context.isProduction ? ["https:"] : ["https:", "http:"];
  const isPlain = url !== null && url.username === "" && url.password === "" && url.hash === "";
  if (isPlain && schemes.includes(url.protocol) && /^[\x21-\x7E]+$/.test(text)) return;
  check.add(field, {
    zh: `${field} 必须是 https 地址，不含用户名和片段，最多 500 个字符。`,
    en: `${field} must be an https address without a user name or a fragment, of at most 500 characters.`,
  });
}

function originOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).origin : null;
}
