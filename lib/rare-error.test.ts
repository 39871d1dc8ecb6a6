import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { rareError } from "@/lib/rare-error";

afterEach(() => vi.restoreAllMocks());

const lineSchema = z.object({ level: z.literal("error"), message: z.string(), times: z.int().optional() });

/** The lines that `work` writes. */
function linesOf(work: () => void) {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  work();
  return written.map((line) => lineSchema.parse(JSON.parse(line)));
}

it("tells a problem at once, and then how often it came back in each interval", () => {
  let now = 0;
  const lines = linesOf(() => {
    const tell = rareError("the queue met a problem", 10_000, () => now);
    for (now = 0; now <= 20_000; now += 250) tell(new Error("gone"));
  });
  expect(lines).toEqual([
    { level: "error", message: "the queue met a problem" },
    { level: "error", message: "the queue met a problem", times: 40 },
    { level: "error", message: "the queue met a problem", times: 40 },
  ]);
});

it("tells one that comes rarely each time, without a count", () => {
  let now = 0;
  const lines = linesOf(() => {
    const tell = rareError("the queue met a problem", 10_000, () => now);
    for (now = 0; now <= 30_000; now += 15_000) tell(new Error("gone"));
  });
  expect(lines.map(({ times }) => times)).toEqual([undefined, undefined, undefined]);
});
