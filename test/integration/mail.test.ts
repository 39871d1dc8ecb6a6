import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newUuid } from "@/lib/ids";
import { tendOutbox } from "@/lib/mail/deliver";
import { queueMail } from "@/lib/operations/mail";
import { listOutbox } from "@/lib/operations/outbox";
import { runOperation } from "@/lib/operations/run";
import { permissionsOfOperatorRole } from "@/lib/permissions";
import type { OperatorPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import type { MailSettings } from "@/lib/settings";
import { makeOrganization, TEST_ORIGIN } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const DAY_MILLISECONDS = 86_400_000;
const SECRET_LINK = "http://127.0.0.1/invite/inv_x#a-secret-that-nobody-may-see";
const PASSWORD = "p@ss/word of the server";

let platform: TestPlatform;
let log: string[];
const servers: SMTPServer[] = [];

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  await platform.database.owner`delete from mails`;
  log = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => log.push(String(line)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(
    servers.splice(0).map((server) => new Promise<void>((done) => server.close(() => done()))),
  );
});

type Received = { from: string; to: string[]; source: string };

/** A real mail server on the loopback interface; gives its port and what it has taken. */
async function startMailServer(
  options: SMTPServerOptions = {},
): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString("utf8"),
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  servers.push(server);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return { port, received };
}

function withMail(mail: MailSettings): Runtime {
  return { ...platform.runtime, settings: { ...platform.runtime.settings, mail } };
}

const smtp = (port: number, user = ""): Runtime =>
  withMail({
    delivery: "smtp",
    url: `smtp://${user}127.0.0.1:${port}`,
    from: "Nuvera <no-reply@nuvera.example>",
  });

async function queue(
  recipient = "ida@example.com",
  dedupeKey?: string,
  worthlessAfter?: Date,
): Promise<void> {
  const { database, peppers, randomBytes } = platform.runtime;
  const context = { now: platform.clock.now, peppers, randomBytes };
  const mail = { recipient, subject: "Grüße – an invitation", body: `Hello,\n\n${SECRET_LINK}\n` };
  await database.db.transaction((tx) =>
    queueMail(tx, context, {
      ...mail,
      ...(dedupeKey === undefined ? {} : { dedupeKey }),
      ...(worthlessAfter === undefined ? {} : { worthlessAfter }),
    }),
  );
}

async function rows() {
  return platform.database
    .owner`select recipient, sealed_body, sent_at, attempts, next_attempt_at, last_problem
    from mails order by id`;
}

function passTime(milliseconds: number): void {
  platform.clock.now = new Date(platform.clock.now.getTime() + milliseconds);
}

describe("delivery", () => {
  it("hands the mail over as plain text, and forgets its body", async () => {
    const { port, received } = await startMailServer();
    await queue();
    await tendOutbox(smtp(port));
    expect(received).toHaveLength(1);
    const [mail] = received;
    expect(mail).toMatchObject({ from: "no-reply@nuvera.example", to: ["ida@example.com"] });
    expect(mail?.source.replaceAll("=\r\n", "").replaceAll("=3D", "=")).toContain(SECRET_LINK);
    expect(mail?.source).toMatch(/^From: Nuvera <no-reply@nuvera\.example>\r$/m);
    expect(mail?.source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail?.source).toMatch(/^Message-ID: <mail_[0-9a-f-]{36}@nuvera\.example>\r$/m);
    expect(await rows()).toMatchObject([
      { sealed_body: null, sent_at: platform.clock.now, last_problem: null },
    ]);
    await tendOutbox(smtp(port));
    expect(received).toHaveLength(1);
  });

  it("signs in with the credentials of the URL", async () => {
    const seen: unknown[] = [];
    const { port, received } = await startMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _, done) => {
        seen.push(username, password);
        done(null, { user: "known" });
      },
    });
    await queue();
    await tendOutbox(smtp(port, `mail%40nuvera:${encodeURIComponent(PASSWORD)}@`));
    expect(seen).toEqual(["mail@nuvera", PASSWORD]);
    expect(received).toHaveLength(1);
  });

  it("sends each mail once, however many processes tend the outbox", async () => {
    const { port, received } = await startMailServer();
    for (let number = 0; number < 12; number += 1) await queue(`${number}@example.com`);
    await Promise.all(Array.from({ length: 5 }, () => tendOutbox(smtp(port))));
    expect(received.flatMap(({ to }) => to).sort()).toEqual(
      Array.from({ length: 12 }, (_, number) => `${number}@example.com`).sort(),
    );
  });

  it("writes one mail of several with the same key", async () => {
    await Promise.all([queue("ida@example.com", "same"), queue("ida@example.com", "same")]);
    expect(await rows()).toHaveLength(1);
  });
});

