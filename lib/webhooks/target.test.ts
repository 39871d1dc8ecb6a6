import { describe, expect, it } from "vitest";
import { checkWebhookTarget, type TargetRules } from "@/lib/webhooks/target";

const PUBLIC = "93.184.215.14";

function rules(changes: Partial<TargetRules> = {}): TargetRules {
  return { environment: "production", allowPrivate: false, resolve: async () => [PUBLIC], ...changes };
}

const check = (url: string, changes: Partial<TargetRules> = {}) => checkWebhookTarget(url, rules(changes));

describe("what deliveries go to", () => {
  it.each([
    ["https://hooks.example.com/nuvera?x=1", PUBLIC, 4],
    ["https://hooks.example.com:8443", PUBLIC, 4],
    ["https://hooks.example.com:65535/", PUBLIC, 4],
    ["https://hooks.example.com./", PUBLIC, 4],
    ["https://bücher.example/@user", PUBLIC, 4],
    ["https://93.184.215.14/", PUBLIC, 4],
    ["https://1572394766/", "93.184.215.14", 4],
    ["https://[2606:4700:4700::1111]/", "2606:4700:4700::1111", 6],
    ["https://[::ffff:93.184.215.14]/", PUBLIC, 4],
  ])("%s", async (url, address, family) => {
    expect(await check(url)).toMatchObject({ ok: true, address, family });
  });
});

describe("URLs that are refused", () => {
  it.each([
    ["", "url_invalid"],
    ["hooks.example.com", "url_invalid"],
    ["https://", "url_invalid"],
    ["https:// hooks.example.com", "url_invalid"],
    ["https://hooks.example.com/\n", "url_invalid"],
    ["https:\\\\hooks.example.com", "url_invalid"],
    ["https://hooks.example.com:65536/", "url_invalid"],
    ["https://256.256.256.256/", "url_invalid"],
    ["https://hooks.example.com/\u0000", "url_invalid"],
    [`https://hooks.example.com/${"a".repeat(2000)}`, "url_invalid"],
    ["http://hooks.example.com/", "scheme_not_allowed"],
    ["ftp://hooks.example.com/", "scheme_not_allowed"],
    ["file:///etc/passwd", "scheme_not_allowed"],
    ["gopher://hooks.example.com/", "scheme_not_allowed"],
    ["javascript:alert(1)", "scheme_not_allowed"],
    ["https://user@hooks.example.com/", "userinfo_not_allowed"],
    ["https://user:secret@hooks.example.com/", "userinfo_not_allowed"],
    ["https://@hooks.example.com/", "userinfo_not_allowed"],
    ["https://:@hooks.example.com/", "userinfo_not_allowed"],
    ["https://hooks.example.com/#", "fragment_not_allowed"],
    ["https://hooks.example.com/#a", "fragment_not_allowed"],
    ["https://hooks.example.com:0/", "port_not_allowed"],
    ["https://localhost/", "host_not_allowed"],
    ["https://LOCALHOST/", "host_not_allowed"],
    ["https://localhost./", "host_not_allowed"],
    ["https://a.localhost/", "host_not_allowed"],
    ["https://printer.local/", "host_not_allowed"],
    ["https://metadata.google.internal/", "host_not_allowed"],
    ["https://router.lan/", "host_not_allowed"],
    ["https://nas.home.arpa/", "host_not_allowed"],
    ["https://intranet/", "host_not_allowed"],
    ["https://database:5432/", "host_not_allowed"],
  ])("%j: %s", async (url, reason) => {
    expect(await check(url)).toMatchObject({ ok: false, reason, message: expect.stringMatching(/\.$/) });
  });
});

/** Ranges that are not global unicast, each with an address in it. */
const SPECIAL = [
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "100.64.0.1",
  "100.127.255.255",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.1",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::7f00:1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "::ffff:0:127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b::808:808",
  "64:ff9b:1::7f00:1",
  "100::1",
  "2001::1",
  "2001:0:4136:e378:8000:63bf:3fff:fdd2",
  "2001:2::1",
  "2001:10::1",
  "2001:20::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "2002:808:808::1",
  "3fff::1",
  "4000::1",
  "5f00::1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
];

