/** Which organization and environment a person looked at last: where pages without an id begin. */
import { cookies } from "next/headers";
import { z } from "zod";
import { environmentSchema } from "@/lib/schemas/common";

const COOKIE = "nuvera-preferences";
const ONE_YEAR_SECONDS = 365 * 86_400;

export const preferencesSchema = z.strictObject({
  organizationId: z.string().max(100).optional(),
  environment: environmentSchema.optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** What the cookie says; anything it should not say counts as nothing. */
export async function readPreferences(): Promise<Preferences> {
  const value = (await cookies()).get(COOKIE)?.value ?? "{}";
  try {
    return preferencesSchema.catch({}).parse(JSON.parse(value));
  } catch {
    return {};
  }
}

export async function savePreferences(preferences: Preferences): Promise<void> {
  (await cookies()).set(COOKIE, JSON.stringify({ ...(await readPreferences()), ...preferences }), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: ONE_YEAR_SECONDS,
  });
}
