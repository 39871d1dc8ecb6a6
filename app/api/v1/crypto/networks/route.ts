import { endpoint } from "@/lib/api/endpoint";
import { listCryptoNetworks } from "@/lib/operations/crypto/list-networks";

export const GET = endpoint(listCryptoNetworks);
