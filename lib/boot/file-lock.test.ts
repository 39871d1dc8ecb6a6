import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "@/lib/boot/file-lock";

let folder: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-lock-"));
  lock = path.join(folder, "a.lock");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** How many were inside at once, at most, when this many went for the lock together. */
async function crowd(count: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const enter = () =>
    withFileLock(lock, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(2);
      inside -= 1;
    });
  await Promise.all(Array.from({ length: count }, enter));
  return most;
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("a file lock", () => {
  it("lets one in at a time and leaves nothing behind", async () => {
    expect(await crowd(8)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it("goes on after work that failed", async () => {
    await expect(withFileLock(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withFileLock(lock, async () => "in")).toBe("in");
  });

  it.each([
    ["of a process that is gone", async () => String(await deadPid())],
    ["that names our own id from before a restart", async () => `${process.pid} 1@an-earlier-boot\nabc\n`],
    ["that names a living process that took over the id", async () => `${process.ppid} 1@an-earlier-boot\n`],
    ["that is empty", async () => ""],
    ["that is damaged", async () => "\0\0\0\0"],
  ])(
    "is taken over, by one waiter alone, from a lock %s",
    async (_name, content) => {
      for (let round = 0; round < 3; round += 1) {
        await writeFile(lock, await content());
        expect(await crowd(6)).toBe(1);
      }
      expect(await readdir(folder)).toEqual([]);
    },
    20_000,
  );

  it("says whom it waits for, once, and gives up when told to", async () => {
    const waitedFor: number[] = [];
    const stopping = new AbortController();
    await withFileLock(lock, async () => {
      expect(await readFile(lock, "utf8")).toMatch(new RegExp(`^${process.pid}\\b`));
      const second = withFileLock(lock, async () => "in", {
        onWait: ({ pid }) => waitedFor.push(pid),
        signal: stopping.signal,
      });
      setTimeout(() => stopping.abort(new Error("enough")), 300);
      await expect(second).rejects.toThrow("enough");
    });
    expect(waitedFor).toEqual([process.pid]);
    expect(await readdir(folder)).toEqual([]);
  });
});
