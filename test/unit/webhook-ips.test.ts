import { afterEach, describe, expect, it } from "vitest";
import { GET } from "@/app/.well-known/webhook-ips.json/route";
import { webhookSettingsOf } from "@/lib/boot/webhook-settings";
import { processSlot } from "@/lib/process-slot";

const settings = processSlot<{ webhooks: object }>("settings");
afterEach(() => settings.set(undefined));

describe("/.well-known/webhook-ips.json", () => {
  it("lists networks with their dates, for everybody to keep for a while", async () => {
    const setting = "203.0.113.0/28@2030-01-01/2031-01-01,198.51.100.7";
    settings.set({ webhooks: webhookSettingsOf({ NUVERA_WEBHOOK_EGRESS: setting }) });
    const answer = GET();
    expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual({
      addresses: [
        {
          cidr: "203.0.113.0/28",
          activeFrom: "2030-01-01T00:00:00.000Z",
          retireAt: "2031-01-01T00:00:00.000Z",
        },
        { cidr: "198.51.100.7/32", activeFrom: null, retireAt: null },
      ],
    });
  });

  it("is empty where the operator has not said", async () => {
    expect(await GET().json()).toEqual({ addresses: [] });
  });
});
