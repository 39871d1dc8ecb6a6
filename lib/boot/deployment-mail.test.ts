import { describe, expect, it } from "vitest";
import { findDeployment } from "@/lib/boot/deployment";
import type { ProcessEnvironment } from "@/lib/env";

const EXTERNAL: ProcessEnvironment = {
  PORT: 3000,
  HOST: "127.0.0.1",
  NUVERA_DATA_DIR: "/nonexistent",
  DATABASE_URL: "postgres://127.0.0.1:1/none",
  NUVERA_DATABASE_CONNECTIONS: 2,
  NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: 60,
  NUVERA_RATE_MAX_AGE_HOURS: 24,
  NUVERA_API_KEY_PEPPER: "test-pepper-of-at-least-thirty-two-characters",
  NEXTAUTH_SECRET: "test-session-secret-of-thirty-two-characters",
  NUVERA_TOKEN_ISSUER: "nuvera-api",
  NUVERA_TOKEN_AUDIENCE: "nuvera-rest-api",
};
const URL_WITH_PASSWORD = "smtps://user:secret-of-the-server@mail.example";

describe("mail of a deployment with a database of its own", () => {
  it("is off without a mail server", async () => {
    expect((await findDeployment(EXTERNAL)).settings.mail).toEqual({ delivery: "off" });
  });

  it("goes by the mail server that is set", async () => {
    const given = {
      NUVERA_SMTP_URL: URL_WITH_PASSWORD,
      NUVERA_MAIL_FROM: "Nuvera <no-reply@nuvera.example>",
    };
    expect((await findDeployment({ ...EXTERNAL, ...given })).settings.mail).toEqual({
      delivery: "smtp",
      url: URL_WITH_PASSWORD,
      from: given.NUVERA_MAIL_FROM,
    });
  });

  it("needs a sender with the server, and says so without the server's password", async () => {
    const finding = findDeployment({ ...EXTERNAL, NUVERA_SMTP_URL: URL_WITH_PASSWORD });
    await expect(finding).rejects.toThrow(/^NUVERA_MAIL_FROM: /);
    await expect(finding).rejects.not.toThrow(/secret-of-the-server/);
  });
});
