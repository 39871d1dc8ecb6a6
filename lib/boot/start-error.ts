/** A start that cannot go on for a known reason. The message is for people and says what to do; no stack goes with it. */
export class StartError extends Error {
  override name = "StartError";
}
