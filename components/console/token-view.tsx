"use client";

import { useEffect, useState } from "react";
import type { TokenParts } from "@/lib/client/console/exchange";
import { CLAIM_WORDS, HEADER_WORDS } from "@/lib/client/console/token-words";

/** The token of a request, decoded: header, claims with what each is for, and the signature. */
export function TokenView({ token }: { token: TokenParts }) {
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted-foreground">
        Three parts in base64url, {token.length} bytes in all. It works once, for this request.
      </p>
      <Members title="Header" members={token.header} words={HEADER_WORDS} />
      <Members title="Claims" members={token.claims} words={CLAIM_WORDS} expiresAt={token.claims.exp} />
      <section aria-label="Signature" className="flex flex-col gap-2">
        <h3 className="font-semibold">Signature</h3>
        <p className="text-muted-foreground text-[0.8125rem]">
          RSASSA-PKCS1-v1_5 with SHA-256 over the two parts before, made with your private key in this
          browser.
        </p>
        <code className="break-all font-mono text-muted-foreground text-xs">{token.signature}</code>
      </section>
    </div>
  );
}

type MembersProps = {
  title: string;
  members: TokenParts["claims"];
  words: Readonly<Record<string, string>>;
  expiresAt?: unknown;
};

function Members({ title, members, words, expiresAt }: MembersProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      <dl className="divide-y divide-border rounded-lg border border-border">
        {Object.entries(members).map(([name, value]) => (
          <div key={name} className="flex gap-x-4 gap-y-0.5 px-3 py-2 max-sm:flex-col">
            <dt className="w-20 shrink-0 font-mono text-[0.8125rem]">{name}</dt>
            <dd className="min-w-0 flex-1">
              <code className="break-all font-mono text-[0.8125rem]">{String(value)}</code>
              <p className="text-muted-foreground text-[0.8125rem]">
                {words[name]}
                {name === "exp" && typeof expiresAt === "number" ? <Remaining expiresAt={expiresAt} /> : null}
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is left of the token's life, second by second. */
function Remaining({ expiresAt }: { expiresAt: number }) {
  const [now, setNow] = useState(() => Date.now());
  const seconds = Math.max(0, Math.ceil(expiresAt - now / 1000));
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  });
  return <span className="tabular-nums"> {seconds === 0 ? "It is over." : `${seconds} s are left.`}</span>;
}
