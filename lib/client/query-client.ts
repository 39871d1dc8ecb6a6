import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { redirectIfSignedOut } from "@/lib/client/session-expired";
import { UiError } from "@/lib/client/ui-error";

/** The browser's query client: refusals are final, failures are tried twice more, 401 leads to sign-in. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: redirectIfSignedOut }),
    mutationCache: new MutationCache({ onError: redirectIfSignedOut }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => isTransient(error) && failures < 2 },
      mutations: { retry: false },
    },
  });
}

/** Whether asking again may help: no answer came, or the server failed. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof UiError)) return true;
  return error.status === 0 || error.status >= 500;
}
