import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { claimDueSteps } from "@/db/queries/simulator";
import { newUuid } from "@/lib/ids";
import { scheduleSimulatorStep } from "@/lib/operations/sandbox/schedule";
import { createRuntime, type Runtime } from "@/lib/runtime";
import { startSimulatorJob } from "@/lib/sandbox/job";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";
import type { Environment } from "@/lib/schemas/common";
import type { SimulatorStep } from "@/lib/schemas/simulator";
import { ticketSchema } from "@/lib/schemas/ticket";
import { idOf } from "@/test/integration/support/customers";
import {
  call,
  makeApplication,
  makeOrganization,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";
import { rowDigests } from "@/test/integration/support/rows";
import { minimalTicket } from "@/test/integration/support/rows-of-the-api";
import { uuidOf } from "@/test/integration/support/tenants";

const TICKETS = "/api/v1/support/tickets";

describe("the sandbox simulator", () => {
  let platform: TestPlatform;
  let application: TestApplication;

  beforeAll(async () => {
    platform = await startTestPlatform();
    application = await makeApplication(platform);
    await platform.database.owner`update applications set rate_limit_per_second = 1000`;
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.database.owner`delete from simulator_steps`;
    pass(60);
  });

  const pass = (seconds: number) => {
    platform.clock.now = new Date(platform.clock.now.getTime() + seconds * 1000);
  };
  const simulate = (runtime: Runtime = platform.runtime) => runSimulatorOnce(runtime);
  /** Another process, as far as the database can tell. */
  const anotherRuntime = () => createRuntime(platform.runtime.settings, { clock: () => platform.clock.now });

  async function open(subject: string, message = "?", caller = application): Promise<string> {
    const body = JSON.stringify(minimalTicket({ subject, message }));
    const answer = await call(platform, caller, "POST", TICKETS, { body });
    expect(answer).toMatchObject({ status: 201 });
    return idOf(answer.body);
  }

  async function ticket(id: string, caller = application) {
    return ticketSchema.parse((await call(platform, caller, "GET", `${TICKETS}/${id}`)).body);
  }

  const answersTo = async (id: string) =>
    (await ticket(id)).messages.filter(({ author }) => author === "SUPPORT").length;

  const steps = () =>
    platform.database.owner<
      { id: string; step: string; entityId: string; dueAt: Date; attempts: number; environment: string }[]
    >`select id, step, entity_id as "entityId", due_at as "dueAt", attempts, environment from simulator_steps order by due_at`;

  const plan = (
    step: SimulatorStep,
    entityId: string,
    seconds: number,
    environment: Environment = "sandbox",
    organizationId = application.organizationId,
  ) => {
    const scope = { organizationId, environment };
    return platform.runtime.database.inScope(scope, (tx) =>
      scheduleSimulatorStep({ tx, scope, now: platform.clock.now }, step, entityId, seconds),
    );
  };

  it("answers a ticket that asks for it, as itself, and waits for the partner then", async () => {
    const id = await open("Please SIM-ANSWER this");
    await simulate();
    expect(await answersTo(id)).toBe(0);
    pass(4);
    await simulate();
    expect(await ticket(id)).toMatchObject({
      status: "WAITING_ON_PARTNER",
      messages: [{ author: "PARTNER" }, { author: "SUPPORT", authorName: "Sandbox simulator" }],
    });
    expect(await steps()).toEqual([]);
    const [audit] = await platform.database.owner`
      select actor_kind, actor_label, environment, address from audit_events
       where target_id = ${id} and action = 'ticket.message_added'`;
    expect(audit).toEqual({
      actor_kind: "system",
      actor_label: "Sandbox simulator",
      environment: "sandbox",
      address: null,
    });
  });

  it("answers again when the partner writes again, and takes a minute where it is to be slow", async () => {
    const id = await open("SIM-ANSWER", "sim-slow");
    pass(59);
    await simulate();
    expect(await answersTo(id)).toBe(0);
    pass(2);
    await simulate();
    expect(await answersTo(id)).toBe(1);
    const body = JSON.stringify({ message: "And now?" });
    await call(platform, application, "POST", `${TICKETS}/${id}/messages`, { body });
    pass(4);
    await simulate();
    expect(await answersTo(id)).toBe(2);
  });

  it("leaves alone what asks for nothing, and whatever is in production", async () => {
    const { organizationId } = application;
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    await open("No answer needed");
    const real = await open("SIM-ANSWER", "SIM-ANSWER", production);
    await plan("review_customer", newUuid(), 1, "production");
    expect(await steps()).toEqual([]);
    pass(120);
    await simulate();
    expect(await ticket(real, production)).toMatchObject({
      status: "OPEN",
      messages: [{ author: "PARTNER" }],
    });
    await expect(
      platform.database
        .owner`insert into simulator_steps (id, organization_id, environment, step, entity_id, due_at, created_at)
        values (${newUuid()}, ${organizationId}, 'production', 'answer_ticket', ${uuidOf(real)}, now(), now())`,
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("moves a step that waits for the same thing instead of doing it twice", async () => {
    const [one, other] = [newUuid(), newUuid()];
    await plan("answer_ticket", one, 60);
    await plan("review_payment", one, 30);
    await plan("answer_ticket", other, 10);
    const [before] = (await steps()).filter(
      ({ step, entityId }) => step === "answer_ticket" && entityId === one,
    );
    await plan("answer_ticket", one, 5);
    const after = await steps();
    expect(after.map(({ step, entityId }) => [step, entityId])).toEqual([
      ["answer_ticket", one],
      ["answer_ticket", other],
      ["review_payment", one],
    ]);
    expect(after[0]?.id).not.toBe(before?.id);
  });

  it("forgets a step that there is nothing left to do for", async () => {
    const closed = await open("SIM-ANSWER");
    await call(platform, application, "POST", `${TICKETS}/${closed}/close`, { body: "{}" });
    await plan("answer_ticket", newUuid(), 0);
    pass(5);
    const before = await rowDigests(platform.database);
    await simulate();
    expect(await ticket(closed)).toMatchObject({ status: "CLOSED", messages: [{ author: "PARTNER" }] });
    expect(await steps()).toEqual([]);
    const { simulator_steps: _, ...others } = await rowDigests(platform.database);
    expect(before).toMatchObject(others);
  });

  it("works only in the organization that the step belongs to", async () => {
    const id = await open("Nothing asked");
    await plan("answer_ticket", uuidOf(id), 0, "sandbox", await makeOrganization(platform));
    pass(1);
    await simulate();
    expect(await answersTo(id)).toBe(0);
    expect(await steps()).toEqual([]);
  });

  it("does each step once when several work side by side", async () => {
    const others = [anotherRuntime(), anotherRuntime()];
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) ids.push(await open("SIM-ANSWER"));
    pass(5);
    await Promise.all([simulate(), ...others.map(simulate), ...others.map(simulate)]);
    const counts = await Promise.all(ids.map(answersTo));
    expect(counts).toEqual(ids.map(() => 1));
    expect(await steps()).toEqual([]);
    await Promise.all(others.map(({ database }) => database.close()));
  });

  it("does what a process had taken up that ended, after a while and not before", async () => {
    const id = await open("SIM-ANSWER");
    pass(5);
    const { now } = platform.clock;
    const leasedUntil = new Date(now.getTime() + 20_000);
    const taken = await claimDueSteps(platform.runtime.database, { now, leasedUntil, limit: 5 });
    expect(taken).toMatchObject([{ step: "answer_ticket", attempts: 1 }]);
    pass(19);
    await simulate();
    expect(await answersTo(id)).toBe(0);
    pass(2);
    await simulate();
    expect(await answersTo(id)).toBe(1);
  });

  it("does it once also when the process is killed in the middle of the step", async () => {
    const id = await open("SIM-ANSWER");
    await platform.database.owner`update simulator_steps set due_at = now()`;
    const child = await startProgram("simulator-process", { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const exited = once(child, "exit");
    await platform.database.owner.begin(async (tx) => {
      await tx`select from tickets where id = ${uuidOf(id)} for update`;
      child.send(platform.runtime.settings);
      await vi.waitFor(
        async () => {
          const [row] = await platform.database.owner`
            select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`;
          expect(row?.waiting).toBe(1);
        },
        { timeout: 20_000, interval: 50 },
      );
      child.kill("SIGKILL");
      await exited;
    });
    expect(await steps()).toMatchObject([{ attempts: 1 }]);
    expect(await answersTo(id)).toBe(0);
    pass(60);
    await simulate();
    expect(await answersTo(id)).toBe(1);
    expect(await steps()).toEqual([]);
  });

  it("keeps a step that was planned anew while the old one was done", async () => {
    const id = await open("SIM-ANSWER");
    pass(5);
    const { now } = platform.clock;
    let running: Promise<void> = Promise.resolve();
    await platform.database.owner.begin(async (tx) => {
      await tx`select from tickets where id = ${uuidOf(id)} for update`;
      running = simulate();
      await vi.waitFor(async () => expect(await steps()).toMatchObject([{ attempts: 1 }]));
      await plan("answer_ticket", uuidOf(id), 300);
    });
    await running;
    expect(await answersTo(id)).toBe(1);
    expect(await steps()).toMatchObject([{ attempts: 0, dueAt: new Date(now.getTime() + 300_000) }]);
  });

  it("tries a step that fails again, later and later, and gives it up in the end", async () => {
    const fails = newUuid();
    await platform.database.owner`insert into simulator_steps
        (id, organization_id, environment, step, entity_id, due_at, created_at)
      values (${fails}, ${application.organizationId}, 'sandbox', 'no_such_step', ${newUuid()}, ${platform.clock.now}, now())`;
    const waits: number[] = [];
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await simulate();
      const [step] = await steps();
      expect(step?.attempts).toBe(attempt);
      const seconds = (Number(step?.dueAt) - platform.clock.now.getTime()) / 1000;
      waits.push(seconds);
      pass(seconds);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60]);
    await simulate();
    expect(await steps()).toEqual([]);
  });

  it("is not held up by a step that fails", async () => {
    await platform.database.owner`insert into simulator_steps
        (id, organization_id, environment, step, entity_id, due_at, created_at)
      select gen_random_uuid(), ${application.organizationId}, 'sandbox', 'no_such_step', gen_random_uuid(),
             ${platform.clock.now}, now() from generate_series(1, 10)`;
    const id = await open("SIM-ANSWER");
    pass(2);
    await simulate();
    expect(await answersTo(id)).toBe(1);
    expect(await steps()).toHaveLength(10);
  });

  it("works off a thousand due steps in a few seconds", async () => {
    const { organizationId } = await makeApplication(platform);
    await platform.database.owner`
      with made as (
        insert into tickets (id, organization_id, environment, subject, category, priority, status, related_ids,
                             waiting_since, created_at, updated_at)
        select gen_random_uuid(), ${organizationId}, 'sandbox', 'x', 'OTHER', 'LOW', 'OPEN', '{}', now(), now(), now()
          from generate_series(1, 1000) returning id
      )
      insert into simulator_steps (id, organization_id, environment, step, entity_id, due_at, created_at)
      select gen_random_uuid(), ${organizationId}, 'sandbox', 'answer_ticket', id, ${platform.clock.now}, now() from made`;
    const begun = performance.now();
    await simulate();
    // A few seconds where nothing else runs.
    expect(performance.now() - begun).toBeLessThan(45_000);
    const [row] = await platform.database.owner`
      select count(*)::int as answered from tickets
       where organization_id = ${organizationId} and status = 'WAITING_ON_PARTNER'`;
    expect(row?.answered).toBe(1000);
    expect(await steps()).toEqual([]);
  }, 60_000);

  it("looks for work by itself in a server, and stops with it", async () => {
    const runtime = createRuntime(platform.runtime.settings);
    const stop = startSimulatorJob(runtime);
    const openDue = async () => {
      const id = await open("SIM-ANSWER");
      await platform.database.owner`update simulator_steps set due_at = now()`;
      return id;
    };
    const id = await openDue();
    await vi.waitFor(async () => expect(await answersTo(id)).toBe(1), { timeout: 5000, interval: 100 });
    await stop();
    const later = await openDue();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await answersTo(later)).toBe(0);
    await runtime.database.close();
  });
});
