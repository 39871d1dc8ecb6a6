import { describe, expect, it } from "vitest";
import { z } from "zod";
import { routeModules } from "@/app/api/route-modules.generated";
import { GET } from "@/app/openapi.json/route";
import { serveOpenApi } from "@/lib/api/openapi/serve";
import { provideSettings, settingsOrNull } from "@/lib/settings";
import { testSettings } from "@/test/integration/support/serve";

const ask = (serve: (request: Request) => Response, headers: Record<string, string> = {}) =>
  serve(new Request("http://127.0.0.1/openapi.json", { headers }));

describe("/openapi.json", () => {
  it("is JSON that may be kept for a while", () => {
    const answer = ask(GET);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("cache-control")).toMatch(/^public, max-age=\d+$/);
    expect(answer.headers.get("etag")).toMatch(/^"[\w-]{43}"$/);
  });

  it.each([
    ["the tag alone", (etag: string) => etag],
    ["the tag among others", (etag: string) => `"other", ${etag}`],
    ["its weak form", (etag: string) => `W/${etag}`],
    ["whatever there is", () => "*"],
  ])("is not sent again to who has %s", async (_, header) => {
    const etag = ask(GET).headers.get("etag") ?? "";
    const again = ask(GET, { "if-none-match": header(etag) });
    expect({ status: again.status, etag: again.headers.get("etag"), body: await again.text() }).toEqual({
      status: 304,
      etag,
      body: "",
    });
    expect(ask(GET, { "if-none-match": '"other"' }).status).toBe(200);
  });

  it.each([
    [null, ["https://partners.example.org/api/v1"]],
    [
      { sandbox: "https://sandbox.example.org", production: "https://api.example.org" },
      ["https://sandbox.example.org/api/v1", "https://api.example.org/api/v1"],
    ],
  ])("names the deployment that serves it, whose base URLs are %o", async (environmentBaseUrls, expected) => {
    const before = settingsOrNull();
    const baseUrl = "https://partners.example.org";
    provideSettings({ ...testSettings("postgres://none"), baseUrl, environmentBaseUrls });
    const answer = ask(serveOpenApi(routeModules));
    if (before !== null) provideSettings(before);
    const { servers } = z
      .object({ servers: z.array(z.object({ url: z.string() })) })
      .parse(await answer.json());
    expect(servers.map(({ url }) => url)).toEqual(expected);
  });
});
