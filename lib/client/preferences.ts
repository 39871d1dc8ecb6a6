import { anyAnswer, fetchUi } from "@/lib/client/fetch-ui";
import type { Environment } from "@/lib/schemas/common";

type Preferences = { organizationId?: string; environment?: Environment };

/** Remembers which organization and environment the person looks at (an httpOnly cookie the server sets). */
export async function savePreferences(preferences: Preferences): Promise<void> {
  await fetchUi("/api/ui/preferences", { method: "POST", body: preferences, schema: anyAnswer });
}
