/** Security headers of pages. Next.js takes the script nonce from the request's policy header and repeats it. */
import type { IncomingMessage, ServerResponse } from "node:http";

type PageHeaderOptions = { nonce: string; production: boolean; baseUrl: string };

export function applyPageHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { nonce, production, baseUrl }: PageHeaderOptions,
): void {
  const policy = contentSecurityPolicy(nonce, production);
  // Set here and nowhere else: what a client sends under these names is overwritten.
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  request.headers["x-nuvera-path"] = withoutNavigationMark(request.url ?? "/");
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (baseUrl.startsWith("https:")) response.setHeader("Strict-Transport-Security", "max-age=31536000");
}

/** The path as a person would type it: navigation inside the app adds a parameter of the framework's own. */
function withoutNavigationMark(target: string): string {
  return target.replace(/([?&])_rsc=[^&]*(&|$)/, (_, before: string, after: string) =>
    after === "&" ? before : "",
  );
}

/** Scripts run by nonce only. The development build additionally evaluates code and talks to its socket. */
function contentSecurityPolicy(nonce: string, production: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${production ? "" : " 'unsafe-eval'"}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${production ? "" : " ws:"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
