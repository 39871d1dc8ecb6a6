import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findInstalledBrowser } from "./scripts/find-browser";
import { freePort } from "./scripts/free-port";

const USUAL_PORT = 3187;

// Playwright reads this file once per worker; the first reading chooses folder and port, and its children inherit them.
// biome-ignore-start lint/style/noProcessEnv: settings of the test run, not of the application
process.env.NUVERA_E2E_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), "nuvera-e2e-"));
const dataDirectory = process.env.NUVERA_E2E_DATA_DIR;
if (process.env.NUVERA_E2E_PORT === undefined) {
  const free = await freePort(USUAL_PORT);
  process.env.NUVERA_E2E_PORT = String(free);
  if (free !== USUAL_PORT) {
    const whose = "perhaps by a server that an ended run left behind";
    process.stderr.write(`Port ${USUAL_PORT} is in use, ${whose}; the tests use ${free}.\n`);
  }
}
const port = process.env.NUVERA_E2E_PORT;
// biome-ignore-end lint/style/noProcessEnv: settings of the test run, not of the application
const executablePath = findInstalledBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: false,
  workers: 3,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    acceptDownloads: true,
    // What moves is drawn by the processor, frame by frame, and nothing here looks at it.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Else each context has a second process start, for a site that it may go to next.
        "--disable-site-isolation-trials",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    command: "npm start",
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      PORT: port,
      NUVERA_DATA_DIR: dataDirectory,
      // The tests' receivers of webhooks are on this machine.
      NUVERA_WEBHOOK_ALLOW_PRIVATE: "1",
    },
  },
});
