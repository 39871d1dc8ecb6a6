import english from "i18n-iso-countries/langs/en.json";

/** A country or territory: `id` is its ISO 3166-1 alpha-2 code. */
export interface Country {
  readonly id: string;
  readonly name: string;
}

/** In the package, but user-assigned rather than assigned by ISO 3166-1. */
const NOT_ASSIGNED = new Set(["XK"]);

/**
 * Where the package's first form sorts under the wrong letter ("People's Republic of China"), lacks its accent, or
 * serves for two countries.
 */
const PREFERRED: Readonly<Record<string, string>> = {
  CD: "Congo (Democratic Republic of the)",
  CG: "Congo",
  CI: "Côte d'Ivoire",
  CN: "China",
  CV: "Cabo Verde",
  CZ: "Czechia",
  GM: "Gambia",
  IR: "Iran, Islamic Republic of",
  KP: "Korea, Democratic People's Republic of (North Korea)",
  KR: "Korea, Republic of (South Korea)",
  MK: "North Macedonia",
  PS: "Palestine, State of",
  RE: "Réunion",
  TZ: "Tanzania, United Republic of",
  VA: "Holy See (Vatican City)",
};

// The file lists one name or several, the first being the usual one.
const names: Readonly<Record<string, string | readonly string[]>> = english.countries;

function nameOf(id: string, name: string | readonly string[]): string {
  return PREFERRED[id] ?? (typeof name === "string" ? name : (name[0] ?? id));
}

const byName = new Intl.Collator("en");

/** The 249 assigned codes of ISO 3166-1 alpha-2 with English names, sorted by name. */
export const COUNTRIES: ReadonlyArray<Country> = Object.entries(names)
  .filter(([id]) => !NOT_ASSIGNED.has(id))
  .map(([id, name]) => ({ id, name: nameOf(id, name) }))
  .sort((a, b) => byName.compare(a.name, b.name));
