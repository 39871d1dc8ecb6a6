/** Every command by its words. They load when they are called, so that each starts quickly. */
import type { Command } from "@/cli/command";

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  "org create": async () => (await import("@/cli/commands/org")).orgCreate,
  "user create": async () => (await import("@/cli/commands/user")).userCreate,
  "user reset-codes": async () => (await import("@/cli/commands/user")).userResetCodes,
  "operator create": async () => (await import("@/cli/commands/operator")).operatorCreate,
  "operator reset-codes": async () => (await import("@/cli/commands/operator")).operatorResetCodes,
  "app create": async () => (await import("@/cli/commands/app-create")).appCreate,
  "app show": async () => (await import("@/cli/commands/app")).appShow,
  "app disable": async () => (await import("@/cli/commands/app")).appDisable,
  "app enable": async () => (await import("@/cli/commands/app")).appEnable,
  "app delete": async () => (await import("@/cli/commands/app")).appDelete,
  "app permissions": async () => (await import("@/cli/commands/app")).appPermissions,
  "app rate-limit": async () => (await import("@/cli/commands/app")).appRateLimit,
  "key create": async () => (await import("@/cli/commands/key")).keyCreate,
  "key expiry": async () => (await import("@/cli/commands/key")).keyExpiry,
  "key revoke": async () => (await import("@/cli/commands/key")).keyRevoke,
  "signing-key replace": async () => (await import("@/cli/commands/signing-key")).signingKeyReplace,
  "signing-key revert": async () => (await import("@/cli/commands/signing-key")).signingKeyRevert,
  "signing-key end-overlap": async () => (await import("@/cli/commands/signing-key")).signingKeyEndOverlap,
  "audit list": async () => (await import("@/cli/commands/audit")).auditList,
  "audit verify": async () => (await import("@/cli/commands/audit")).auditVerify,
  "audit export": async () => (await import("@/cli/commands/audit")).auditExport,
  call: async () => (await import("@/cli/commands/call")).call,
};
