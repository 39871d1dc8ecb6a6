/** Commands on one application, found by its id alone. */
import type { z } from "zod";
import { command, type Outcome } from "@/cli/command";
import { operate, requireApplicationPlace, withDeployment } from "@/cli/deployment";
import { choice, optional, reasonOption as reason, required, toCount, toList } from "@/cli/options";
import { fields } from "@/cli/output";
import { setApplicationAddressList } from "@/lib/operations/applications/address-list";
import { getApplication } from "@/lib/operations/applications/get";
import { setApplicationPermissions, setApplicationRateLimit } from "@/lib/operations/applications/settings";
import {
  deleteApplication,
  disableApplication,
  enableApplication,
} from "@/lib/operations/applications/state";
import type { Operation } from "@/lib/operations/operation";
import { ADDRESS_LIST_MODES, type AddressList } from "@/lib/schemas/address-list";
import type { ApplicationView, applicationSchema } from "@/lib/schemas/application";

const app = required("ID");

export const appShow = command({
  name: "app show",
  summary: getApplication.summary,
  options: { app },
  run: (options) => changeAndShow(options.app, getApplication),
});

export const appDisable = command({
  name: "app disable",
  summary: disableApplication.summary,
  options: { app, reason },
  run: (options) => changeAndShow(options.app, disableApplication, {}, options.reason),
});

export const appEnable = command({
  name: "app enable",
  summary: enableApplication.summary,
  options: { app, reason },
  run: (options) => changeAndShow(options.app, enableApplication, {}, options.reason),
});

export const appPermissions = command({
  name: "app permissions",
  summary: setApplicationPermissions.summary,
  options: { app, set: required("A,B", toList), reason },
  run: (options) =>
    changeAndShow(options.app, setApplicationPermissions, { permissions: options.set }, options.reason),
});

export const appRateLimit = command({
  name: "app rate-limit",
  summary: setApplicationRateLimit.summary,
  options: { app, "per-second": required("N", toCount), reason },
  run: (options) =>
    changeAndShow(options.app, setApplicationRateLimit, { perSecond: options["per-second"] }, options.reason),
});

export const appAddresses = command({
  name: "app addresses",
  summary: setApplicationAddressList.summary,
  options: {
    app,
    mode: choice(ADDRESS_LIST_MODES),
    /** Without it the entries stay as they are. */
    cidr: optional("A,B", toList),
    reason,
  },
  run: (options) =>
    withDeployment(async (runtime) => {
      const named = { applicationId: options.app };
      const place = await requireApplicationPlace(runtime, options.app);
      const { addressList: expected } = await operate(runtime, place, getApplication, named);
      const list = { mode: options.mode, entries: options.cidr ?? expected.entries };
      const input = { ...named, ...list, expected };
      const view = await operate(runtime, place, setApplicationAddressList, input, options.reason);
      return { json: { applicationId: view.id, ...view }, lines: viewLines(view) };
    }),
});

export const appDelete = command({
  name: "app delete",
  summary: deleteApplication.summary,
  options: { app, reason },
  run: (options) =>
    withDeployment(async (runtime) => {
      const place = await requireApplicationPlace(runtime, options.app);
      const input = { applicationId: options.app };
      const { id, deletedAt } = await operate(runtime, place, deleteApplication, input, options.reason);
      const lines = fields([
        ["Application", id],
        ["Deleted at", deletedAt],
      ]);
      return { json: { applicationId: id, deletedAt }, lines };
    }),
});

function changeAndShow<Input extends z.ZodType>(
  applicationId: string,
  operation: Operation<Input, typeof applicationSchema>,
  input: object = {},
  why: string | null = null,
): Promise<Outcome> {
  return withDeployment(async (runtime) => {
    const place = await requireApplicationPlace(runtime, applicationId);
    const view = await operate(runtime, place, operation, { applicationId, ...input }, why);
    return { json: { applicationId: view.id, ...view }, lines: viewLines(view) };
  });
}

function viewLines(view: ApplicationView): string[] {
  const until = (date: string | null) => (date === null ? "" : ` until ${date}`);
  return fields([
    ["Application", view.id],
    ["Name", view.name],
    ["Environment", view.environment],
    ["Status", view.disabledBy === null ? view.status : `${view.status} by ${view.disabledBy}`],
    ...(view.disabledReason === null ? [] : [["Reason", view.disabledReason] as const]),
    ["Permissions", view.permissions.join(", ") || "none"],
    ["Rate limit", `${view.rateLimitPerSecond} requests a second`],
    ["Address list", describeAddresses(view.addressList)],
    ["Created", view.createdAt],
    ["Last used", view.lastUsedAt ?? "never"],
    ...view.apiKeys.map((key) => {
      const what = `${key.id} ${key.prefix}…${key.lastFour} ${key.status}`;
      return ["API key", `${what}${key.status === "expiring" ? until(key.expiresAt) : ""}`] as const;
    }),
    ...view.signingKeys.map((key) => {
      const what = `${key.fingerprint} RSA ${key.modulusBits} ${key.status}`;
      return ["Signing key", `${what}${key.status === "retiring" ? until(key.retiresAt) : ""}`] as const;
    }),
  ]);
}

function describeAddresses({ mode, entries }: AddressList): string {
  return entries.length === 0 ? mode : `${mode}: ${entries.join(", ")}`;
}
