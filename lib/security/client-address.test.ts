import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientAddressReader } from "./client-address";

const PROXIES = ["10.0.0.0/8", "2001:db8:aaaa::/48"];
const read = clientAddressReader(PROXIES);

const octet = fc.integer({ min: 0, max: 255 });
const proxy = fc.tuple(octet, octet, octet).map((rest) => `10.${rest.join(".")}`);
const client = fc
  .tuple(fc.integer({ min: 11, max: 223 }), octet, octet, octet)
  .map((octets) => octets.join("."));
const anything = fc.oneof(fc.string(), proxy, client, fc.ipV6(), fc.constantFrom("", "unknown", "_hidden"));

describe("the client's address", () => {
  it.each([
    ["no proxy in between", "192.0.2.1", [], "192.0.2.1"],
    ["a peer that nobody trusts, whatever it says", "192.0.2.1", ["203.0.113.9"], "192.0.2.1"],
    ["one proxy", "10.0.0.1", ["203.0.113.9"], "203.0.113.9"],
    ["two proxies", "10.0.0.1", ["203.0.113.9, 10.9.9.9"], "203.0.113.9"],
    ["two proxies of two families", "10.0.0.1", ["203.0.113.9, 2001:DB8:AAAA::1"], "203.0.113.9"],
    ["a client that makes one up", "10.0.0.1", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"],
    ["a client that makes a proxy up", "10.0.0.1", ["198.51.100.1, 10.0.0.7, 203.0.113.9"], "203.0.113.9"],
    ["a client that writes nonsense", "10.0.0.1", ["nonsense, , 203.0.113.9"], "203.0.113.9"],
    ["several headers", "10.0.0.1", ["198.51.100.1", "203.0.113.9", "10.0.0.2"], "203.0.113.9"],
    ["a port", "10.0.0.1", ["203.0.113.9:49152"], "203.0.113.9"],
    ["brackets", "10.0.0.1", ["[2001:db8::0001]"], "2001:db8::1"],
    ["brackets and a port", "10.0.0.1", ["[2001:db8::1]:443"], "2001:db8::1"],
    ["IPv4 inside IPv6", "10.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"],
    ["a mapped peer", "::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"],
    ["a mapped peer in hexadecimal", "::ffff:a00:1", ["203.0.113.9"], "203.0.113.9"],
    ["a mapped peer that nobody trusts", "::ffff:192.0.2.1", ["203.0.113.9"], "192.0.2.1"],
    ["a zone", "fe80::1%eth0", [], "fe80::1"],
    ["no header behind a proxy", "10.0.0.1", [], null],
    ["proxies only", "10.0.0.1", ["10.0.0.2, 10.0.0.3"], null],
    ["a malformed last entry", "10.0.0.1", ["203.0.113.9, unknown"], null],
    ["a malformed entry behind a proxy's", "10.0.0.1", ["203.0.113.9, nonsense, 10.0.0.2"], null],
    ["an empty last entry", "10.0.0.1", ["203.0.113.9,"], null],
    ["an empty header", "10.0.0.1", [""], null],
    ["a port that is none", "10.0.0.1", ["203.0.113.9:http"], null],
    ["quotes", "10.0.0.1", ['"203.0.113.9"'], null],
    ["a range", "10.0.0.1", ["203.0.113.0/24"], null],
    ["leading zeros", "10.0.0.1", ["203.0.113.009"], null],
    ["a number alone", "10.0.0.1", ["3405803785"], null],
    ["a connection that is gone", undefined, ["203.0.113.9"], null],
  ])("with %s", (_, peer, forwardedFor, expected) => {
    expect(read(peer, forwardedFor)).toBe(expected);
  });

  it("is the peer's without trusted proxies, whatever the header says", () => {
    fc.assert(
      fc.property(client, fc.array(anything), (peer, headers) => {
        expect(clientAddressReader([])(peer, headers)).toBe(peer);
      }),
    );
  });

  it("is the peer's when the peer is no trusted proxy, whatever the header says", () => {
    fc.assert(
      fc.property(client, fc.array(anything), (peer, headers) => {
        expect(read(peer, headers)).toBe(peer);
      }),
    );
  });

  it("is whom the outermost proxy saw, whatever that one had sent before", () => {
    fc.assert(
      fc.property(fc.array(anything), client, fc.array(proxy), proxy, (made, from, between, peer) => {
        expect(read(peer, [[...made, from, ...between].join(", ")])).toBe(from);
        expect(read(peer, [...made, from, ...between])).toBe(from);
      }),
    );
  });

  it("is never a trusted proxy's, nor anything but an address in its one spelling", () => {
    fc.assert(
      fc.property(fc.array(anything), fc.oneof(proxy, client, fc.ipV6()), (headers, peer) => {
        const address = read(peer, headers);
        if (address === null) return;
        expect(address).not.toMatch(/^10\./);
        expect(clientAddressReader([])(address, [])).toBe(address);
      }),
    );
  });

  it("asks for proxies that are addresses or networks", () => {
    expect(() => clientAddressReader(["proxy.example.com"])).toThrow("Expected an IPv4 or IPv6 address");
  });
});
