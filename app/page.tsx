import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { getSessionUser } from "@/lib/web/shell";

/** `/` has no content of its own: people go to where they belong. */
export default async function HomePage() {
  const user = await getSessionUser();
  redirect(user?.home ?? routes.signIn);
}
