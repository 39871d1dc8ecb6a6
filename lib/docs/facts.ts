/** What the texts say of the deployment that shows them, so that commands work when they are pasted. */
import { NEUTRAL_BASE_URL } from "@/lib/api/openapi/document";
import { apiBaseUrlOf, type Settings, settingsOrNull } from "@/lib/settings";

export type DocsFacts = {
  /** Where the pages are; no slash at the end. */
  pagesUrl: string;
  /** Where each environment's API is. */
  sandboxUrl: string;
  productionUrl: string;
  /** What tokens must say in `iss` and `aud`. */
  issuer: string;
  audience: string;
};

/** For tests and wherever there are no settings. */
export const NEUTRAL_FACTS: DocsFacts = {
  pagesUrl: NEUTRAL_BASE_URL,
  sandboxUrl: NEUTRAL_BASE_URL,
  productionUrl: NEUTRAL_BASE_URL,
  issuer: "nuvera-api",
  audience: "nuvera-rest-api",
};

type SettingsOfDocs = Pick<Settings, "baseUrl" | "environmentBaseUrls" | "tokenIssuer" | "tokenAudience">;

export function factsOf(settings: SettingsOfDocs): DocsFacts {
  return {
    pagesUrl: settings.baseUrl,
    sandboxUrl: apiBaseUrlOf(settings, "sandbox"),
    productionUrl: apiBaseUrlOf(settings, "production"),
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
  };
}

/** Of this deployment. */
export function currentFacts(): DocsFacts {
  const settings = settingsOrNull();
  return settings === null ? NEUTRAL_FACTS : factsOf(settings);
}
