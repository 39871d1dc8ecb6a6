/** Why `iss`, `aud`, `sub` or `method` are not the right ones. Pure. */
import { textClaim } from "@/lib/diagnosis/claims";
import { type Diagnosis, type Evidence, found, quote } from "@/lib/diagnosis/diagnosis";
import { parseApiKey } from "@/lib/security/api-key";

const bare = (text: string) =>
  text
    .trim()
    .replace(/^["']|["']$/g, "")
    .replace(/\/+$/, "")
    .toLowerCase();

export function diagnoseIssuer({
  token,
  issuer,
  audience,
  apiKey,
  apiKeyId,
  applicationId,
}: Evidence): Diagnosis {
  const iss = textClaim(token, "iss");
  const write = `Write exactly ${issuer}; it is the same for all partners.`;
  if (iss === audience) {
    return found(
      "issuer_and_audience_swapped",
      "iss holds what belongs into aud.",
      `Exchange them: iss is ${issuer}, aud is ${audience}.`,
    );
  }
  if (bare(iss) === bare(issuer)) {
    return found("issuer_misspelt", "iss differs in case, white space or a slash.", write);
  }
  if (isUrl(iss)) return found("issuer_is_url", "iss is a URL.", write);
  if (iss === apiKey || iss === apiKeyId || iss === applicationId || /^(nv_|key_|app_|org_)/.test(iss)) {
    return found(
      "issuer_is_credential",
      "iss is an id or a key.",
      `${write} The API key's id belongs into sub.`,
    );
  }
  return found("other_issuer", "iss is another name.", write);
}

export function diagnoseAudience({ token, issuer, audience }: Evidence): Diagnosis {
  const aud = textClaim(token, "aud");
  const write = `Write exactly ${audience}; it is no address.`;
  if (aud === issuer) {
    return found(
      "issuer_and_audience_swapped",
      "aud holds what belongs into iss.",
      `iss is ${issuer}, aud is ${audience}.`,
    );
  }
  if (bare(aud) === bare(audience)) {
    return found("audience_misspelt", "aud differs in case, white space or a slash.", write);
  }
  return isUrl(aud)
    ? found("audience_is_url", "aud is a URL.", write)
    : found("other_audience", "aud is another name.", write);
}

function isUrl(text: string): boolean {
  return /^https?:|^\/\/|^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/i.test(text);
}

export function diagnoseSubject(evidence: Evidence): Diagnosis {
  const { token, apiKey, apiKeyId, applicationId, issuer, audience, signingKeys, own } = evidence;
  const sub = textClaim(token, "sub");
  const write = `Write the id of the key that you send in x-api-key: ${apiKeyId}.`;
  if (sub.trim() === "") return found("subject_empty", "sub is empty.", write);
  if (bare(sub) === bare(apiKey) || bare(sub) === bare(apiKeyId)) {
    return found("subject_misspelt", "sub is the right one with another case, white space or quotes.", write);
  }
  if (sub === applicationId || /^app_/.test(sub)) {
    return found("subject_is_application_id", "sub is the id of an application.", write);
  }
  if (sub.length >= 4 && (apiKey.startsWith(sub) || apiKey.endsWith(sub) || apiKeyId.endsWith(sub))) {
    return found("subject_is_key_part", "sub is only a part of the API key or its id.", write);
  }
  const parsed = parseApiKey(sub);
  const other = own?.apiKeys.find(
    ({ id, prefix, lastFour }) => id === sub || (parsed?.prefix === prefix && parsed.lastFour === lastFour),
  );
  if (other !== undefined) {
    return found(
      "subject_of_other_key",
      `sub is another API key of this application: ${other.id}.`,
      `After a rotation both have to change. ${write}`,
    );
  }
  if (/^(nv_|key_)/i.test(sub)) {
    return found("subject_of_unknown_key", "sub is a key or key id that is not of this application.", write);
  }
  if (signingKeys.some(({ fingerprint }) => fingerprint === sub.toLowerCase())) {
    return found(
      "subject_is_fingerprint",
      "sub is the signing key's fingerprint.",
      `That belongs into kid. ${write}`,
    );
  }
  return sub === issuer || sub === audience
    ? found("subject_is_issuer", "sub is the name of the issuer or the audience.", write)
    : found("other_subject", "sub is neither an API key nor the id of one.", write);
}

export function diagnoseMethod({ token, method, header }: Evidence): Diagnosis {
  const signed = textClaim(token, "method");
  if (signed.toUpperCase() === method) {
    return found("method_case", `You signed ${quote(signed)}.`, `Write the method in upper case: ${method}.`);
  }
  if (signed.trim().toUpperCase() === method || signed.toUpperCase().startsWith(`${method} `)) {
    return found("method_spelling", "method holds more than the method.", `Write exactly ${method}.`);
  }
  const override = header("x-http-method-override") ?? header("x-http-method") ?? header("x-method-override");
  if (override !== null && override.trim().toUpperCase() === signed.toUpperCase()) {
    return found(
      "method_override",
      `You signed ${quote(signed)}, which a header of yours asks for, and sent ${method}.`,
      "This API knows no method override: send the method itself.",
    );
  }
  if (method === "GET" && ["POST", "PUT", "PATCH", "DELETE"].includes(signed.toUpperCase())) {
    return found(
      "redirected_to_get",
      `You signed ${signed.toUpperCase()}, and a GET arrived.`,
      "HTTP libraries turn requests into GET on a redirect: call the final address (https, no trailing slash), or set the method.",
    );
  }
  return found(
    "other_method",
    `You signed ${quote(signed)} and sent ${method}.`,
    "Take both from one variable.",
  );
}
