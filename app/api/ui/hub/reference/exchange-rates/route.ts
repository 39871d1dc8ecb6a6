import { importExchangeRates } from "@/lib/operations/rates/import";
import { listExchangeRates } from "@/lib/operations/rates/list";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listExchangeRates, { place: "deployment" });
export const POST = hubEndpoint(importExchangeRates, { place: "deployment" });
