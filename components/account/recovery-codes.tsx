"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { downloadTextFile } from "@/lib/client/key-pair";

type RecoveryCodesProps = { codes: readonly string[]; email: string; onStored: () => void };

/** The only time that these codes are shown. */
export function RecoveryCodes({ codes, email, onStored }: RecoveryCodesProps) {
  const [taken, setTaken] = useState(false);
  const [warned, setWarned] = useState(false);
  const text = codes.map(grouped).join("\n");

  function close() {
    if (taken || warned) onStored();
    else setWarned(true);
  }

  return (
    <>
      <div className="flex flex-col gap-1.5">
        <DialogTitle>Store your recovery codes</DialogTitle>
        <DialogDescription>
          Each lets you in once, with your password, when you do not have your phone. They are shown once,
          here.
        </DialogDescription>
      </div>
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-lg border border-border bg-muted/60 p-4 font-mono text-[0.8125rem] min-[26rem]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{grouped(code)}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={text} label="codes" withText onCopied={() => setTaken(true)} />
        <Button
          variant="outline"
          size="sm"
          onClick={() => {
            const file = `Nuvera recovery codes of ${email}\n\n${text}\n`;
            downloadTextFile("nuvera-recovery-codes.txt", file, "text/plain");
            setTaken(true);
          }}
        >
          <Download aria-hidden="true" />
          Download codes
        </Button>
      </div>
      {warned && !taken ? (
        <Notice tone="warning" role="alert" title="The codes were neither copied nor downloaded">
          <p>Without them a lost phone locks you out. Go on only if you have written them down.</p>
        </Notice>
      ) : null}
      <Button onClick={close} className="w-full sm:w-auto sm:self-end">
        I have stored them
      </Button>
    </>
  );
}

/** In fours, as people read them; white space and hyphens do not count when one is typed in. */
function grouped(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}
