import { COUNTRIES } from "./countries";
import { NAICS_2022 } from "./naics-2022";

export { COUNTRIES, type Country } from "./countries";
export { NAICS_2022 } from "./naics-2022";

const countryIds: ReadonlySet<string> = new Set(COUNTRIES.map(({ id }) => id));
const industryIds: ReadonlySet<string> = new Set(NAICS_2022.map(([code]) => code));

/** Whether this is an assigned ISO 3166-1 alpha-2 code, in upper case. */
export function isCountryId(value: string): boolean {
  return countryIds.has(value);
}

/** Whether this is a six-digit NAICS 2022 code. */
export function isIndustryId(value: string): boolean {
  return industryIds.has(value);
}