describe("a server that refuses", () => {
  const refusing = (responseCode: number): SMTPServerOptions => ({
    onRcptTo: (_, __, done) =>
      done(Object.assign(new Error(`no such user, says ${SECRET_LINK}`), { responseCode })),
  });

  it("is tried again after 1, 3, 9 … minutes, ten times in all; then the body is forgotten", async () => {
    const { port, received } = await startMailServer(refusing(450));
    const runtime = smtp(port);
    await queue();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await tendOutbox(runtime);
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: attempt, sent_at: null });
      const due: unknown = row?.next_attempt_at;
      if (!(due instanceof Date)) throw new Error("no next attempt");
      waits.push((due.getTime() - platform.clock.now.getTime()) / 60_000);
      platform.clock.now = new Date(due.getTime() - 1000);
      await tendOutbox(runtime);
      expect((await rows())[0]?.attempts).toBe(attempt);
      platform.clock.now = due;
    }
    expect(waits).toEqual([1, 3, 9, 27, 81, 243, 360, 360, 360, 360]);
    await tendOutbox(runtime);
    expect(await rows()).toMatchObject([{ attempts: 10, sealed_body: null, sent_at: null }]);
    expect(received).toEqual([]);
  });

  it("leaves a problem in words without the mail, the server's text or the password", async () => {
    const { port } = await startMailServer({
      authOptional: false,
      onAuth: (auth, _, done) => done(new Error(`wrong: ${auth.password}`)),
    });
    await queue();
    await tendOutbox(smtp(port, `mail:${encodeURIComponent(PASSWORD)}@`));
    const [row] = await rows();
    expect(row?.last_problem).toBe("The mail server refused our sign-in (535).");
    const told = [String(row?.last_problem), ...log].join("\n");
    expect(log).toHaveLength(1);
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), SECRET_LINK, "ida@example.com"]) {
      expect(told).not.toContain(secret);
    }
  });

  it("is not tried again with a link that has ended meanwhile", async () => {
    const down = await startMailServer(refusing(450));
    await queue("ida@example.com", undefined, new Date(platform.clock.now.getTime() + 3600_000));
    await tendOutbox(smtp(down.port));
    const up = await startMailServer();
    passTime(3600_000);
    await tendOutbox(smtp(up.port));
    expect(up.received).toEqual([]);
    expect(await rows()).toMatchObject([{ attempts: 1, sealed_body: null, sent_at: null }]);
  });

  it("does not hold up the mail to others", async () => {
    const { port, received } = await startMailServer({
      onRcptTo: ({ address }, _, done) =>
        done(address.startsWith("bad") ? Object.assign(new Error("no"), { responseCode: 550 }) : null),
    });
    await queue("bad@example.com");
    await queue("good@example.com");
    await tendOutbox(smtp(port));
    expect(received.flatMap(({ to }) => to)).toEqual(["good@example.com"]);
    expect((await rows())[0]?.last_problem).toBe(
      "The mail server refused the sender or the recipient (550).",
    );
  });

  it("or is not there at all loses no mail", async () => {
    const { port } = await startMailServer();
    await new Promise<void>((done) => servers.splice(0)[0]?.close(() => done()));
    await queue();
    await tendOutbox(smtp(port));
    expect(await rows()).toMatchObject([
      {
        attempts: 1,
        sent_at: null,
        sealed_body: expect.any(String),
        last_problem: "The mail server could not be reached.",
      },
    ]);
    const again = await startMailServer();
    passTime(60_000);
    await tendOutbox(smtp(again.port));
    expect(again.received).toHaveLength(1);
  });

  it("gets no password over a connection that could be read on the way", async () => {
    const seen: unknown[] = [];
    const { port } = await startMailServer({
      onAuth: (auth, _, done) => {
        seen.push(auth);
        done(null, { user: "known" });
      },
    });
    await queue();
    const url = `smtp://mail:${encodeURIComponent(PASSWORD)}@0.0.0.0:${port}`;
    await tendOutbox(withMail({ delivery: "smtp", url, from: "no-reply@nuvera.example" }));
    expect(seen).toEqual([]);
    expect(await rows()).toMatchObject([
      { sent_at: null, last_problem: "The mail server offers no secure connection (500)." },
    ]);
  });
});

