import { execFile } from "node:child_process";

export type Ran = { code: number; stdout: string; stderr: string };

/** Runs a program with these settings on top of the test's own environment; never throws for its exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  directory?: string,
): Promise<Ran> {
  return new Promise((resolve) => {
    // biome-ignore lint/style/noProcessEnv: the child inherits the test's environment
    const env = { ...process.env, ...settings };
    const options = { env, timeout: 60_000, maxBuffer: 16 * 1024 * 1024, cwd: directory };
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
      resolve({ code, stdout, stderr: stderr || (error?.message ?? "") });
    });
  });
}
