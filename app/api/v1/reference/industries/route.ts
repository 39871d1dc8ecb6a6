import { endpoint } from "@/lib/api/endpoint";
import { listIndustries } from "@/lib/operations/reference/list";

export const GET = endpoint(listIndustries);
