import { endpoint } from "@/lib/api/endpoint";
import { listCryptoCurrencies } from "@/lib/operations/crypto/list-currencies";

export const GET = endpoint(listCryptoCurrencies);
