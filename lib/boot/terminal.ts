import { closeSync, openSync } from "node:fs";

const hadTerminal = process.stdout.isTTY === true;

/** Whether this process was started in a terminal that is closed by now; a SIGHUP then means that, and nothing else. */
export function hasLostItsTerminal(): boolean {
  if (!hadTerminal) return false;
  try {
    closeSync(openSync("/dev/tty", "r"));
    return false;
  } catch {
    return true;
  }
}
