import { describe, expect, it } from "vitest";
import { startOptionsOf } from "@/lib/boot/start-options";
import { workersOf } from "@/lib/boot/workers/serve-by-workers";
import { SettingsError } from "@/lib/env";

describe("the words after npm start", () => {
  it.each([
    [[], { development: false, workers: null }],
    [["--dev"], { development: true, workers: null }],
    [["--workers", "4"], { development: false, workers: 4 }],
    [["--workers=64"], { development: false, workers: 64 }],
  ])("%j are understood", (words, expected) => {
    expect(startOptionsOf(words)).toEqual(expected);
  });

  it.each([
    ["--workers"],
    ["--workers=0"],
    ["--workers=65"],
    ["--workers=two"],
    ["--workers=-1"],
    ["--worker=2"],
    ["4"],
  ])("%s is refused with what was expected", (word) => {
    expect(() => startOptionsOf([word])).toThrow(SettingsError);
    expect(() => startOptionsOf([word])).toThrow(/Usage: npm start \[-- --workers N\]/);
  });

  it("make no workers in development", () => {
    expect(workersOf(2, { development: false })).toBe(2);
    expect(workersOf(null, { development: true })).toBeNull();
    expect(() => workersOf(2, { development: true })).toThrow(SettingsError);
  });
});
