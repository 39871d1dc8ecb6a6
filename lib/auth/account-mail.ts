/** Mail to a person whose ways in have changed, so that a change that was not theirs does not go unnoticed. */
import type { Mail } from "@/lib/operations/mail";
import type { CallOrigin } from "@/lib/operations/operation";
import { routes } from "@/lib/routes";

const CHANGES = {
  "password.changed": {
    subject: "Your password was changed",
    what: "The password of your account was changed",
  },
  "password.reset": {
    subject: "Your password was reset",
    what: "A new password was set for your account by a link that was mailed to you",
  },
  "second_factor.enabled": {
    subject: "One-time codes were turned on",
    what: "One-time codes were turned on for your account",
  },
  "second_factor.disabled": {
    subject: "One-time codes were turned off",
    what: "One-time codes were turned off for your account",
  },
  "second_factor.reset": {
    subject: "Your one-time codes were reset",
    what: "The operator of Nuvera turned off the one-time codes of your account and ended its sessions, so that you can set them up anew",
  },
} as const;

export type AccountChange = keyof typeof CHANGES;

/** When and from where; never what the change was to. */
export function accountMail(
  baseUrl: string,
  recipient: string,
  change: AccountChange,
  { now, origin }: { now: Date; origin: Pick<CallOrigin, "address"> },
): Mail {
  const { subject, what } = CHANGES[change];
  const at = `${now.toISOString().slice(0, 16).replace("T", " at ")} UTC`;
  const from = origin.address === null ? "" : `, from the address ${origin.address}`;
  return {
    recipient,
    subject,
    body: [
      "Hello,",
      "",
      `${what} on ${at}${from}.`,
      "",
      "If that was you, or done at your wish, there is nothing to do.",
      "If it was not, set a new password at once, which ends every session, and tell an owner of your organization or the operator of Nuvera:",
      "",
      `${baseUrl}${routes.resetPassword}`,
      "",
    ].join("\n"),
  };
}
