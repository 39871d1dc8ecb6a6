"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { PASTE_FIELD_ID } from "@/components/applications/create/field-ids";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import type { ApplicationDraft } from "@/lib/client/application-draft";
import { looksLikePrivateKey } from "@/lib/security/private-key-detection";

const MAKE_PAIR = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem";
const MAKE_PUBLIC = "openssl pkey -in private.pem -pubout -out public.pem";

const WHOLE_KEY = /-----END PUBLIC KEY-----/;

type PasteKeyPanelProps = {
  draft: ApplicationDraft;
  update: (change: Partial<ApplicationDraft>) => void;
  problem: string | undefined;
  onChange: () => void;
  onCheck: () => Promise<void>;
};

/** A public key made elsewhere. A private key is caught here: it is neither kept, nor stored, nor sent. */
export function PasteKeyPanel({ draft, update, problem, onChange, onCheck }: PasteKeyPanelProps) {
  const [caught, setCaught] = useState(false);
  const check = useEffectEvent(onCheck);
  const isWhole = WHOLE_KEY.test(draft.pastedPem);

  // As soon as a whole key is there: what is found must not move the next control away under a pointer later.
  useEffect(() => {
    if (isWhole) void check();
  }, [isWhole]);

  function refusePrivateKey() {
    setCaught(true);
    onChange();
    update({ pastedPem: "", pastedKey: null });
  }

  function accept(text: string) {
    if (looksLikePrivateKey(text)) return refusePrivateKey();
    setCaught(false);
    onChange();
    update({ pastedPem: text, pastedKey: null });
  }

  return (
    <div className="flex flex-col gap-4">
      {caught ? <PrivateKeyCaught /> : null}
      <Field
        id={PASTE_FIELD_ID}
        label="Public key (PEM)"
        help="RSA, 2048 to 4096 bits, from BEGIN PUBLIC KEY to END PUBLIC KEY."
        error={problem}
      >
        {(control) => (
          <Textarea
            {...control}
            value={draft.pastedPem}
            rows={9}
            maxLength={16_384}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            placeholder={"-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----"}
            className="font-mono text-[0.8125rem]"
            onPaste={(event) => {
              if (!looksLikePrivateKey(event.clipboardData.getData("text"))) return;
              event.preventDefault();
              refusePrivateKey();
            }}
            onChange={(event) => accept(event.target.value)}
            onBlur={() => void onCheck()}
          />
        )}
      </Field>
      {draft.pastedKey && draft.pastedKey.fingerprint !== "" ? (
        <div>
          <p className="text-muted-foreground text-[0.8125rem]">
            RSA {draft.pastedKey.modulusBits} bits, fingerprint (SHA-256 of the public key)
          </p>
          <Mono value={draft.pastedKey.fingerprint} label="fingerprint" />
        </div>
      ) : null}
      <details className="group">
        <summary className="w-fit cursor-pointer rounded-sm font-medium text-link">
          Make a key pair with openssl
        </summary>
        <CodeBlock className="mt-2" label="commands" code={`${MAKE_PAIR}\n${MAKE_PUBLIC}`} />
      </details>
    </div>
  );
}

function PrivateKeyCaught() {
  return (
    <Notice
      tone="destructive"
      role="alert"
      title="That was a private key. It was removed, and nothing was sent."
    >
      <p>
        Consider that key exposed if this was shared, for example on a recorded screen. Paste the public half
        instead. This command makes it:
      </p>
      <CodeBlock className="mt-1" label="command" code={MAKE_PUBLIC} />
    </Notice>
  );
}
