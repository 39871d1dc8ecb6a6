import { handleNextAuth } from "@/lib/web/next-auth-door";

export const GET = handleNextAuth;
export const POST = handleNextAuth;
