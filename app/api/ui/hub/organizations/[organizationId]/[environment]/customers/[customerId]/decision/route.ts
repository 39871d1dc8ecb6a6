import { decideCustomer } from "@/lib/operations/reviews/decide-customer";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(decideCustomer);