describe("the outbox", () => {
  it("forgets what is older than thirty days", async () => {
    await queue();
    passTime(30 * DAY_MILLISECONDS - 1000);
    await tendOutbox(withMail({ delivery: "outbox" }));
    expect(await rows()).toHaveLength(1);
    passTime(2000);
    await tendOutbox(withMail({ delivery: "outbox" }));
    expect(await rows()).toEqual([]);
  });

  it("does not send after a week what has waited since, and forgets its body", async () => {
    const { port, received } = await startMailServer();
    await queue();
    passTime(7 * DAY_MILLISECONDS);
    await tendOutbox(smtp(port));
    expect(received).toEqual([]);
    expect(await rows()).toMatchObject([{ sealed_body: null, sent_at: null, attempts: 0 }]);
  });

  it("keeps no body where nothing will ever deliver or show it", async () => {
    await queue();
    await tendOutbox(withMail({ delivery: "off" }));
    expect(await rows()).toMatchObject([{ sealed_body: null, sent_at: null }]);
  });

  async function staff(role: OperatorPrincipal["role"]): Promise<OperatorPrincipal> {
    return {
      kind: "operator",
      organizationId: await makeOrganization(platform),
      environment: "sandbox",
      userId: newUuid(),
      sessionId: newUuid(),
      displayName: "Staff",
      role,
      permissions: permissionsOfOperatorRole(role),
      proof: { lastProofAt: platform.clock.now, hasSecondFactor: true },
    };
  }

  it.each([
    ["outbox", { delivery: "outbox" }, true],
    ["smtp", { delivery: "smtp", url: "smtp://127.0.0.1", from: "a@example.com" }, false],
    ["off", { delivery: "off" }, false],
  ] as const)(
    "with delivery %s shows an admin the mails, and the text only where nothing delivers it",
    async (delivery, mail, shown) => {
      await queue();
      const outbox = await runOperation(
        withMail(mail),
        await staff("NUVERA_ADMIN"),
        listOutbox,
        {},
        TEST_ORIGIN,
      );
      expect(outbox).toMatchObject({
        delivery,
        mails: [{ recipient: "ida@example.com", attempts: 0, sentAt: null }],
      });
      expect(JSON.stringify(outbox).includes(SECRET_LINK)).toBe(shown);
    },
  );

  it("shows texts after a fresh proof only; where there are none to read, it asks for no proof", async () => {
    await queue();
    const admin = await staff("NUVERA_ADMIN");
    const stale = {
      ...admin,
      proof: { ...admin.proof, lastProofAt: new Date(platform.clock.now.getTime() - 601_000) },
    };
    const read = (mail: MailSettings) => runOperation(withMail(mail), stale, listOutbox, {}, TEST_ORIGIN);
    await expect(read({ delivery: "outbox" })).rejects.toMatchObject({ reason: "proof_required" });
    expect(await read({ delivery: "off" })).toMatchObject({ mails: [{ body: null }] });
  });

  it("leaves a row in the operator's history for each look, not for each request of it", async () => {
    const admin = await staff("NUVERA_ADMIN");
    const look = () => {
      const proof = { lastProofAt: platform.clock.now, hasSecondFactor: true };
      return runOperation(platform.runtime, { ...admin, proof }, listOutbox, {}, TEST_ORIGIN);
    };
    const looks = () => platform.database.owner`select action, actor_label, actor_kind from audit_events
      where organization_id = ${admin.organizationId} order by sequence`;
    const row = { action: "outbox.read", actor_label: "Staff", actor_kind: "operator" };
    await look();
    passTime(14 * 60_000);
    await look();
    expect((await looks()).map((found) => ({ ...found }))).toEqual([row]);
    passTime(60_000);
    await look();
    expect((await looks()).map((found) => ({ ...found }))).toEqual([row, row]);
  });

  it("shows no text whose link has ended, and forgets it", async () => {
    await queue("ida@example.com", undefined, new Date(platform.clock.now.getTime() + 3600_000));
    const bodies = async () => {
      const { mails } = await runOperation(
        platform.runtime,
        await staff("NUVERA_ADMIN"),
        listOutbox,
        {},
        TEST_ORIGIN,
      );
      return mails.map(({ body }) => body);
    };
    passTime(3599_000);
    await tendOutbox(withMail({ delivery: "outbox" }));
    expect(await bodies()).toEqual([expect.stringContaining(SECRET_LINK)]);
    passTime(1000);
    expect(await bodies()).toEqual([null]);
    await tendOutbox(withMail({ delivery: "outbox" }));
    expect(await rows()).toMatchObject([{ sealed_body: null }]);
  });

  it("is not for support", async () => {
    const reading = runOperation(
      platform.runtime,
      await staff("NUVERA_SUPPORT"),
      listOutbox,
      {},
      TEST_ORIGIN,
    );
    await expect(reading).rejects.toMatchObject({ status: 403, reason: "permission_missing" });
  });
});
