import { describe, expect, it } from "vitest";
import { problemOfDatabaseUrl, singleHostUrls } from "@/lib/database-url";

describe("a connection string", () => {
  it("of one host stays as it is", () => {
    const url = "postgres://u:p%40ss@db.example:5433/name?sslmode=require&target_session_attrs=read-write";
    expect(singleHostUrls(url)).toEqual([url]);
  });

  it("of several hosts becomes one for each, in order, with a port of its own or the default", () => {
    const url =
      "postgres://u:p%40ss@one:5433,[2001:db8::1]:5434,three/name?target_session_attrs=read-write&sslmode=require";
    expect(singleHostUrls(url)).toEqual([
      "postgres://u:p%40ss@one:5433/name?sslmode=require",
      "postgres://u:p%40ss@[2001:db8::1]:5434/name?sslmode=require",
      "postgres://u:p%40ss@three/name?sslmode=require",
    ]);
  });

  it.each([
    "postgres://u:p@one/name",
    "postgresql://u:p@one:1,two:2/name",
    "postgres://u:p@one,two/name?target_session_attrs=primary",
    "postgres://127.0.0.1:1/none",
  ])("%s can be used", (url) => {
    expect(problemOfDatabaseUrl(url)).toBeNull();
  });

  it("may have to name one host", () => {
    const one = { severalHosts: false };
    expect(problemOfDatabaseUrl("postgres://u:p,q@one/name", one)).toBeNull();
    expect(problemOfDatabaseUrl("postgres://u:p@one,two/name", one)).toMatch(/one host/);
  });

  it.each([
    "mysql://u:p@one/name",
    "one:5432/name",
    "postgres://u:p@one:x/name",
    "postgres://u:p@one,/name",
    "postgres://u:p@one:1,two:70000/name",
    "postgres://u:p@one,two/name?target_session_attrs=standby",
    "postgres://u:p@one,two/name?target_session_attrs=any",
  ])("%s is refused in words that do not hold it", (url) => {
    const problem = problemOfDatabaseUrl(url);
    expect(problem).toMatch(/^expected /);
    expect(problem).not.toContain("u:p@");
  });
});
