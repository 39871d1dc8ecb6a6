/** What is told of a reason; see `reason-guide.ts`. */
export type ReasonGuide = {
  /** One clause or several, without a full stop at the end: it stands in lists and tables. */
  meaning: string;
  /** What partners did when they met it, the most frequent first; each without a full stop. */
  causes: readonly string[];
  /** Sentences, the likeliest remedy first. */
  whatToDo: readonly string[];
};
