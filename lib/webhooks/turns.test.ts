import { describe, expect, it } from "vitest";
import { EndpointTurns, type Turn } from "@/lib/webhooks/turns";

const SLOTS = 50;
const ENDPOINT = "one";

function turnsAt(clock: { now: number }): EndpointTurns {
  return new EndpointTurns(SLOTS, () => clock.now);
}

async function begin(
  turns: EndpointTurns,
  id = ENDPOINT,
  owner = id,
): Promise<Extract<Turn, { isNow: true }>> {
  const turn = await turns.take(id, owner);
  if (!turn.isNow) throw new Error("There was no place.");
  return turn;
}

async function answerWell(turns: EndpointTurns, times: number, id = ENDPOINT, owner = id): Promise<void> {
  for (let time = 0; time < times; time += 1)
    (await begin(turns, id, owner)).end({ succeeded: true, milliseconds: 10 });
}

describe("an endpoint's turns", () => {
  it("are one at a time until it has answered, and never more than a tenth of all places", async () => {
    const turns = turnsAt({ now: 0 });
    const first = await begin(turns);
    expect(await turns.take(ENDPOINT, ENDPOINT)).toMatchObject({ isNow: false });
    first.end({ succeeded: true, milliseconds: 10 });
    await answerWell(turns, 20);
    for (let place = 0; place < SLOTS / 10; place += 1) await begin(turns);
    expect(await turns.take(ENDPOINT, ENDPOINT)).toMatchObject({ isNow: false });
  });

  it("are one at a time again after a failure or a slow answer", async () => {
    for (const outcome of [
      { succeeded: false, milliseconds: 10 },
      { succeeded: true, milliseconds: 3_000 },
    ]) {
      const turns = turnsAt({ now: 0 });
      await answerWell(turns, 5);
      (await begin(turns)).end(outcome);
      await begin(turns);
      expect(await turns.take(ENDPOINT, ENDPOINT)).toMatchObject({ isNow: false });
    }
  });

  it("go to whoever waits as soon as one ends", async () => {
    const turns = turnsAt({ now: 0 });
    await answerWell(turns, 1);
    const [one] = [await begin(turns), await begin(turns)];
    const waiting = turns.take(ENDPOINT, ENDPOINT);
    one.end({ succeeded: true, milliseconds: 10 });
    expect(await waiting).toMatchObject({ isNow: true });
  });
});

describe("what finds no place", () => {
  it("comes back one after the other, and ever later while the endpoint hangs", async () => {
    const clock = { now: 1_000 };
    const turns = turnsAt(clock);
    await begin(turns);
    const comeBack = async () => {
      const turn = await turns.take(ENDPOINT, ENDPOINT);
      return turn.isNow ? 0 : turn.comeBackAt - clock.now;
    };
    const soon = [await comeBack(), await comeBack(), await comeBack()];
    expect(soon).toEqual([50, 100, 150]);
    clock.now += 10_000;
    expect([await comeBack(), await comeBack()]).toEqual([10_000, 20_000]);
    for (let more = 0; more < 100; more += 1) await comeBack();
    expect(await comeBack()).toBe(120_000);
  });

  it("does not hold up newcomers once the endpoint answers", async () => {
    const clock = { now: 0 };
    const turns = turnsAt(clock);
    const hanging = await begin(turns);
    clock.now += 1_000;
    for (let more = 0; more < 100; more += 1) await turns.take(ENDPOINT, ENDPOINT);
    hanging.end({ succeeded: true, milliseconds: 10 });
    await begin(turns);
    await begin(turns);
    const turn = await turns.take(ENDPOINT, ENDPOINT);
    expect(turn.isNow ? 0 : turn.comeBackAt - clock.now).toBeLessThan(100);
  });
});

describe("endpoints that have not answered yet", () => {
  it("have half of the places at most, so that the others always find some", async () => {
    const turns = turnsAt({ now: 0 });
    await answerWell(turns, 5);
    for (let endpoint = 0; endpoint < SLOTS / 2; endpoint += 1) await begin(turns, `hanging ${endpoint}`);
    expect(await turns.take("another that hangs", "another")).toMatchObject({ isNow: false });
    expect(await turns.take(ENDPOINT, ENDPOINT)).toMatchObject({ isNow: true });
  });
});

describe("an organization", () => {
  it("has three quarters of the places at most, however many endpoints answer", async () => {
    const turns = turnsAt({ now: 0 });
    const places = SLOTS / 10;
    for (let endpoint = 0; endpoint < SLOTS; endpoint += 1)
      await answerWell(turns, places, `${endpoint}`, "busy");
    const begun = [];
    for (let turn = 0; turn < Math.floor((SLOTS * 3) / 4); turn += 1) {
      begun.push(await begin(turns, `${Math.floor(turn / places)}`, "busy"));
    }
    expect(await turns.take(`${SLOTS - 1}`, "busy")).toMatchObject({ isNow: false });
    expect(await turns.take("another's", "another")).toMatchObject({ isNow: true });
    begun[0]?.end({ succeeded: true, milliseconds: 10 });
    expect(await turns.take(`${SLOTS - 1}`, "busy")).toMatchObject({ isNow: true });
  });

  it("has a quarter of them at most for endpoints that have not answered", async () => {
    const turns = turnsAt({ now: 0 });
    for (let endpoint = 0; endpoint < Math.floor(SLOTS / 4); endpoint += 1) {
      await begin(turns, `hanging ${endpoint}`, "hanging");
    }
    expect(await turns.take("one more", "hanging")).toMatchObject({ isNow: false });
    expect(await turns.take("another's", "another")).toMatchObject({ isNow: true });
  });
});
