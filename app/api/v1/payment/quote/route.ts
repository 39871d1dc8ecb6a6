import { endpoint } from "@/lib/api/endpoint";
import { createQuote } from "@/lib/operations/quotes/create";

export const POST = endpoint(createQuote, { status: 201 });
