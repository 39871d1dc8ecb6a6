/** Handing one mail over to the operator's mail server. */
import { createTransport } from "nodemailer";
import type { MailSettings } from "@/lib/settings";

/** Shorter than the shortest wait before another attempt, so that two never try at once. */
const DEADLINE_MILLISECONDS = 45_000;
const STEP_MILLISECONDS = 15_000;

export type OutgoingMail = { id: string; recipient: string; subject: string; body: string };

/** Resolves when the server has taken the mail. Throws `MailProblem`. */
export async function sendBySmtp(
  { url, from }: Extract<MailSettings, { delivery: "smtp" }>,
  { id, recipient, subject, body }: OutgoingMail,
): Promise<void> {
  const transport = createTransport(connectionOf(new URL(url)));
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new MailProblem("The mail server did not finish in time.")),
      DEADLINE_MILLISECONDS,
    );
  });
  try {
    const sending = transport.sendMail({
      from,
      to: { name: "", address: recipient },
      subject,
      text: body,
      // The same for each attempt, so that a mail that was taken twice can be told from two.
      messageId: `<${id}@${from.replace(/^.*@|>$/g, "")}>`,
      headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: no absence notes in return
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    await Promise.race([sending, deadline]);
  } catch (error) {
    throw error instanceof MailProblem ? error : new MailProblem(problemOf(error));
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

/** Why a mail was not taken, in words that hold nothing of the mail, the account or the server's own text. */
export class MailProblem extends Error {
  override name = "MailProblem";
}

function connectionOf(url: URL) {
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const user = decodeURIComponent(url.username);
  return {
    host,
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // A password never crosses a network in the clear, whatever the server offers.
    requireTLS: !secure && user !== "" && !isLoopback(host),
    ...(user === "" ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: STEP_MILLISECONDS,
    greetingTimeout: STEP_MILLISECONDS,
    socketTimeout: STEP_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

const PROBLEMS: Partial<Record<string, string>> = {
  EAUTH: "The mail server refused our sign-in",
  ENOAUTH: "The mail server refused our sign-in",
  EENVELOPE: "The mail server refused the sender or the recipient",
  EMESSAGE: "The mail server refused the mail",
  ETLS: "The mail server offers no secure connection",
  EDNS: "The mail server's name is not known",
  ETIMEDOUT: "The mail server did not answer in time",
};

function problemOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }; // what is thrown is anything
  const problem =
    (typeof code === "string" ? PROBLEMS[code] : undefined) ?? "The mail server could not be reached";
  return typeof responseCode === "number" ? `${problem} (${responseCode}).` : `${problem}.`;
}
