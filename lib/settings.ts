/**
 * The deployment's resolved settings. The start-up code provides them before Next.js loads; without that (plain
 * `next start`) there are none, and the partner API says so.
 */
import { processSlot } from "@/lib/process-slot";

/** The role that the application works as: it owns no table, so row-level security binds it. */
export const APP_ROLE = "nuvera_app";

export type Settings = {
  database: { url: string; role?: string; maxConnections: number };
  /** As `parsePeppers` reads it; the first pepper makes new hashes. */
  apiKeyPepper: string;
  sessionSecret: string;
  baseUrl: string;
  tokenIssuer: string;
  tokenAudience: string;
};

const slot = processSlot<Settings>("settings");

export function provideSettings(settings: Settings): void {
  slot.set(settings);
}

/** The settings, or `null` where the app was started without its own server. */
export function settingsOrNull(): Settings | null {
  return slot.get() ?? null;
}
