import { expect, test } from "vitest";
import { factsBesides, formatFeatureScore, formatScore } from "@/lib/client/hub-screening";

test("a score is never rounded up to certainty", () => {
  expect(formatScore(1)).toBe("100 %");
  expect(formatScore(0.9999)).toBe("99 %");
  expect(formatScore(0.7)).toBe("70 %");
});

test("names count as alike as they are, everything else as it moves the score", () => {
  expect(formatFeatureScore({ key: "name", score: 0.93 })).toBe("93 %");
  expect(formatFeatureScore({ key: "birthDate", score: 0.1 })).toBe("+10 %");
  expect(formatFeatureScore({ key: "birthDate", score: -0.35 })).toBe("−35 %");
  expect(formatFeatureScore({ key: "birthDate", score: 0 })).toBe("±0 %");
});

test("facts that were looked for are not said twice", () => {
  const query = {
    properties: [{ label: "Name", key: "name", values: ["Ada Berg"] }],
    algorithm: "",
    threshold: 0.7,
    topicsScope: [],
    datasetScope: "",
    dataVersion: null,
  };
  const facts = [
    { label: "Name", value: "Ada Berg" },
    { label: "Title", value: "Chair" },
  ];
  expect(factsBesides({ facts, query })).toEqual([{ label: "Title", value: "Chair" }]);
});
