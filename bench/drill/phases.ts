/** The drill's script: what the operator or the partner does while requests go on, and what each step promises. */
import { setTimeout as sleep } from "node:timers/promises";
import type { InstanceCredentials, PartnerService, Sent } from "@/bench/drill/service";

/** One step of the drill and what was answered meanwhile. */
export type Phase = {
  title: string;
  requests: number;
  failed: number;
  /** Requests that began after the refusing call had returned, and how many of those were accepted all the same. */
  afterCall: number;
  acceptedAfterCall: number;
  reasons: Readonly<Record<string, number>>;
  callMilliseconds: number | null;
};

export type Actions = {
  createReplacementKey: () => Promise<InstanceCredentials>;
  revokeKey: (apiKeyId: string) => Promise<void>;
  replaceSigningKey: () => Promise<InstanceCredentials>;
  endSigningKeyOverlap: () => Promise<void>;
  disable: () => Promise<void>;
  enable: () => Promise<void>;
};

const REFUSED_REQUESTS = 1_000;

/** Runs everything against `service`; every phase says what it saw, and the caller decides whether that is good. */
export async function runPhases(
  service: PartnerService,
  first: InstanceCredentials,
  actions: Actions,
  requestsPerPhase: number,
  say: (line: string) => void,
): Promise<Phase[]> {
  const phases: Phase[] = [];
  const finish = (title: string, call: Call | null = null) => {
    const phase = summarize(title, service.take(), call);
    say(`${title}: ${phase.requests} requests, ${phase.failed} failed`);
    phases.push(phase);
  };
  const quietly = (count: number) => untilSent(service, count);

  await quietly(requestsPerPhase);
  finish("before anything changes");

  const second = await actions.createReplacementKey();
  await quietly(requestsPerPhase);
  finish("replacement key made, old key in use");

  await rollOut(service, first, second, requestsPerPhase);
  finish("instances move to the new key, one by one");

  await actions.revokeKey(first.apiKeyId);
  await quietly(requestsPerPhase);
  finish("old key revoked, new key in use");

  const third = await actions.replaceSigningKey();
  await quietly(requestsPerPhase);
  finish("signing key replaced with overlap, old one in use");

  await rollOut(service, second, third, requestsPerPhase);
  finish("instances move to the new signing key, one by one");

  await actions.endSigningKeyOverlap();
  await quietly(requestsPerPhase);
  finish("overlap ended, new signing key in use");

  const disabled = await timed(actions.disable);
  await quietly(REFUSED_REQUESTS);
  finish("application disabled", disabled);

  await actions.enable();
  await sleep(50);
  service.take();
  await quietly(requestsPerPhase);
  finish("application enabled again");

  const revoked = await timed(() => actions.revokeKey(third.apiKeyId));
  await quietly(REFUSED_REQUESTS);
  finish("the key in use revoked", revoked);
  return phases;
}

type Call = { returnedAt: number; milliseconds: number };

async function timed(call: () => Promise<void>): Promise<Call> {
  const startedAt = performance.now();
  await call();
  const returnedAt = performance.now();
  return { returnedAt, milliseconds: returnedAt - startedAt };
}

async function untilSent(service: PartnerService, count: number): Promise<void> {
  while (service.count < count) await sleep(5);
}

/** As a rolling deployment does it: one instance after the other, with traffic of both kinds in between. */
async function rollOut(
  service: PartnerService,
  before: InstanceCredentials,
  after: InstanceCredentials,
  requests: number,
): Promise<void> {
  for (let index = 0; index < service.instanceCount; index += 1) {
    await untilSent(service, ((index + 1) * requests) / (service.instanceCount + 1));
    service.switchInstance(index, after);
  }
  await untilSent(service, requests);
  while (service.uses(before)) await sleep(5);
}

function summarize(title: string, sent: readonly Sent[], call: Call | null): Phase {
  const after = call === null ? [] : sent.filter(({ startedAt }) => startedAt > call.returnedAt);
  const refused = sent.filter(({ status }) => status !== 200);
  const reasons: Record<string, number> = {};
  for (const { reason, status } of refused) {
    const key = `${status} ${reason}`;
    reasons[key] = (reasons[key] ?? 0) + 1;
  }
  return {
    title,
    requests: sent.length,
    failed: call === null ? refused.length : 0,
    afterCall: after.length,
    acceptedAfterCall: after.filter(({ status }) => status === 200).length,
    reasons,
    callMilliseconds: call?.milliseconds ?? null,
  };
}
