import { type PublicKeyReason, type PublicKeyRefusal, refuseKey } from "./public-key-reasons";

const BEGIN = /-----BEGIN ([^\n-]{0,64})-----/g;
const END_MARKER = "-----END PUBLIC KEY-----";
const SPACE = /[ \t\r\n\f\v]+/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const LABELS: Record<string, [PublicKeyReason, string]> = {
  "RSA PUBLIC KEY": ["pkcs1", "This is a PKCS#1 public key (BEGIN RSA PUBLIC KEY); SPKI is needed."],
  CERTIFICATE: ["certificate", "This is a certificate, not a public key."],
  "X509 CERTIFICATE": ["certificate", "This is a certificate, not a public key."],
  "TRUSTED CERTIFICATE": ["certificate", "This is a certificate, not a public key."],
  "CERTIFICATE REQUEST": ["certificate_request", "This is a certificate request, not a public key."],
  "NEW CERTIFICATE REQUEST": ["certificate_request", "This is a certificate request, not a public key."],
  "PGP PUBLIC KEY BLOCK": ["unsupported_format", "This is a PGP key; an SPKI PEM public key is needed."],
};

function withoutArmor(text: string): PublicKeyRefusal {
  if (/^\s*(?:ssh|ecdsa|sk)-\S+ /.test(text) || text.includes("---- BEGIN SSH2")) {
    return refuseKey("unsupported_format", "This is an SSH public key; an SPKI PEM public key is needed.");
  }
  if (/^\s*[[{]/.test(text)) {
    return refuseKey("unsupported_format", "This is JSON (a JWK?); an SPKI PEM public key is needed.");
  }
  if (text.trim() === "") return refuseKey("malformed", "The public key is empty.");
  return refuseKey("malformed", "There is no line -----BEGIN PUBLIC KEY-----.");
}

function decodeBody(body: string): { ok: true; der: Buffer } | PublicKeyRefusal {
  const base64 = body.replace(SPACE, "");
  if (body.includes(":")) return refuseKey("junk", "There are header lines inside the PEM block.");
  if (!BASE64.test(base64)) {
    return refuseKey("malformed", "The text between the BEGIN and END lines is not base64.");
  }
  const der = Buffer.from(base64, "base64");
  if (der.toString("base64") === base64) return { ok: true, der };
  return refuseKey("malformed", "The base64 text is incomplete or not canonical.");
}

/**
 * Takes exactly one `PUBLIC KEY` block out of a PEM text (RFC 7468, section 13). Line endings, wrapping and
 * ASCII white space are free; anything else around or inside the block is refused.
 *
 * @returns the DER bytes, not looked at yet, or a refusal that names the format found instead
 */
export function decodePublicKeyPem(text: string): { ok: true; der: Buffer } | PublicKeyRefusal {
  const begins = [...text.matchAll(BEGIN)];
  const first = begins[0];
  if (first === undefined) return withoutArmor(text);
  const label = first[1] ?? "";
  if (label !== "PUBLIC KEY") {
    const [reason, message] = LABELS[label] ?? [
      "unsupported_format",
      "The PEM block is of another kind than PUBLIC KEY.",
    ];
    return refuseKey(reason, message);
  }
  if (/\\[nr]/.test(text)) {
    return refuseKey("malformed", "The line ends are written as backslash and letter; send real line ends.");
  }
  if (begins.length > 1) return refuseKey("multiple_keys", "There is more than one PEM block.");
  if (text.slice(0, first.index).replace(SPACE, "") !== "") {
    return refuseKey(
      "junk",
      "There is text before the BEGIN line (an invisible byte order mark counts too).",
    );
  }
  const bodyStart = first.index + first[0].length;
  const bodyEnd = text.indexOf(END_MARKER, bodyStart);
  if (bodyEnd < 0) return refuseKey("malformed", "The line -----END PUBLIC KEY----- is missing.");
  if (text.slice(bodyEnd + END_MARKER.length).replace(SPACE, "") !== "") {
    return refuseKey("junk", "There is text after the END line.");
  }
  return decodeBody(text.slice(bodyStart, bodyEnd));
}
