/**
 * The Chromium for browser tests: `PLAYWRIGHT_CHROMIUM_PATH`, a system browser, Playwright's own, a download of
 * Playwright's, and at last the distribution's package where we are root.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a browser that is on the machine, or `null`. */
export function findInstalledBrowser(): string | null {
  // biome-ignore lint/style/noProcessEnv: a setting of the test run, not of the application
  const wanted = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  const candidates = [
    ...(wanted === undefined ? [] : [wanted]),
    ...SYSTEM_BROWSERS,
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

/** Like `findInstalledBrowser`, installing one when there is none. Throws with what to do when nothing helps. */
export function findOrInstallBrowser(say: (line: string) => void): string {
  const installers: [command: string, args: string[]][] = [
    ["npx", ["playwright", "install", "chromium"]],
    ...(process.getuid?.() === 0
      ? ([
          ["apt-get", ["update", "-qq"]],
          ["apt-get", ["install", "-y", "-qq", "chromium"]],
        ] satisfies [string, string[]][])
      : []),
  ];
  for (const [command, args] of installers) {
    const found = findInstalledBrowser();
    if (found !== null) return found;
    say(`No browser yet; trying: ${command} ${args.join(" ")}`);
    spawnSync(command, args, { stdio: "ignore", timeout: 300_000 });
  }
  const found = findInstalledBrowser();
  if (found !== null) return found;
  throw new Error(
    "No Chromium found and none could be installed. Install one and set PLAYWRIGHT_CHROMIUM_PATH.",
  );
}
