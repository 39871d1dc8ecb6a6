import { getCustomerReview } from "@/lib/operations/customers/review";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getCustomerReview);
