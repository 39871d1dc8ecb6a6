"use client";

import { useEffect, useState } from "react";
import { copyText } from "@/lib/client/clipboard";
import { followReading } from "@/lib/client/docs-reading";
import { chooseLanguage, markChosenTabs, moveBetweenTabs } from "@/lib/client/docs-tabs";

const SAID_FOR_MILLISECONDS = 2500;

/** What the pages' own HTML does when somebody acts on it: copying, and choosing a language. It shows nothing itself. */
export function DocsBehaviour() {
  const [said, setSaid] = useState("");

  useEffect(() => {
    document.documentElement.dataset.docsReady = "";
    markChosenTabs();
    showCurrentPage();
    const stopFollowing = followReading();
    const timers = new Set<ReturnType<typeof setTimeout>>();

    async function say(target: HTMLElement, text: string | Promise<string>) {
      const isCopied = await Promise.resolve(text).then(copyText, () => false);
      const words = isCopied ? "Copied" : "Not copied";
      target.dataset.said = words;
      setSaid(words);
      timers.add(
        setTimeout(() => {
          delete target.dataset.said;
          setSaid("");
        }, SAID_FOR_MILLISECONDS),
      );
    }

    function onClick(event: MouseEvent) {
      const target = event.target instanceof Element ? event.target : null;
      const code = target?.closest<HTMLElement>("[data-copy-code]");
      if (code) void say(code, code.closest("figure")?.querySelector("pre")?.textContent ?? "");
      const page = target?.closest<HTMLElement>("[data-copy-page]");
      if (page) void say(page, fetchText(page.dataset.copyPage ?? ""));
      const link = target?.closest<HTMLAnchorElement>("[data-copy-link]");
      if (link) void say(link, link.href);
      const tab = target?.closest<HTMLElement>("[data-tab]");
      if (tab) chooseLanguage(tab);
    }

    document.addEventListener("click", onClick);
    document.addEventListener("keydown", moveBetweenTabs);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", moveBetweenTabs);
      for (const timer of timers) clearTimeout(timer);
      stopFollowing();
    };
  }, []);

  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

/** The navigation scrolls by itself: on a page far down in it, its link is brought into view. */
function showCurrentPage(): void {
  const sidebar = document.querySelector(".docs-sidebar");
  const link = sidebar?.querySelector('[aria-current="page"]');
  if (!sidebar || !link) return;
  const below = link.getBoundingClientRect().bottom - sidebar.getBoundingClientRect().bottom;
  if (below > 0) sidebar.scrollTop += below + sidebar.clientHeight / 2;
}

async function fetchText(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Error("The page's Markdown did not arrive.");
  return response.text();
}
