import { execFile } from "node:child_process";

export type Ran = { code: number; stdout: string; stderr: string };

/** Runs a program with these settings on top of the test's own; never throws for its exit code. */
export function run(program: string, args: string[], settings: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    // biome-ignore lint/style/noProcessEnv: the child inherits the test's environment
    const env = { ...process.env, ...settings };
    execFile(program, args, { env, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1,
        stdout,
        stderr,
      });
    });
  });
}
