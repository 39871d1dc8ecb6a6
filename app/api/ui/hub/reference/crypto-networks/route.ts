import { changeCryptoNetwork } from "@/lib/operations/crypto/change-network";
import { listCryptoNetworksForStaff } from "@/lib/operations/crypto/list-networks";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listCryptoNetworksForStaff, { place: "deployment" });
export const POST = hubEndpoint(changeCryptoNetwork, { place: "deployment" });
