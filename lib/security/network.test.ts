import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalAddress,
  formatNetwork,
  isInNetwork,
  isWithin,
  parseAddress,
  parseNetwork,
} from "./network";

const network = (text: string) => {
  const parsed = parseNetwork(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.network;
};
const isIn = (text: string, range: string) => {
  const address = parseAddress(text);
  return address !== null && isInNetwork(address, network(range));
};

describe("an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:db8:0:1::", "2001:db8:0:1::"],
    ["::", "::"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:0201", "192.0.2.1"],
    ["64:ff9b::192.0.2.1", "64:ff9b::c000:201"],
  ])("%s is %s", (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });

  it.each([
    "",
    "192.0.2",
    "3221225985",
    "0xc0000201",
    "0300.0.2.1",
    "192.0.2.01",
    "192.0.2.256",
    " 192.0.2.1",
    "192.0.2.1/32",
    "192.0.2.1:80",
    "::192.0.2.1",
    "::ffff:192.0.2.01",
    "::ffff:0xc0.0.2.1",
    "fe80::1%eth0",
    "[::1]",
    "1::2::3",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "example.com",
  ])("%s is none", (text) => {
    expect(canonicalAddress(text)).toBeNull();
  });

  it("is what Node.js takes for one, and its spelling is the only one of itself", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 20 })), (text) => {
        const canonical = canonicalAddress(text);
        if (canonical === null) {
          expect(isIPv4(text) || (isIPv6(text) && !/^::\d+\.|%/.test(text))).toBe(false);
          return;
        }
        expect(isIPv4(text) || isIPv6(text)).toBe(true);
        expect(canonicalAddress(canonical)).toBe(canonical);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a network", () => {
  it.each([
    ["192.0.2.0/24", "192.0.2.0/24"],
    ["192.0.2.1", "192.0.2.1"],
    ["192.0.2.1/32", "192.0.2.1"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["2001:DB8::/32", "2001:db8::/32"],
    ["2001:db8::1/128", "2001:db8::1"],
    ["::/0", "::/0"],
    ["::ffff:192.0.2.0/120", "192.0.2.0/24"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
  ])("%s is %s", (text, expected) => {
    expect(formatNetwork(network(text))).toBe(expected);
  });

  it.each([
    ["192.0.2.1/24", "192.0.2.0/24"],
    ["10.1.2.3/9", "10.0.0.0/9"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["::ffff:192.0.2.7/120", "192.0.2.0/24"],
  ])("%s has host bits; %s was meant", (text, suggestion) => {
    expect(parseNetwork(text)).toMatchObject({ ok: false, suggestion });
  });

  it.each([
    "192.0.2.0/33",
    "192.0.2.0/",
    "192.0.2.0/024",
    "192.0.2.0/-1",
    "2001:db8::/129",
    "::ffff:192.0.2.0/24",
  ])("%s has no such prefix length", (text) => {
    expect(parseNetwork(text)).toMatchObject({
      ok: false,
      problem: expect.stringContaining("prefix length"),
    });
  });

  it.each([
    "",
    "192.0.2.0/24/24",
    "192.0.2.0/255.255.255.0x",
    "192.0.2.*",
    "192.0.2.1-192.0.2.9",
    "example.com",
  ])("%s is none", (text) => {
    expect(parseNetwork(text).ok).toBe(false);
  });

  it("holds its own addresses and those of no other family", () => {
    expect(isIn("192.0.2.255", "192.0.2.0/24")).toBe(true);
    expect(isIn("192.0.3.0", "192.0.2.0/24")).toBe(false);
    expect(isIn("::ffff:192.0.2.9", "192.0.2.0/24")).toBe(true);
    expect(isIn("192.0.2.9", "::/0")).toBe(false);
    expect(isIn("2001:db8::1", "0.0.0.0/0")).toBe(false);
    expect(isIn("2001:db8:ffff::1", "2001:db8::/32")).toBe(true);
    expect(isIn("2001:db9::1", "2001:db8::/32")).toBe(false);
  });

  it("agrees with the arithmetic of IPv4 for every prefix length", () => {
    const asNumber = (octets: readonly number[]) => octets.reduce((sum, octet) => sum * 256 + octet, 0);
    const octets = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 0, max: 32 }), (one, other, prefixLength) => {
        const size = 2 ** (32 - prefixLength);
        const first = Math.floor(asNumber(one) / size);
        const parsed = parseNetwork(`${one.join(".")}/${prefixLength}`);
        const text = parsed.ok ? formatNetwork(parsed.network) : (parsed.suggestion ?? "");
        expect(isIn(other.join("."), text)).toBe(Math.floor(asNumber(other) / size) === first);
        expect(isIn(one.join("."), text)).toBe(true);
      }),
    );
  });

  it("lies within a wider one of its family", () => {
    expect(isWithin(network("192.0.2.0/25"), network("192.0.2.0/24"))).toBe(true);
    expect(isWithin(network("192.0.2.0/24"), network("192.0.2.0/24"))).toBe(true);
    expect(isWithin(network("192.0.2.0/24"), network("192.0.2.0/25"))).toBe(false);
    expect(isWithin(network("192.0.2.1"), network("::/0"))).toBe(false);
  });
});
