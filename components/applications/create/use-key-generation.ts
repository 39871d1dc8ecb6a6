"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { downloadTextFile, generateKeyPair, type KeySize, type PublicHalf } from "@/lib/client/key-pair";

export type Generation =
  | { phase: "idle" }
  | { phase: "running"; size: KeySize }
  | { phase: "ready"; key: PublicHalf; downloaded: boolean }
  | { phase: "failed" };

export type KeyGeneration = {
  state: Generation;
  generate: (size: KeySize) => Promise<void>;
  download: (fileName: string) => void;
  /** The person has the file: the private key is let go, and the public half handed over. */
  confirmSaved: () => PublicHalf | null;
  discard: () => void;
};

/**
 * A key pair in the making. The private key is in one reference only, from generation until the person
 * confirms that the file is saved; it is in no state, no storage, no address and no request.
 */
export function useKeyGeneration(): KeyGeneration {
  const [state, setState] = useState<Generation>({ phase: "idle" });
  const privateKeyPem = useRef<string | null>(null);

  const forget = useCallback(() => {
    privateKeyPem.current = null;
  }, []);
  useEffect(() => forget, [forget]);
  useLeaveGuard(state.phase === "ready");

  return {
    state,
    generate: async (size) => {
      forget();
      setState({ phase: "running", size });
      try {
        const { privateKeyPem: pem, ...key } = await generateKeyPair(size);
        privateKeyPem.current = pem;
        setState({ phase: "ready", key, downloaded: false });
      } catch {
        setState({ phase: "failed" });
      }
    },
    download: (fileName) => {
      if (state.phase !== "ready" || privateKeyPem.current === null) return;
      downloadTextFile(fileName, privateKeyPem.current);
      setState({ ...state, downloaded: true });
    },
    confirmSaved: () => {
      if (state.phase !== "ready") return null;
      forget();
      setState({ phase: "idle" });
      return state.key;
    },
    discard: () => {
      forget();
      setState({ phase: "idle" });
    },
  };
}

/** While something would be lost for good, the browser asks before the page is left or reloaded. */
export function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [active]);
}
