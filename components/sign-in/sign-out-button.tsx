"use client";

import { Button } from "@/components/ui/button";
import { leave } from "@/lib/client/sign-out";

export function SignOutButton() {
  return (
    <Button variant="outline" onClick={() => void leave()}>
      Sign out
    </Button>
  );
}
