/** Housekeeping of the outbox: what is due goes out, what is over is forgotten. */
import {
  claimDueMail,
  type DueMail,
  deleteMailsBefore,
  forgetUnsentBodies,
  forgetWorthlessBodies,
  markMailFailed,
  markMailSent,
} from "@/db/queries/mails";
import { toPublicId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { MailProblem, sendBySmtp } from "@/lib/mail/smtp";
import { mailSealPurpose } from "@/lib/operations/mail";
import type { Runtime } from "@/lib/runtime";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import type { MailSettings } from "@/lib/settings";

const MAXIMUM_ATTEMPTS = 10;
const LONGEST_WAIT_MINUTES = 360;
const DAY_MILLISECONDS = 86_400_000;
/** Older than this, a mail would only confuse: links in it have ended. */
const WORTH_SENDING_MILLISECONDS = 7 * DAY_MILLISECONDS;
const KEPT_MILLISECONDS = 30 * DAY_MILLISECONDS;
/** So that housekeeping gets on; the rest goes with the next run. */
const MOST_IN_ONE_RUN = 50;

/** One run. Several processes may do it at once: each mail is claimed by one of them. */
export async function tendOutbox(runtime: Runtime, stopping?: AbortSignal): Promise<void> {
  const { db } = runtime.database;
  const now = runtime.clock();
  await deleteMailsBefore(db, new Date(now.getTime() - KEPT_MILLISECONDS));
  await forgetWorthlessBodies(db, now);
  const { mail } = runtime.settings;
  // Where staff read the outbox, the body is what they read.
  if (mail.delivery === "outbox") return;
  await forgetUnsentBodies(db, {
    maximumAttempts: MAXIMUM_ATTEMPTS,
    createdBefore: mail.delivery === "off" ? now : new Date(now.getTime() - WORTH_SENDING_MILLISECONDS),
    now,
  });
  if (mail.delivery === "smtp") await deliverDueMails(runtime, mail, stopping);
}

type SmtpSettings = Extract<MailSettings, { delivery: "smtp" }>;

async function deliverDueMails(
  runtime: Runtime,
  settings: SmtpSettings,
  stopping: AbortSignal | undefined,
): Promise<void> {
  for (let tried = 0; tried < MOST_IN_ONE_RUN && stopping?.aborted !== true; tried += 1) {
    const now = runtime.clock();
    const mail = await claimDueMail(runtime.database.db, now, {
      maximumAttempts: MAXIMUM_ATTEMPTS,
      createdAfter: new Date(now.getTime() - WORTH_SENDING_MILLISECONDS),
      retryAt: (attempts) => new Date(now.getTime() + waitAfter(attempts)),
    });
    if (mail === undefined) return;
    await deliver(runtime, settings, mail);
  }
}

/** 1, 3, 9, … minutes, at most six hours; ten attempts take about a day. */
function waitAfter(attempts: number): number {
  return Math.min(3 ** (attempts - 1), LONGEST_WAIT_MINUTES) * 60_000;
}

async function deliver(runtime: Runtime, settings: SmtpSettings, mail: DueMail): Promise<void> {
  const { db } = runtime.database;
  const id = toPublicId("mail", mail.id);
  try {
    const body = openSealedSecret(mail.sealedBody, mailSealPurpose(mail.id), runtime.peppers);
    if (body === null) throw new MailProblem("The mail's body cannot be opened: its pepper is gone.");
    await sendBySmtp(settings, { id, recipient: mail.recipient, subject: mail.subject, body });
  } catch (error) {
    if (!(error instanceof MailProblem)) throw error;
    await markMailFailed(db, mail.id, error.message);
    logError("a mail was not sent and will be tried again", error, { mailId: id, attempts: mail.attempts });
    return;
  }
  await markMailSent(db, mail.id, runtime.clock());
}
