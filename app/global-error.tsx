"use client";

import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The last net, when even the root layout failed; it depends on nothing but the style sheet. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Nuvera</title>
        <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-4 px-4">
          <h1 className="font-semibold text-lg">This page could not be shown</h1>
          <p className="text-muted-foreground">
            The server failed while it prepared the page.
            {error.digest ? ` Reference: ${error.digest}` : ""}
          </p>
          <button
            type="button"
            onClick={reset}
            className="h-9 self-start rounded-md bg-primary px-4 font-medium text-primary-foreground"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
