"use client";

import { RotateCw } from "lucide-react";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type Load<Props> = () => Promise<ComponentType<Props>>;

type MissingProps = { onRetry: () => void; isRetrying: boolean; onClose?: () => void };

/**
 * A part of a page that is loaded when it is shown first; `Waiting` stands there meanwhile. Where it does not arrive, its place
 * says so and offers another try, and the page around it goes on.
 */
export function laterPart<Props extends object>(
  load: Load<Props>,
  Waiting: ComponentType = Nothing,
): ComponentType<Props> {
  return later(load, Waiting, (_props, missing) => <Missing {...missing} />);
}

/** The same for what opens over the page: the words stand at the screen's edge, and `close` is what its own closing would do. */
export function laterDialog<Props extends object>(
  load: Load<Props>,
  close: (props: Props) => void,
): ComponentType<Props> {
  return later(load, Nothing, (props, missing) => (
    <div className="fixed right-4 bottom-4 left-4 z-50 rounded-lg bg-popover shadow-floating sm:left-auto sm:w-96">
      <Missing {...missing} onClose={() => close(props)} />
    </div>
  ));
}

/** Not `lazy`, which remembers a failure for as long as the page is open, and shows the error page for it. */
function later<Props extends object>(
  load: Load<Props>,
  Waiting: ComponentType,
  instead: (props: Props, missing: MissingProps) => ReactNode,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    const [attempt, setAttempt] = useState(1);
    const [failedAttempt, setFailedAttempt] = useState(0);
    useEffect(() => {
      let isShown = true;
      load().then(
        (component) => {
          loaded = component;
          if (isShown) setPart(() => component);
        },
        () => {
          if (isShown) setFailedAttempt(attempt);
        },
      );
      return () => {
        isShown = false;
      };
    }, [attempt]);
    if (Part !== undefined) return <Part {...props} />;
    if (failedAttempt === 0) return <Waiting />;
    const isRetrying = failedAttempt < attempt;
    return instead(props, { onRetry: () => setAttempt(attempt + 1), isRetrying });
  };
}

function Nothing() {
  return null;
}

function Missing({ onRetry, isRetrying, onClose }: MissingProps) {
  return (
    <Notice tone="destructive" role="alert" title="This part of the page could not be loaded.">
      <p>The rest of the page works, and nothing that you entered is lost. Check the connection.</p>
      <div className="mt-1 flex gap-2">
        <Button variant="outline" size="sm" onClick={onRetry} loading={isRetrying}>
          {isRetrying ? null : <RotateCw aria-hidden="true" />}
          Try again
        </Button>
        {onClose === undefined ? null : (
          <Button variant="ghost" size="sm" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
    </Notice>
  );
}
