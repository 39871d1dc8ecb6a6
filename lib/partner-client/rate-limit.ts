/** What the API says of the application's rate limit with each answer (draft-ietf-httpapi-ratelimit-headers-10). */
export interface RateLimit {
  /** Requests that the application may make in `windowSeconds`. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Requests that would still have gone through when the answer was given. */
  readonly remaining: number;
  /** Seconds until there is room for more than that. */
  readonly resetSeconds: number;
}

/** The rate limit in an answer's `RateLimit-Policy` and `RateLimit`; `undefined` without them, or when they are malformed. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const policy = parameters(headers.get("ratelimit-policy"));
  const state = parameters(headers.get("ratelimit"));
  const [limit, windowSeconds] = [policy.get("q"), policy.get("w")];
  const [remaining, resetSeconds] = [state.get("r"), state.get("t")];
  if (limit === undefined || windowSeconds === undefined) return undefined;
  if (remaining === undefined || resetSeconds === undefined) return undefined;
  return { limit, windowSeconds, remaining, resetSeconds };
}

/** The whole-number parameters of a structured field's first item (RFC 9651), whose value is a string. */
function parameters(field: string | null): ReadonlyMap<string, number> {
  const item = /^"[^"\\]*"(?<parameters>(?:;[a-z][a-z0-9_.*-]*=\d{1,15})*)(?:,|$)/.exec(field?.trim() ?? "");
  const pairs = (item?.groups?.parameters ?? "").split(";").slice(1);
  return new Map(
    pairs.map((pair): [string, number] => {
      const [name = "", value] = pair.split("=");
      return [name, Number(value)];
    }),
  );
}
