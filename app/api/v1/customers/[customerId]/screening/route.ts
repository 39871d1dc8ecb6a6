import { endpoint } from "@/lib/api/endpoint";
import { getCustomerScreening } from "@/lib/operations/screening/get";

export const GET = endpoint(getCustomerScreening);
