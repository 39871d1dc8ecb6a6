import { describe, expect, it } from "vitest";
import { command } from "@/cli/command";
import { UsageError } from "@/cli/errors";
import { choice, optional, required, toCount, toList, toSeconds } from "@/cli/options";

const echo = command({
  name: "echo",
  summary: "Shows what it was given",
  options: {
    name: required("N"),
    size: choice(["small", "large"]),
    tags: optional("A,B", toList),
    count: optional("N", toCount),
    span: optional("1h", toSeconds),
    data: optional("JSON"),
  },
  operands: ["METHOD", "TARGET"],
  run: async (options, operands) => ({ json: { ...options, ...operands }, lines: [] }),
});

const NEEDED = ["--name", "N", "--size", "small"];

async function given(...words: string[]): Promise<object> {
  return (await echo.run(words)).json;
}

async function refusal(...words: string[]): Promise<string> {
  try {
    await echo.run(words);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("The words were accepted.");
}

describe("a command line", () => {
  it("takes options before, between and after the operands, and with an equals sign", async () => {
    const expected = { name: "N", size: "small", METHOD: "GET", TARGET: "/a?b", data: "{}" };
    expect(await given(...NEEDED, "--data", "{}", "GET", "/a?b")).toMatchObject(expected);
    expect(await given("GET", ...NEEDED, "/a?b", "--data={}")).toMatchObject(expected);
    expect(await given("GET", "/a?b", "--data", "{}", ...NEEDED, "--json")).toMatchObject(expected);
  });

  it("reads lists, numbers and spans of time", async () => {
    const words = ["--tags", "A, B,,C", "--count", "007", "--span", "90s"];
    const expected = { tags: ["A", "B", "C"], count: 7, span: 90 };
    expect(await given(...NEEDED, ...words, "GET", "/")).toMatchObject(expected);
    expect(await given(...NEEDED, "--tags", "", "GET", "/")).toMatchObject({ tags: [] });
  });

  it("takes a value that begins with a hyphen, but not another option in its place", async () => {
    expect(await given(...NEEDED, "--data", "-5", "GET", "/")).toMatchObject({ data: "-5" });
    expect(await given(...NEEDED, "--data", "--x", "GET", "/")).toMatchObject({ data: "--x" });
    expect(await refusal("GET", "/", "--name", "--size", "small")).toBe("--name needs a value.");
    expect(await refusal("GET", "/", "--name", "--json")).toBe("--name needs a value.");
    expect(await refusal("GET", "/", ...NEEDED, "--data")).toBe("--data needs a value.");
  });

  it("names everything that is missing", async () => {
    expect(await refusal("GET", "/")).toBe("Missing: --name, --size.");
    expect(await refusal(...NEEDED, "GET")).toBe("TARGET is missing.");
  });

  it("refuses what it does not know, and what was given twice", async () => {
    expect(await refusal(...NEEDED, "GET", "/", "--nmae", "x")).toBe("Unknown option --nmae.");
    expect(await refusal(...NEEDED, "GET", "/", "-v")).toBe("Unknown option -v.");
    expect(await refusal(...NEEDED, "GET", "/", "--name", "x")).toBe("--name was given twice.");
    expect(await refusal(...NEEDED, "GET", "/", "--json=yes")).toBe("--json takes no value.");
  });

  it.each([
    ["--size", "huge-secret"],
    ["--count", "1e3"],
    ["--count", "-1"],
    ["--span", "1w"],
    ["--span", "secret"],
  ])("refuses %s %s without repeating the value", async (option, value) => {
    const needed = option === "--size" ? ["--name", "N"] : NEEDED;
    const message = await refusal(...needed, option, value, "GET", "/");
    expect(message).toMatch(new RegExp(`^${option} must be `));
    expect(message).not.toContain(value);
  });

  it("does not repeat a word too many: it may be a password that came apart", async () => {
    expect(await refusal(...NEEDED, "GET", "/", "secret")).toBe("There is a word too many.");
  });

  it("has a usage that shows what is required first", () => {
    expect(echo.usage).toBe(
      "echo --name N --size small|large METHOD TARGET [--tags A,B] [--count N] [--span 1h] [--data JSON] [--json]",
    );
  });
});
