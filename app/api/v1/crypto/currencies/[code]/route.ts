import { endpoint } from "@/lib/api/endpoint";
import { getCryptoCurrency } from "@/lib/operations/crypto/get-currency";

export const GET = endpoint(getCryptoCurrency);
