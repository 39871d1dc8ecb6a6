/** The choice of a sample's language: one for all samples of all pages, remembered by the browser. */
import { LANGUAGE_STORAGE_KEY } from "@/lib/docs/languages";

/** Says in each group of tabs which of them is open: the chosen language, or the first where the group lacks it. */
export function markChosenTabs(): void {
  const chosen = document.documentElement.dataset.language;
  for (const group of document.querySelectorAll<HTMLElement>(".docs-tabs")) {
    const tabs = [...group.querySelectorAll<HTMLElement>("[data-tab]")];
    const open = tabs.find((tab) => tab.dataset.tab === chosen) ?? tabs[0];
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === open));
      tab.tabIndex = tab === open ? 0 : -1;
    }
  }
}

/** Opens this language everywhere; what was clicked stays where it is on the screen. */
export function chooseLanguage(tab: HTMLElement): void {
  const language = tab.dataset.tab;
  if (language === undefined) return;
  const before = tab.getBoundingClientRect().top;
  document.documentElement.dataset.language = language;
  markChosenTabs();
  window.scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
  try {
    localStorage.setItem(LANGUAGE_STORAGE_KEY, language);
  } catch {
    // A browser that keeps nothing still shows the choice on this page.
  }
}

/** Arrow keys, Home and End move between tabs and open them (WAI-ARIA Authoring Practices, Tabs). */
export function moveBetweenTabs(event: KeyboardEvent): void {
  const tab = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-tab]") : null;
  const tabs = [...(tab?.parentElement?.querySelectorAll<HTMLElement>("[data-tab]") ?? [])];
  if (tab === null || tabs.length === 0) return;
  const at = tabs.indexOf(tab);
  const steps: Partial<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: tabs.length - 1,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = tabs[(step + tabs.length) % tabs.length];
  if (next === undefined) return;
  chooseLanguage(next);
  next.focus();
}
