import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MAXIMUM_DOCUMENT_BYTES } from "@/lib/schemas/document-kinds";
import { idOf } from "@/test/integration/support/customers";
import { DOCUMENTS, fileForm, pdf } from "@/test/integration/support/documents";
import { type Answer, call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  type MeasuredServer,
  type Memory,
  startMeasuredServer,
} from "@/test/integration/support/start-measured-server";

const MIB = 1024 * 1024;

let platform: TestPlatform;
let server: MeasuredServer;
let application: TestApplication;
/** The platform as its other server shows it. */
let other: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  server = await startMeasuredServer(platform);
  other = { ...platform, port: server.port };
  // What a process takes once, for code and pools, is not what an upload adds.
  for (let round = 0; round < 30; round += 1) await download(idOf((await send(fileForm(pdf(100_000)))).body));
  await sleep(500);
});
afterAll(async () => {
  await server.stop();
  await platform.stop();
});

async function send({ bytes, contentType }: ReturnType<typeof fileForm>): Promise<Answer> {
  other.clock.now = new Date();
  const answer = await call(other, application, "POST", DOCUMENTS, { body: bytes, contentType });
  expect(answer.status).toBe(201);
  return answer;
}

async function download(id: string): Promise<void> {
  other.clock.now = new Date();
  const { status } = await call(other, application, "GET", `${DOCUMENTS}/${id}/content`);
  expect(status).toBe(200);
}

function report(what: string, { rss, heapUsed, arrayBuffers }: Memory): void {
  const shown = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;
  const figures = `process ${shown(rss)}, buffers ${shown(arrayBuffers)}, heap ${shown(heapUsed)}`;
  process.stdout.write(`memory added by ${what}: ${figures}\n`);
}

it("an upload of 25 MiB adds less than 10 MiB to the process, and so do eight at once", async () => {
  const form = fileForm(pdf(MAXIMUM_DOCUMENT_BYTES));
  for (const atOnce of [1, 8]) {
    const added = await server.measure(async () => {
      await Promise.all(Array.from({ length: atOnce }, () => send(form)));
    });
    report(`${atOnce} upload(s) of 25 MiB`, added);
    expect(added.rss).toBeLessThan(10 * MIB);
    expect(added.arrayBuffers).toBeLessThan(5 * MIB);
    await sleep(1_200);
  }
}, 60_000);

it("a download of 25 MiB adds less than 10 MiB to the process, and so do eight at once", async () => {
  const id = idOf((await send(fileForm(pdf(MAXIMUM_DOCUMENT_BYTES)))).body);
  for (const atOnce of [1, 8]) {
    const added = await server.measure(async () => {
      await Promise.all(Array.from({ length: atOnce }, () => download(id)));
    });
    report(`${atOnce} download(s) of 25 MiB`, added);
    expect(added.rss).toBeLessThan(10 * MIB);
    expect(added.arrayBuffers).toBeLessThan(5 * MIB);
    await sleep(1_200);
  }
}, 60_000);
