/** Where this tab keeps what a person has written and not sent. */
export const APPLICATION_DRAFTS = "nuvera.application-draft.";
export const HUB_DRAFTS = "nuvera.hub-draft.";

/** Removes every draft of this tab; called when the person signs out. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(APPLICATION_DRAFTS) || key.startsWith(HUB_DRAFTS)) sessionStorage.removeItem(key);
    }
  } catch {
    // Storage is switched off: there is nothing to forget.
  }
}
