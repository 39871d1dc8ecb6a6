import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "@/db/client";
import { hashPassword } from "@/lib/auth/password";
import { findSession } from "@/lib/auth/session";
import { newUuid } from "@/lib/ids";
import { provideRuntime } from "@/lib/runtime";
import { NextAuthClient } from "@/test/integration/support/next-auth-client";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const EMAIL = "door@example.com";
const PASSWORD = "correct horse battery";
const UNAVAILABLE = { error: { code: "unavailable", reason: "unavailable" } };

let platform: TestPlatform;
let client: NextAuthClient;
let log: string[];

beforeAll(async () => {
  platform = await startTestPlatform();
  await platform.database.owner`insert into users (id, email, display_name, kind, password_hash, created_at)
    values (${newUuid()}, ${EMAIL}, 'A customer', 'CUSTOMER', ${await hashPassword(PASSWORD)}, now())`;
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await platform.database.owner`delete from sign_in_throttles`;
  client = new NextAuthClient();
  log = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => log.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  provideRuntime(platform.runtime);
});

async function isSignedIn(sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return false;
  return (await findSession(platform.runtime.database, sessionId, platform.clock.now)) !== null;
}

/** While `work` runs, the application may not do this to the table. */
async function without(privilege: string, table: string, work: () => Promise<void>): Promise<void> {
  const { owner } = platform.database;
  await owner.unsafe(`revoke ${privilege} on ${table} from nuvera_app`);
  try {
    await work();
  } finally {
    await owner.unsafe(`grant ${privilege} on ${table} to nuvera_app`);
  }
}

/** Neither the answer nor the log repeats what was sent, what the database was asked or what it said. */
function expectNothingLeaked(text: string): void {
  for (const secret of [PASSWORD, EMAIL, "sign_in_throttles", "permission denied", "nuvera_app"]) {
    expect(text).not.toContain(secret);
    expect(log.join("")).not.toContain(secret);
  }
}

describe("the sign-in door", () => {
  it("gives a cookie that names the session", async () => {
    expect((await client.signIn(EMAIL, PASSWORD)).status).toBe(200);
    expect(await isSignedIn(await client.sessionId())).toBe(true);
    expect(log).toEqual([]);
  });

  it("gives a cookie of a new session to who comes with an older one, or with one that somebody planted", async () => {
    await client.signIn(EMAIL, PASSWORD);
    const older = await client.sessionId();
    await client.signIn(EMAIL, PASSWORD);
    expect(await client.sessionId()).not.toBe(older);
    expect(await isSignedIn(await client.sessionId())).toBe(true);
  });

  it.each([
    [EMAIL, "not the password"],
    ["nobody@example.com", PASSWORD],
    [`\u0000${EMAIL}`, PASSWORD],
  ])("tells %j with %j nothing but that it was wrong", async (email, password) => {
    const answer = await client.signIn(email, password);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      url: expect.stringMatching(/[?&]error=CredentialsSignin(&provider=credentials)?$/),
    });
    expect(await client.sessionId()).toBeNull();
    expect(log).toEqual([]);
  });

  it("answers 503 when a statement fails, and says in the log what it may", async () => {
    await without("insert", "sign_in_throttles", async () => {
      const answer = await client.signIn(EMAIL, PASSWORD);
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject(UNAVAILABLE);
      expect(log.join("")).toContain('"code":"42501"');
      expectNothingLeaked(answer.text);
    });
  });

  it("answers 503 when the database cannot be reached", async () => {
    const database = openDatabase({
      url: "postgres://nuvera_app@127.0.0.1:1/none",
      maxConnections: 1,
      applicationName: "test",
    });
    provideRuntime({ ...platform.runtime, database });
    const answer = await client.signIn(EMAIL, PASSWORD);
    await database.close();
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject(UNAVAILABLE);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(log.join("")).toContain('"code":"ECONNREFUSED"');
    expectNothingLeaked(answer.text);
  });
});

describe("the sign-out door", () => {
  it("ends the session, also for a copy of its cookie, and takes the cookie back", async () => {
    await client.signIn(EMAIL, PASSWORD);
    const sessionId = await client.sessionId();
    expect((await client.post("signout")).status).toBe(200);
    expect(await isSignedIn(sessionId)).toBe(false);
    expect(await client.sessionId()).toBeNull();
  });

  it("answers 503 and leaves the cookie when the session could not be ended", async () => {
    await client.signIn(EMAIL, PASSWORD);
    const sessionId = await client.sessionId();
    await without("delete", "sessions", async () => {
      const answer = await client.post("signout");
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject(UNAVAILABLE);
      expectNothingLeaked(answer.text);
    });
    expect(await client.sessionId()).toBe(sessionId);
    expect(await isSignedIn(sessionId)).toBe(true);
  });

  it("ends nothing for a form without the CSRF token", async () => {
    await client.signIn(EMAIL, PASSWORD);
    const sessionId = await client.sessionId();
    await client.post("signout", { csrfToken: "made up" });
    expect(await isSignedIn(sessionId)).toBe(true);
  });

  it("takes back a cookie that is none, and logs it without its text", async () => {
    client.cookies.set("nuvera-session", "eyJhbGciOiJkaXIifQ..not.a.token");
    expect((await client.post("signout")).status).toBe(200);
    expect(await client.sessionId()).toBeNull();
    expect(log.join("")).toContain('"problem":"SIGNOUT_ERROR"');
    expect(log.join("")).not.toContain("not.a.token");
  });
});
