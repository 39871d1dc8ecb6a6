/** Members of a token that nobody has verified: for explaining a refusal and comparing tokens, never for trust. */
export type Peeked = { header: Record<string, unknown>; claims: Record<string, unknown> };

function read(part: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"));
    // Only its members are looked at, each as unknown.
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Reads header and claims as far as they can be read; empty where they cannot. */
export function peek(token: string): Peeked {
  const [header, claims] = token.split(".");
  return { header: read(header), claims: read(claims) };
}
