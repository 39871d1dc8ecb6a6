import { answerHealth } from "@/lib/api/health";

export const GET = answerHealth;
