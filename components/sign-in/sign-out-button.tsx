"use client";

import { signOut } from "next-auth/react";
import { Button } from "@/components/ui/button";
import { routes } from "@/lib/routes";

export function SignOutButton() {
  return (
    <Button variant="outline" onClick={() => signOut({ callbackUrl: routes.signIn })}>
      Sign out
    </Button>
  );
}
