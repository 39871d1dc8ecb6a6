import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { routes } from "@/lib/routes";
import type { InvitationPreview } from "@/lib/schemas/team";

const WORDS: Record<Exclude<InvitationPreview["status"], "open">, { title: string; text: string }> = {
  accepted: { title: "This invitation was accepted already", text: "Sign in to go on." },
  revoked: {
    title: "This invitation was withdrawn",
    text: "Ask whoever sent it for another one.",
  },
  expired: { title: "This invitation has expired", text: "Ask whoever sent it for another one." },
};

export function InvitationEnded({ status }: { status: keyof typeof WORDS }) {
  const { title, text } = WORDS[status];
  return (
    <>
      <Notice tone={status === "accepted" ? "info" : "warning"} title={title}>
        <p>{text}</p>
      </Notice>
      <Button asChild variant="outline">
        <Link href={routes.home}>{status === "accepted" ? "Sign in" : "Go to the start page"}</Link>
      </Button>
    </>
  );
}
