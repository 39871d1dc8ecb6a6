import { describe, expect, it } from "vitest";
import { webhookSettingsOf } from "@/lib/boot/webhook-settings";
import { SettingsError } from "@/lib/env";

function settings(changes: Parameters<typeof webhookSettingsOf>[0]) {
  return webhookSettingsOf(changes);
}

describe("NUVERA_WEBHOOK_EGRESS", () => {
  it("is a list of networks, dated where the operator says", () => {
    const { egress } = settings({
      NUVERA_WEBHOOK_EGRESS:
        "203.0.113.0/28, 198.51.100.7@2030-01-01,2001:DB8::/32@2030-01-01T12:00:00Z/2031-01-01,2001:db8::1@/2031-01-01",
    });
    expect(egress).toEqual([
      { cidr: "203.0.113.0/28", activeFrom: null, retireAt: null },
      { cidr: "198.51.100.7/32", activeFrom: "2030-01-01T00:00:00.000Z", retireAt: null },
      { cidr: "2001:db8::/32", activeFrom: "2030-01-01T12:00:00.000Z", retireAt: "2031-01-01T00:00:00.000Z" },
      { cidr: "2001:db8::1/128", activeFrom: null, retireAt: "2031-01-01T00:00:00.000Z" },
    ]);
  });

  it.each([
    "203.0.113.1/28",
    "hooks.example.com",
    "203.0.113.0/28@soon",
    "203.0.113.0/28@2030-02-30T25:00:00Z",
    "203.0.113.0/28@2031-01-01/2030-01-01",
    "203.0.113.0/28@2030-01-01/2031-01-01/2032-01-01",
    "203.0.113.0/28@2030-01-01@2031-01-01",
  ])("refuses %s", (setting) => {
    expect(() => settings({ NUVERA_WEBHOOK_EGRESS: setting })).toThrow(SettingsError);
  });
});

describe("NUVERA_WEBHOOK_LOCAL_ADDRESSES", () => {
  it("is a list of addresses", () => {
    expect(settings({ NUVERA_WEBHOOK_LOCAL_ADDRESSES: "192.0.2.1, 2001:DB8::1" }).localAddresses).toEqual([
      "192.0.2.1",
      "2001:db8::1",
    ]);
    expect(() => settings({ NUVERA_WEBHOOK_LOCAL_ADDRESSES: "eth0" })).toThrow(SettingsError);
  });
});
