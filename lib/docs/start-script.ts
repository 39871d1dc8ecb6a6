/**
 * What runs before a page of the documentation is painted: it marks the root element with the language that was chosen
 * last, by which CSS shows one sample of each group. Without JavaScript there is no mark, and all are shown.
 */
import { LANGUAGE_STORAGE_KEY, SAMPLE_LANGUAGES } from "@/lib/docs/languages";

export function startScript(): string {
  const known = JSON.stringify(SAMPLE_LANGUAGES.map(({ id }) => id));
  return `(function(){var k=${known},l=null;try{l=localStorage.getItem(${JSON.stringify(LANGUAGE_STORAGE_KEY)})}catch(e){}document.documentElement.dataset.language=k.indexOf(l)<0?k[0]:l})()`;
}
