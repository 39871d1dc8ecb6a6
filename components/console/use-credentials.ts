"use client";

import { useState } from "react";
import { type PrivateKeyFile, readPrivateKeyFile } from "@/lib/client/signed-test-request";
import { NuveraClientError } from "@/lib/partner-client";
import type { Environment } from "@/lib/schemas/common";

type Problems = { file?: string | undefined; apiKey?: string | undefined };

export type ConsoleCredentials = ReturnType<typeof useCredentials>;

/**
 * The private key as a signer that cannot give it back, and the API key as typed; both go with the page. The key has to be
 * of the environment that the page shows, so that nobody writes to production by mistake.
 */
export function useCredentials(environment: Environment) {
  const [keyFile, setKeyFile] = useState<PrivateKeyFile | null>(null);
  const [apiKey, setApiKey] = useState("");
  const [problems, setProblems] = useState<Problems>({});

  async function chooseFile(file: File) {
    try {
      setKeyFile(await readPrivateKeyFile(file));
      setProblems((before) => ({ ...before, file: undefined }));
    } catch (error) {
      setKeyFile(null);
      const said = error instanceof NuveraClientError ? error.message : "The file could not be read.";
      setProblems((before) => ({ ...before, file: said }));
    }
  }

  function changeApiKey(value: string) {
    setApiKey(value);
    setProblems((before) => ({ ...before, apiKey: undefined }));
  }

  /** Both, or `null` after saying what is missing. */
  function ready(): { apiKey: string; keyFile: PrivateKeyFile } | null {
    const typed = apiKey.trim();
    const found = {
      file: keyFile === null ? (problems.file ?? "Choose the private key file.") : undefined,
      apiKey: apiKeyProblem(typed, environment),
    };
    setProblems(found);
    return keyFile === null || found.apiKey !== undefined ? null : { apiKey: typed, keyFile };
  }

  return { keyFile, problems, chooseFile, changeApiKey, ready };
}

function apiKeyProblem(typed: string, environment: Environment): string | undefined {
  if (typed === "") return "Paste the API key.";
  if (!/^[\x21-\x7e]+$/.test(typed)) return "An API key has no spaces and no letters beyond ASCII.";
  const other = environment === "production" ? "nv_test_" : "nv_live_";
  if (!typed.startsWith(other)) return undefined;
  return environment === "production"
    ? "This is a sandbox key. Switch to the sandbox, or paste a key that begins with nv_live_."
    : "This is a production key. Switch to production, or paste a key that begins with nv_test_.";
}
