/** What figures depend on besides the code. */
import { mkdir, open, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { median } from "@/bench/statistics";

export type Machine = {
  node: string;
  postgres: string;
  cpu: string;
  cores: number;
  memoryGiB: number;
  system: string;
  /** Runnable processes over the minute before the bench; it should be near 0. */
  loadAverage: number;
  /** How long the database's disk takes to make 8 KiB durable; every claimed token waits for that once. */
  syncMilliseconds: number;
};

/** `dataDirectory` is the platform's; its database has been made. */
export async function describeMachine(dataDirectory: string, loadAverage: number): Promise<Machine> {
  return {
    node: process.version,
    postgres: (await readFile(path.join(dataDirectory, "postgres", "PG_VERSION"), "utf8")).trim(),
    cpu: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    loadAverage,
    syncMilliseconds: await measureSync(path.join(dataDirectory, "bench")),
  };
}

async function measureSync(folder: string): Promise<number> {
  await mkdir(folder);
  const file = await open(path.join(folder, "sync"), "w");
  try {
    const page = Buffer.alloc(8192, 1);
    const times: number[] = [];
    for (let index = 0; index < 50; index += 1) {
      const startedAt = performance.now();
      await file.write(page, 0, page.length, 0);
      await file.datasync();
      times.push(performance.now() - startedAt);
    }
    return median(times);
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}
