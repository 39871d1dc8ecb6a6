/**
 * Connection strings of PostgreSQL (libpq, "Connection URIs"). They may name several hosts, separated by commas, which the
 * parser of the web's URLs refuses: `postgres://user:password@one:5432,two:5433/name`. Pure.
 */

/** Scheme and user, the hosts, and the rest. */
const FORM = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)([/?#].*)?$/i;
const EXPECTED = "expected postgres://user:password@host:port/name, or several host:port separated by commas";

/** Which of several hosts is wanted. It is always the one that takes writes. */
const TARGET = "target_session_attrs";
const TARGETS_OF_SEVERAL: readonly (string | null)[] = [null, "read-write", "primary"];

/** One connection string for each host that `url` names, in its order. Throws where one of them is malformed. */
export function singleHostUrls(url: string): [string, ...string[]] {
  const [, before = "", hosts = "", after = ""] = FORM.exec(url) ?? [];
  const [first = "", ...others] = hosts.split(",");
  if (others.length === 0) return [new URL(url).href];
  const urlOf = (host: string) => {
    if (host === "") throw new TypeError(EXPECTED);
    const single = new URL(`${before}${host}${after}`);
    single.searchParams.delete(TARGET);
    return single.href;
  };
  return [urlOf(first), ...others.map(urlOf)];
}

/** What is wrong with a setting that should be such a string, or `null` where nothing is. */
export function problemOfDatabaseUrl(url: string, { severalHosts = true } = {}): string | null {
  const [, , hosts = "", after = ""] = FORM.exec(url) ?? [];
  try {
    if (!FORM.test(url)) return EXPECTED;
    singleHostUrls(url);
  } catch {
    return EXPECTED;
  }
  if (!hosts.includes(",")) return null;
  if (!severalHosts) return "expected one host; of several, the one that takes writes would be meant";
  const target = new URLSearchParams(after.replace(/^[^?]*\??/, "").replace(/#.*$/, "")).get(TARGET);
  return TARGETS_OF_SEVERAL.includes(target)
    ? null
    : `expected ${TARGET}=read-write, which is also meant without it, where there are several hosts`;
}
