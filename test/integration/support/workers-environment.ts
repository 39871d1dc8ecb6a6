/** What a member of `workers-primary.ts` is told, by one variable of its environment. */
import type { Settings } from "@/lib/settings";

export type MemberEnvironment = {
  settings: Settings;
  port: number;
  /** While there is a file of this name, members end at once. */
  brokenWhile: string;
};

const NAME = "NUVERA_TEST_MEMBER";

export function toMemberEnvironment(member: MemberEnvironment): Record<string, string> {
  return { [NAME]: JSON.stringify(member) };
}

export function memberEnvironment(): MemberEnvironment {
  // biome-ignore lint/style/noProcessEnv: a parameter of this test program
  return JSON.parse(process.env[NAME] ?? "") as MemberEnvironment;
}
