/** Why there was no token: what stood in `Authorization`, or where the token may be instead. Pure. */
import { type Diagnosis, type Evidence, found, quote } from "@/lib/diagnosis/diagnosis";

const SEND = "Send the header Authorization: Bearer <token>, with one space and the signed token.";
const OTHER_HEADERS = [
  "x-authorization",
  "x-access-token",
  "x-auth-token",
  "x-token",
  "token",
  "jwt",
  "x-jwt",
  "x-signature",
  "signature",
  "x-jwt-assertion",
];
const TOKEN = /^"?eyJ[\w-]+\.[\w-]+\.[\w-]*"?$/;

export function diagnoseTokenMissing(evidence: Pick<Evidence, "header" | "target">): Diagnosis | null {
  const authorization = evidence.header("authorization")?.trim() ?? null;
  if (authorization === null || authorization === "") return elsewhere(evidence);
  if (/^(bearer *)?nv_/i.test(authorization)) {
    return found(
      "api_key_in_authorization",
      "Authorization holds an API key.",
      `An API key alone is not enough here: it belongs into x-api-key, and beside it a token. ${SEND}`,
    );
  }
  const [scheme = "", ...rest] = authorization.split(/\s+/);
  if (/^bearer$/i.test(scheme)) {
    return rest.length === 0
      ? found(
          "token_empty",
          "Authorization says Bearer, and nothing follows.",
          "The variable that should hold the token is empty: look for an error while signing.",
        )
      : misspelt();
  }
  if (/^bearer\W/i.test(scheme)) return misspelt();
  if (/^basic$/i.test(scheme)) {
    return found(
      "basic_scheme",
      "Authorization has the scheme Basic.",
      `This API takes no user name and password. ${SEND}`,
    );
  }
  if (TOKEN.test(authorization)) {
    return found("scheme_missing", "Authorization holds a token without Bearer before it.", SEND);
  }
  return found("other_scheme", `Authorization has the scheme ${quote(scheme.slice(0, 20))}.`, SEND);
}

function misspelt(): Diagnosis {
  return found("scheme_misspelt", "Bearer is followed by something else than one space.", SEND);
}

function elsewhere({ header, target }: Pick<Evidence, "header" | "target">): Diagnosis {
  const name = OTHER_HEADERS.find((candidate) => /eyJ[\w-]+\./.test(header(candidate) ?? ""));
  if (name !== undefined) {
    return found("token_in_other_header", `The token is in the header ${name}.`, SEND);
  }
  if (/[?&][^=&]*=(Bearer(\+|%20))?eyJ[\w-]+\./i.test(target)) {
    return found("token_in_query", "The token is in the query.", `${SEND} A token in a URL ends up in logs.`);
  }
  return found(
    "no_authorization",
    "No Authorization header arrived.",
    `${SEND} If you do send it, a proxy or a redirect to another host removes it on the way.`,
  );
}
