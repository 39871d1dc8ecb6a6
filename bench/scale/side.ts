/** One of the two platforms that are compared: the same build, with little in its database or with very much. */
import type { Credentials } from "@/bench/load/protocol";
import { makeCredentials, makeOrganization, type Operator, openOperator } from "@/bench/operator";
import { type Platform, startBenchPlatform } from "@/bench/platform";
import type { Place } from "@/db/queries/locate";

export type Side = {
  platform: Platform;
  operator: Operator;
  place: Place;
  /** Of an application in this place that no rate limit holds up. */
  credentials: Credentials;
};

export type Sides = { small: Side; large: Side };

/** `onStop` is told how to end it and remove its data. */
export async function startSide(onStop: (cleanUp: () => Promise<void>) => void): Promise<Side> {
  const platform = await startBenchPlatform(undefined);
  onStop(platform.stop);
  const operator = await openOperator(platform.dataDirectory);
  onStop(operator.close);
  const place = await makeOrganization(operator, "Scale");
  return { platform, operator, place, credentials: await makeCredentials(operator, place) };
}
