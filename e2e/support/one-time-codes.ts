import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { Secret, TOTP } from "otpauth";
import { inTurn, sharedFile } from "./run-state";

const STEP_MILLISECONDS = 30_000;

/**
 * A code of this secret that no worker of the run has used. Each is good once, and so is the next one a step early;
 * after that the person waits, as anybody would.
 */
export function nextCode(totpSecret: string): Promise<string> {
  const name = `code-${createHash("sha256").update(totpSecret).digest("hex").slice(0, 16)}`;
  return inTurn(name, async () => {
    const file = await sharedFile(`${name}.step`);
    const last = Number(await readFile(file, "utf8").catch(() => "0"));
    const step = Math.max(Math.floor(Date.now() / STEP_MILLISECONDS), last + 1);
    const wait = (step - 1) * STEP_MILLISECONDS - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    await writeFile(file, String(step));
    const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) });
    return totp.generate({ timestamp: step * STEP_MILLISECONDS });
  });
}
