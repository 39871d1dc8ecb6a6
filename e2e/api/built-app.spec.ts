/** What only the built app shows: Next.js and our server in one process. */
import { once } from "node:events";
import net from "node:net";
import { expect, test } from "@playwright/test";

/** Sends a GET with these headers and reads until the server closes; empty when it never answered. */
async function get(baseUrl: string, target: string, headers: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  const socket = net.connect(Number(port), hostname);
  socket.setTimeout(10_000, () => socket.destroy());
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString("utf8");
  });
  socket.on("error", () => {});
  socket.write([`GET ${target} HTTP/1.1`, `Host: ${hostname}:${port}`, ...headers, "", ""].join("\r\n"));
  await once(socket, "close");
  return received;
}

for (const protocol of ["h2c", "websocket"]) {
  test(`an offer of ${protocol} is passed over, also after pages were served`, async ({ page, baseURL }) => {
    const served = await page.goto("/sign-in");
    expect(served?.status()).toBe(200);
    const offer = [
      "Connection: Upgrade, HTTP2-Settings, close",
      `Upgrade: ${protocol}`,
      "HTTP2-Settings: AAMAAABk",
    ];
    const answer = await get(baseURL ?? "", "/api/v1/customers", offer);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toMatch(/content-type: application\/json/i);
    expect(answer).toContain('"reason":"');
  });
}

test("a page is served to a client that offers another protocol", async ({ page, baseURL }) => {
  await page.goto("/sign-in");
  const answer = await get(baseURL ?? "", "/sign-in", ["Connection: Upgrade, close", "Upgrade: h2c"]);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});
