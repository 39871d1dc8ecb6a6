/** People who sign in with a password, their one-time codes, and what the history says of them. */
import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/password";
import { newUuid, toPublicId } from "@/lib/ids";
import type { OperatorRole } from "@/lib/permissions";
import { uiApi } from "@/lib/routes";
import { recoveryCodesSchema, secondFactorEnrolmentSchema } from "@/lib/schemas/account";
import { TestBrowser } from "@/test/integration/support/browser";
import type { TestPlatform } from "@/test/integration/support/platform";

export const PASSWORD = "correct horse battery";

export type TestAccount = { userId: string; email: string };

type Standing =
  | { kind: "PARTNER"; organizations: readonly string[] }
  | { kind: "OPERATOR"; role: OperatorRole }
  | { kind: "CUSTOMER" };

let passwordHash: Promise<string> | undefined;

/** A person whose password is `PASSWORD`; an admin in each of the organizations. */
export async function makeAccount({ database }: TestPlatform, standing: Standing): Promise<TestAccount> {
  const userId = newUuid();
  const email = `${userId}@example.com`;
  passwordHash ??= hashPassword(PASSWORD);
  const operatorRole = standing.kind === "OPERATOR" ? standing.role : null;
  await database.owner`insert into users (id, email, display_name, kind, operator_role, password_hash, created_at)
    values (${userId}, ${email}, 'A person', ${standing.kind}, ${operatorRole}, ${await passwordHash}, now())`;
  for (const organizationId of standing.kind === "PARTNER" ? standing.organizations : []) {
    await database.owner`insert into memberships (organization_id, user_id, role, created_at)
      values (${organizationId}, ${userId}, 'ADMIN', now())`;
  }
  return { userId, email };
}

/** The code that an authenticator app shows `steps` from the present one. */
export function codeAt({ clock }: TestPlatform, secret: string, steps = 0): string {
  const timestamp = clock.now.getTime() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

export function passTime({ clock }: TestPlatform, seconds: number): void {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
}

/** A browser that is signed in. */
export async function signedIn(
  account: TestAccount,
  code?: string,
  password = PASSWORD,
): Promise<TestBrowser> {
  const browser = new TestBrowser();
  const answer = await browser.signIn(account.email, password, code);
  if (answer.status !== 200) throw new Error(`The sign-in was refused: ${answer.text}`);
  return browser;
}

export type Enrolled = { secret: string; recoveryCodes: string[] };

/** Sets one-time codes up in this browser; the clock then stands at the next code. */
export async function enrol(platform: TestPlatform, browser: TestBrowser): Promise<Enrolled> {
  const begun = await browser.send(uiApi.secondFactor("begin"));
  const { secret } = secondFactorEnrolmentSchema.parse(begun.body);
  const confirmed = await browser.send(uiApi.secondFactor("confirm"), { code: codeAt(platform, secret) });
  const { recoveryCodes } = recoveryCodesSchema.parse(confirmed.body);
  passTime(platform, 30);
  return { secret, recoveryCodes };
}

/** The actions in an organization's history, oldest first; only what this person did, where one is given. */
export async function historyOf(
  { database }: TestPlatform,
  organizationId: string,
  userId?: string,
): Promise<string[]> {
  const actor = userId === undefined ? null : toPublicId("user", userId);
  const rows = await database.owner`
    select action from audit_events
     where organization_id = ${organizationId} and (${actor}::text is null or actor_id = ${actor}::text)
     order by sequence`;
  return rows.map(({ action }) => z.string().parse(action));
}
