import { ChevronDown, Code, FlaskConical, Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { MISTAKES, type MistakeId } from "@/lib/client/console/mistakes";

type SendBarProps = {
  isSending: boolean;
  /** A browser may not send it. */
  isSendable: boolean;
  hasBody: boolean;
  /** There is a target to copy. */
  isCopyable: boolean;
  onSend: (mistake: MistakeId) => void;
  onCopy: () => void;
};

/** Sends the form; or with a mistake made on purpose; or copies the request as a snippet. */
export function SendBar({ isSending, isSendable, hasBody, isCopyable, onSend, onCopy }: SendBarProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" loading={isSending} disabled={!isSendable} className="max-sm:w-full">
        {isSending ? null : <Send aria-hidden="true" />}
        Sign and send
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" disabled={isSending || !isSendable}>
            <FlaskConical aria-hidden="true" />
            Break it on purpose
            <ChevronDown aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent className="max-w-80">
          <DropdownMenuLabel>See how the API refuses</DropdownMenuLabel>
          {MISTAKES.map(({ id, label, explanation, needsBody }) => (
            <DropdownMenuItem key={id} disabled={needsBody && !hasBody} onSelect={() => onSend(id)}>
              <span className="flex flex-col">
                <span className="font-medium">{label}</span>
                <span className="text-muted-foreground text-[0.8125rem]">{explanation}</span>
              </span>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Button variant="outline" onClick={onCopy} disabled={!isCopyable}>
        <Code aria-hidden="true" />
        Copy as
      </Button>
    </div>
  );
}
