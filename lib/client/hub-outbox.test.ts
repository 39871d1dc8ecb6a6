import { describe, expect, it } from "vitest";
import { linkOwnAddresses } from "@/lib/client/hub-outbox";

const ORIGIN = "https://nuvera.example";
const linksOf = (body: string) => linkOwnAddresses(body, ORIGIN).flatMap(({ href }) => href ?? []);

describe("a mail's text", () => {
  it("is shown whole, with addresses of this deployment as links", () => {
    const body = "Hello,\n\nhttps://nuvera.example/invite/inv_1#secret\n\nBye";
    expect(
      linkOwnAddresses(body, ORIGIN)
        .map(({ text }) => text)
        .join(""),
    ).toBe(body);
    expect(linksOf(body)).toEqual(["https://nuvera.example/invite/inv_1#secret"]);
  });

  it.each([
    "https://evil.example/",
    "https://nuvera.example.evil.example/",
    "https://nuvera.example@evil.example/",
    "http://nuvera.example/",
    "https://nuvera.example:8443/",
    "javascript:alert(1)",
    "javascript:alert('https://evil.example')",
  ])("has no link to %s", (address) => {
    expect(linksOf(`see ${address} now`)).toEqual([]);
  });
});
