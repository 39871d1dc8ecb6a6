import { endpoint } from "@/lib/api/endpoint";
import { getQuote } from "@/lib/operations/quotes/get";

export const GET = endpoint(getQuote, { parameters: { quoteId: "id" } });
