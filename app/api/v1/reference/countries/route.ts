import { endpoint } from "@/lib/api/endpoint";
import { listCountries } from "@/lib/operations/reference/list";

export const GET = endpoint(listCountries);
