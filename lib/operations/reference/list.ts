/** Reference data that customers refer to; the same for everybody, so no row is read. */
import { z } from "zod";
import { pureOperation } from "@/lib/operations/operation";
import { COUNTRIES } from "@/lib/reference/countries";
import { NAICS_2022 } from "@/lib/reference/naics-2022";
import { pageOf } from "@/lib/schemas/common";

const countrySchema = z
  .strictObject({ id: z.string().describe("ISO 3166-1 alpha-2."), name: z.string() })
  .meta({ id: "Country", examples: [{ id: "GB", name: "United Kingdom" }] });

const industrySchema = z
  .strictObject({ id: z.string().describe("NAICS 2022, 6 digits."), name: z.string() })
  .meta({ id: "Industry", examples: [{ id: "541511", name: "Custom Computer Programming Services" }] });

export const listCountries = pureOperation({
  name: "listCountries",
  summary: "List countries by their ISO 3166-1 alpha-2 code",
  permission: "CUSTOMERS_READ",
  input: z.strictObject({}),
  output: pageOf(countrySchema),
  run: async () => ({ items: [...COUNTRIES], nextCursor: null, hasMore: false }),
});

export const listIndustries = pureOperation({
  name: "listIndustries",
  summary: "List industries by their 6-digit NAICS 2022 code",
  permission: "CUSTOMERS_READ",
  input: z.strictObject({}),
  output: pageOf(industrySchema),
  run: async () => ({
    items: NAICS_2022.map(([id, name]) => ({ id, name })),
    nextCursor: null,
    hasMore: false,
  }),
});
