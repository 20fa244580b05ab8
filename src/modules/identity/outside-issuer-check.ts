import type { Validation } from "../../platform/validation.js";

/** What is registered of an outside issuer. */
export interface OutsideIssuerNames {
  issuer: string;
  jwksUrl: string;
  audience: string;
  loginClaim: string;
}

/** What decides whether an issuer may be registered. */
export interface OutsideIssuerRules {
  /** The public address of this platform, which is the issuer of its own tokens. */
  issuer: string;
  /** Whether addresses must be https. */
  isProduction: boolean;
}

/** Notes what is wrong with an outside issuer that is to be registered. */
export function checkOutsideIssuer(check: Validation, names: OutsideIssuerNames, rules: OutsideIssuerRules): void {
  checkAddress(check, rules, "issuer", names.issuer);
  checkAddress(check, rules, "jwksUrl", names.jwksUrl);
  check.text("audience", names.audience, 200, 1);
  if (!/^[A-Za-z][A-Za-z0-9_:/.-]{0,99}$/.test(names.loginClaim)) {
    check.add("loginClaim", {
      zh: "声明名称格式不正确。",
      en: "The name of the claim has a form that claims do not have.",
    });
  }
  // SECURITY: a token that names us as its issuer is ours to verify; nobody else may speak for us.
  if (originOf(names.issuer) !== null && originOf(names.issuer) === originOf(rules.issuer)) {
    check.add("issuer", { zh: "不能登记本平台自身。", en: "This platform itself cannot be an outside issuer." });
  }
}

function checkAddress(check: Validation, rules: OutsideIssuerRules, field: string, text: string): void {
  const url = text.length <= 500 && URL.canParse(text) ? new URL(text) : null;
  const schemes = rules.isProduction ? ["https:"] : ["https:", "http:"];
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
