import { describe, expect, it } from "vitest";
import { readRateLimit } from "./rate-limit";

const read = (policy: string, state: string) =>
  readRateLimit(new Headers({ "RateLimit-Policy": policy, RateLimit: state }));

describe("readRateLimit", () => {
  it("reads the two fields of an answer", () => {
    expect(read('"default";q=25;w=1', '"default";r=24;t=1')).toEqual({
      limit: 25,
      windowSeconds: 1,
      remaining: 24,
      resetSeconds: 1,
    });
  });

  it("takes the first of several policies", () => {
    expect(read('"a";q=2;w=1, "b";q=9;w=60', '"a";r=1;t=1, "b";r=8;t=30')).toMatchObject({
      limit: 2,
      remaining: 1,
    });
  });

  it.each([
    ["25", '"default";r=24;t=1'],
    ['"default";q=25', '"default";r=24;t=1'],
    ['"default";q=-1;w=1', '"default";r=24;t=1'],
    ['"default";q=25;w=1', '"default";r=many;t=1'],
    ['"default";q=25;w=1', ""],
  ])("ignores what is malformed: %s and %s", (policy, state) => {
    expect(read(policy, state)).toBeUndefined();
  });

  it("gives nothing where an answer says nothing", () => {
    expect(readRateLimit(new Headers())).toBeUndefined();
  });
});