describe("addresses that are not global unicast", () => {
  it.each(SPECIAL)("%s, whether the URL holds it or its host resolves to it", async (address) => {
    const host = address.includes(":") ? `[${address}]` : address;
    const refused = { ok: false, reason: "address_not_allowed" };
    expect(await check(`https://${host}/`)).toMatchObject(refused);
    expect(await check("https://hooks.example.com/", { resolve: async () => [address] })).toMatchObject(
      refused,
    );
    expect(
      await check("https://hooks.example.com/", { resolve: async () => [PUBLIC, address] }),
    ).toMatchObject(refused);
  });

  it.each([
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.1/",
    "https://127.0.1/",
    "https://127.0.0.1./",
    "https://0/",
    "https://0xA9.0xFE.0xA9.0xFE/",
    "https://2852039166/",
    "https://１２７.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::ffff:7f00:1]/",
    "https://[0:0:0:0:0:ffff:127.0.0.1]/",
  ])("spelt %s", async (url) => {
    expect(await check(url)).toMatchObject({ ok: false, reason: "address_not_allowed" });
  });

  it.each(["fe80::1%eth0", "127.0.0.1%25", "0x7f.1", "not an address"])(
    "a resolver that says %j",
    async (said) => {
      expect(await check("https://hooks.example.com/", { resolve: async () => [said] })).toMatchObject({
        ok: false,
        reason: "address_not_allowed",
      });
    },
  );
});

describe("names without an address", () => {
  it.each([
    ["nobody answers", async () => Promise.reject(new Error("SERVFAIL"))],
    ["there is none", async () => []],
  ])("when %s", async (_, resolve) => {
    expect(await check("https://hooks.example.com/", { resolve })).toMatchObject({
      ok: false,
      reason: "dns_failed",
    });
  });

  it("are not asked for where the URL is refused anyway", async () => {
    const resolve = async () => Promise.reject(new Error("asked"));
    expect(await check("http://hooks.example.com/", { resolve })).toMatchObject({
      reason: "scheme_not_allowed",
    });
  });
});

describe("local work", () => {
  const local = { environment: "sandbox", allowPrivate: true } as const;

  it.each([
    ["http://localhost:4000/", "127.0.0.1"],
    ["http://127.0.0.1:4000/", "127.0.0.1"],
    ["http://[::1]:4000/", "::1"],
    ["https://receiver/", "10.1.2.3"],
    ["http://[fd00::1]/", "fd00::1"],
  ])("reaches %s where it is allowed in a sandbox, nowhere else", async (url, address) => {
    const resolve = async () => [address];
    expect(await check(url, { ...local, resolve })).toMatchObject({ ok: true, address });
    expect(await check(url, { ...local, environment: "production", resolve })).toMatchObject({ ok: false });
    expect(await check(url, { ...local, allowPrivate: false, resolve })).toMatchObject({ ok: false });
  });

  it.each([
    ...["169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "fe80::1", "ff02::1", "100.64.0.1"],
    ...["fd00:ec2::254", "fd20:ce::254", "168.63.129.16", "::ffff:168.63.129.16"],
  ])("does not reach %s", async (address) => {
    const host = address.includes(":") ? `[${address}]` : address;
    expect(await check(`http://${host}/`, local)).toMatchObject({ reason: "address_not_allowed" });
  });
});

describe("families by which deliveries can leave", () => {
  it("choose among the addresses", async () => {
    const resolve = async () => [PUBLIC, "2606:4700:4700::1111"];
    expect(await check("https://hooks.example.com/", { resolve, families: [6] })).toMatchObject({
      family: 6,
    });
    expect(await check("https://[2606:4700:4700::1111]/", { families: [4] })).toMatchObject({ ok: false });
  });
});
