"use client";

import { Eye } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";

type HeldSecretProps = {
  secret: string;
  label: string;
  /** The person has copied it or seen it. */
  onTaken: () => void;
};

const VISIBLE_START = 8;

/** A secret behind dots: readable only while the button is held (pointer, Space or Enter), or copied unseen. */
export function HeldSecret({ secret, label, onTaken }: HeldSecretProps) {
  const [held, setHeld] = useState(false);
  const [copyRefused, setCopyRefused] = useState(false);

  function hold() {
    setHeld(true);
    onTaken();
  }
  /** Without a clipboard the only way left is to select the text, so it stays readable. */
  function refused() {
    setCopyRefused(true);
    onTaken();
  }

  const release = () => setHeld(false);

  function onKey(event: KeyboardEvent, act: () => void) {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    act();
  }

  const dots = "•".repeat(secret.length - VISIBLE_START);
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-border p-3">
      <code className="min-h-10 font-mono text-[0.8125rem] leading-5 break-all">
        {held || copyRefused ? secret : `${secret.slice(0, VISIBLE_START)}${dots}`}
      </code>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={secret} label={label} withText onCopied={onTaken} onRefused={refused} />
        <button
          type="button"
          aria-pressed={held}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            hold();
          }}
          onPointerUp={release}
          onPointerCancel={release}
          onLostPointerCapture={release}
          onContextMenu={(event) => event.preventDefault()}
          onKeyDown={(event) => onKey(event, hold)}
          onKeyUp={(event) => onKey(event, release)}
          onBlur={release}
          className="inline-flex h-8 touch-none items-center gap-1.5 rounded-md border border-border px-2.5 font-medium text-[0.8125rem] text-muted-foreground select-none hover:bg-accent hover:text-foreground"
        >
          <Eye className="size-3.5" aria-hidden="true" />
          Hold to reveal
        </button>
      </div>
      {copyRefused ? (
        <p role="status" className="text-muted-foreground text-[0.8125rem]">
          The browser did not allow copying. Select the key above and copy it by hand.
        </p>
      ) : null}
    </div>
  );
}
