import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toPublicId } from "@/lib/ids";
import { runOperation } from "@/lib/operations/run";
import { answerTicket } from "@/lib/operations/tickets/answer";
import { closeTicketAsStaff } from "@/lib/operations/tickets/close";
import { uiApi } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import { queuePageSchema } from "@/lib/schemas/queue";
import { MAXIMUM_MESSAGES_BY_PARTNER, ticketReviewSchema, ticketSchema } from "@/lib/schemas/ticket";
import { actingStaff } from "@/test/integration/support/actors";
import { idOf } from "@/test/integration/support/customers";
import { callUi, enrolSecondFactor, makePerson, type TestPerson } from "@/test/integration/support/members";
import {
  type Answer,
  call,
  makeApplication,
  makeOrganization,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";
import { minimalTicket } from "@/test/integration/support/rows-of-the-api";
import { uuidOf } from "@/test/integration/support/tenants";

const TICKETS = "/api/v1/support/tickets";

describe("support tickets", () => {
  let platform: TestPlatform;
  let application: TestApplication;
  let staff: TestPerson;

  beforeAll(async () => {
    platform = await startTestPlatform();
    application = await makeApplication(platform);
    staff = await makePerson(platform, "Sam Support", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    await enrolSecondFactor(platform, staff);
  });
  afterAll(() => platform.stop());
  beforeEach(() => {
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
  });

  const post = (path: string, body: unknown = {}, caller = application): Promise<Answer> =>
    call(platform, caller, "POST", path, { body: JSON.stringify(body) });
  const get = (path: string, caller = application) => call(platform, caller, "GET", path);

  async function open(changes: Record<string, unknown> = {}, caller = application): Promise<string> {
    const answer = await post(TICKETS, minimalTicket(changes), caller);
    expect(answer).toMatchObject({ status: 201 });
    return idOf(answer.body);
  }

  const statusOf = async (id: string, caller = application) =>
    ticketSchema.parse((await get(`${TICKETS}/${id}`, caller)).body).status;

  const placeOf = ({
    organizationId,
    environment,
  }: {
    organizationId: string;
    environment: Environment;
  }) => ({
    area: "hub" as const,
    organizationId: toPublicId("organization", organizationId),
    environment,
  });
  const asStaff = (method: "GET" | "POST", id: string, action?: "messages" | "close", body?: unknown) =>
    callUi(
      platform,
      staff.sessionId,
      method,
      uiApi.hubReview(placeOf(application), "tickets", id, action),
      body,
    );
  const answer = (id: string, message = "We look into it.") => asStaff("POST", id, "messages", { message });

  const auditOf = (id: string) => platform.database.owner`
    select action, actor_kind, actor_label, before, after, reason from audit_events
     where target_id = ${id} order by sequence`;
  const eventsOf = (id: string) => platform.database.owner`
    select type, data from events where data ->> 'ticketId' = ${id} order by id`;

  it("are opened with a first message, which stands in no audit row", async () => {
    const created = await post(TICKETS, {
      subject: "Payment has not arrived",
      category: "PAYMENTS",
      priority: "HIGH",
      message: "Account 4711 got nothing.\n<script>alert(1)</script>",
    });
    expect(created).toMatchObject({
      status: 201,
      body: {
        orgId: toPublicId("organization", application.organizationId),
        subject: "Payment has not arrived",
        category: "PAYMENTS",
        priority: "HIGH",
        status: "OPEN",
        relatedIds: [],
        messages: [
          {
            author: "PARTNER",
            authorName: "Test application",
            message: "Account 4711 got nothing.\n<script>alert(1)</script>",
          },
        ],
      },
    });
    const id = idOf(created.body);
    expect((await get(`${TICKETS}/${id}`)).body).toEqual(created.body);
    const audit = await auditOf(id);
    expect(audit).toMatchObject([
      {
        action: "ticket.created",
        actor_label: "Test application",
        after: { status: "OPEN", subject: "Payment has not arrived", category: "PAYMENTS", priority: "HIGH" },
      },
    ]);
    expect(JSON.stringify(audit)).not.toContain("4711");
    const [view] = ticketSchema.parse(created.body).messages;
    expect(await eventsOf(id)).toMatchObject([{ type: "support.message_created", data: view }]);
  });

  it("stand in their event uncut where that has room for them", async () => {
    const id = await open({ message: "a".repeat(10_000) });
    const [whole] = ticketSchema.parse((await get(`${TICKETS}/${id}`)).body).messages;
    expect(await eventsOf(id)).toMatchObject([{ data: whole }]);
  });

  it("have a normal priority where none is given", async () => {
    const { priority: _, ...ticket } = minimalTicket();
    expect((await post(TICKETS, ticket)).body).toMatchObject({ priority: "NORMAL" });
  });

  it.each([
    ["subject", { subject: "" }],
    ["subject", { subject: "   " }],
    ["subject", { subject: "two\nlines" }],
    ["subject", { subject: "x".repeat(201) }],
    ["subject", { subject: undefined }],
    ["category", { category: "GOSSIP" }],
    ["priority", { priority: "PANIC" }],
    ["message", { message: "" }],
    ["message", { message: " \n " }],
    ["message", { message: "x".repeat(10_001) }],
    ["message", { message: "a\u0000b" }],
    ["status", { status: "CLOSED" }],
    ["relatedIds", { relatedIds: "pay_1" }],
    ["relatedIds", { relatedIds: Array.from({ length: 21 }, () => "pay_1") }],
  ])("are refused at %s: %j", async (path, changes) => {
    const before = await rowDigests(platform.database);
    const refused = await post(TICKETS, minimalTicket(changes));
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { reason: "validation_failed", details: { fields: [{ path }] } } },
    });
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("take the longest subject and message there may be, and an event of bearable size", async () => {
    const message = `${"€\u{1F600}".repeat(3333)}x`;
    const id = await open({ subject: "x".repeat(200), message });
    expect(ticketSchema.parse((await get(`${TICKETS}/${id}`)).body).messages[0]?.message).toBe(message);
    const [event] = await eventsOf(id);
    expect(event?.data).toEqual({ id: expect.stringMatching(/^msg_/), ticketId: id, isTruncated: true });
  });

  it("are about things of the caller's own world only", async () => {
    const foreign = await makeApplication(platform);
    const production = await makeApplication(platform, {
      organizationId: application.organizationId,
      environment: "production",
    });
    const own = await open();
    const created = await post(TICKETS, minimalTicket({ relatedIds: [own, application.applicationId] }));
    expect(created).toMatchObject({ status: 201, body: { relatedIds: [own, application.applicationId] } });
    const relatedIds = [
      own,
      await open({}, foreign),
      await open({}, production),
      own.replace("tic_", "pay_"),
      own.toUpperCase(),
      "org_1",
      "",
      own,
    ];
    const refused = await post(TICKETS, minimalTicket({ relatedIds }));
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.body).toMatchObject({
      error: { details: { fields: [1, 2, 3, 4, 5, 6, 7].map((at) => ({ path: `relatedIds[${at}]` })) } },
    });
  });

  it("go back and forth between the two sides, and are closed for good", async () => {
    const id = await open();
    expect(await post(`${TICKETS}/${id}/messages`, { message: "One more thing." })).toMatchObject({
      status: 201,
      body: { ticketId: id, author: "PARTNER", authorName: "Test application", message: "One more thing." },
    });
    expect(await statusOf(id)).toBe("OPEN");
    expect(await answer(id)).toMatchObject({ status: 201, body: { status: "WAITING_ON_PARTNER" } });
    expect(await answer(id, "It is on its way.")).toMatchObject({ status: 201 });
    expect(await statusOf(id)).toBe("WAITING_ON_PARTNER");
    await post(`${TICKETS}/${id}/messages`, { message: "Thank you." });
    expect(await statusOf(id)).toBe("WAITING_ON_SUPPORT");
    const closed = await post(`${TICKETS}/${id}/close`);
    expect(closed).toMatchObject({ status: 200, body: { status: "CLOSED" } });
    const { messages } = ticketSchema.parse(closed.body);
    expect(messages.map(({ author, message }) => [author, message])).toEqual([
      ["PARTNER", "When do payouts to Kenya arrive?"],
      ["PARTNER", "One more thing."],
      ["SUPPORT", "We look into it."],
      ["SUPPORT", "It is on its way."],
      ["PARTNER", "Thank you."],
    ]);
    expect(messages.map(({ authorName }) => authorName)).toContain("Sam Support");

    for (const path of ["messages", "close"]) {
      const refused = await post(`${TICKETS}/${id}/${path}`, path === "messages" ? { message: "Hm." } : {});
      expect([refused.status, reasonOf(refused)]).toEqual([409, "wrong_status"]);
    }
    expect(await answer(id)).toMatchObject({ status: 409, body: { error: { reason: "wrong_status" } } });
    expect((await auditOf(id)).map((row) => [row.action, row.before?.status, row.after.status])).toEqual([
      ["ticket.created", undefined, "OPEN"],
      ["ticket.message_added", undefined, undefined],
      ["ticket.message_added", "OPEN", "WAITING_ON_PARTNER"],
      ["ticket.message_added", undefined, undefined],
      ["ticket.message_added", "WAITING_ON_PARTNER", "WAITING_ON_SUPPORT"],
      ["ticket.closed", "WAITING_ON_SUPPORT", "CLOSED"],
    ]);
    expect(await eventsOf(id)).toHaveLength(5);
  });

  it("are validated before their status is looked at", async () => {
    const id = await open();
    await post(`${TICKETS}/${id}/close`);
    expect(await post(`${TICKETS}/${id}/messages`, { message: "" })).toMatchObject({ status: 422 });
    expect(await post(`${TICKETS}/${id}/close`, { really: true })).toMatchObject({ status: 422 });
  });

  it("take no more messages of a partner than one answer can bear, while support may go on", async () => {
    const id = await open();
    await platform.database.owner`
      insert into ticket_messages (id, organization_id, environment, ticket_id, author, author_name, body, created_at)
      select gen_random_uuid(), organization_id, environment, id, 'PARTNER', 'x', 'x', now() from tickets,
             generate_series(3, ${MAXIMUM_MESSAGES_BY_PARTNER}) where id = ${uuidOf(id)}`;
    const write = () => post(`${TICKETS}/${id}/messages`, { message: "Another." });
    const outcomes = await Promise.all([write(), write(), write()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(outcomes.map(reasonOf).filter((reason) => reason !== undefined)).toEqual(["conflict", "conflict"]);
    expect(await answer(id)).toMatchObject({ status: 201 });
  });

  it("are never closed and then written to, however both meet", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await open();
      const [message, close, again] = await Promise.all([
        post(`${TICKETS}/${id}/messages`, { message: "Wait." }),
        post(`${TICKETS}/${id}/close`),
        asStaff("POST", id, "close", { reason: "Nothing came back" }),
      ]);
      expect([201, 409]).toContain(message.status);
      expect([close.status, again.status].sort()).toEqual([200, 409]);
      expect(await statusOf(id)).toBe("CLOSED");
      const actions = (await auditOf(id)).map(({ action }) => action);
      expect(actions.filter((action) => action === "ticket.closed")).toHaveLength(1);
      expect(actions.at(-1)).toBe("ticket.closed");
      expect(await eventsOf(id)).toHaveLength(message.status === 201 ? 2 : 1);
    }
  });

  it("are listed newest first, by status and page by page, without their messages", async () => {
    const caller = await makeApplication(platform);
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift(await open({}, caller));
    await post(`${TICKETS}/${ids[2]}/close`, {}, caller);
    const first = await get(`${TICKETS}?limit=2`, caller);
    expect(first.body).toMatchObject({ items: [{ id: ids[0] }, { id: ids[1] }], hasMore: true });
    // The answer was checked by the line above.
    const { nextCursor, items } = first.body as { nextCursor: string; items: object[] };
    expect(items[0]).not.toHaveProperty("messages");
    const second = await get(`${TICKETS}?limit=3&cursor=${nextCursor}`, caller);
    expect(second.body).toMatchObject({
      items: [{ id: ids[2] }, { id: ids[3] }, { id: ids[4] }],
      nextCursor: null,
      hasMore: false,
    });
    expect((await get(`${TICKETS}?status=CLOSED`, caller)).body).toMatchObject({ items: [{ id: ids[2] }] });
    expect(await get(`${TICKETS}?status=CLOSED&cursor=${nextCursor}`, caller)).toMatchObject({ status: 422 });
    expect(await get(`${TICKETS}?status=GONE`, caller)).toMatchObject({ status: 422 });
    expect(await get(`${TICKETS}?cursor=${nextCursor}`)).toMatchObject({ status: 422 });
  });

  it("are nobody else's", async () => {
    const id = await open();
    const foreign = await makeApplication(platform);
    const production = await makeApplication(platform, {
      organizationId: application.organizationId,
      environment: "production",
    });
    for (const caller of [foreign, production]) {
      expect(await get(`${TICKETS}/${id}`, caller)).toMatchObject({ status: 404 });
      expect(await post(`${TICKETS}/${id}/messages`, { message: "Hm." }, caller)).toMatchObject({
        status: 404,
      });
      expect(await post(`${TICKETS}/${id}/close`, {}, caller)).toMatchObject({ status: 404 });
    }
    expect(await statusOf(id)).toBe("OPEN");
  });

  describe("for staff", () => {
    const queue = async (query = "") => {
      const answered = await callUi(platform, staff.sessionId, "GET", `${uiApi.hubQueue("tickets")}${query}`);
      expect(answered.status).toBe(200);
      return queuePageSchema.parse(answered.body);
    };

    it("show whose they are and what they are about", async () => {
      const related = await open({ subject: "An older one" });
      const id = await open({ relatedIds: [related] });
      const review = ticketReviewSchema.parse((await asStaff("GET", id)).body);
      expect(review).toMatchObject({
        id,
        organizationId: toPublicId("organization", application.organizationId),
        organizationName: "Test Org",
        environment: "sandbox",
        related: [{ id: related, kind: "ticket", title: "An older one" }],
        waitingSince: review.createdAt,
      });
    });

    it("are closed with a reason, and answered without one", async () => {
      const id = await open();
      expect(await asStaff("POST", id, "close", {})).toMatchObject({
        status: 422,
        body: { error: { details: { fields: [{ path: "reason" }] } } },
      });
      expect(
        await asStaff("POST", id, "messages", { message: "Done.", reason: "As agreed by phone" }),
      ).toMatchObject({ status: 201 });
      expect(await asStaff("POST", id, "close", { reason: "Settled by phone" })).toMatchObject({
        status: 200,
      });
      expect(await auditOf(id)).toMatchObject([
        { action: "ticket.created", reason: null },
        { action: "ticket.message_added", actor_kind: "operator", reason: "As agreed by phone" },
        {
          action: "ticket.closed",
          actor_kind: "operator",
          actor_label: "Sam Support",
          reason: "Settled by phone",
        },
      ]);
    });

    it("wait in the order in which they began to wait, whoever is answered meanwhile", async () => {
      await platform.database.owner`update tickets set status = 'CLOSED' where environment = 'production'`;
      const caller = await makeApplication(platform, { environment: "production" });
      const another = await makeApplication(platform, {
        environment: "production",
        organizationId: await makeOrganization(platform, "Another Org"),
      });
      const ids: string[] = [];
      for (const opener of [caller, another, caller, another]) {
        ids.push(await open({ priority: ids.length === 2 ? "URGENT" : "LOW" }, opener));
        platform.clock.now = new Date(platform.clock.now.getTime() + 60_000);
      }
      const [first = "", second = "", third = "", fourth = ""] = ids;
      const page = await queue("?limit=2");
      expect(page).toMatchObject({
        hasMore: true,
        items: [
          {
            kind: "tickets",
            id: first,
            environment: "production",
            organizationName: "Test Org",
            priority: "LOW",
          },
          { id: second, organizationName: "Another Org", title: "A question about payouts", status: "OPEN" },
        ],
      });
      // The last of the page is answered, and then waits again, behind all others.
      const at = { ...placeOf(another) };
      const path = uiApi.hubReview(at, "tickets", second, "messages");
      await callUi(platform, staff.sessionId, "POST", path, { message: "Which one?" });
      expect((await queue()).items.map(({ id }) => id)).toEqual([first, third, fourth]);
      await post(`${TICKETS}/${second}/messages`, { message: "The last one." }, another);
      expect((await queue()).items.map(({ id }) => id)).toEqual([first, third, fourth, second]);
      const rest = await queue(`?limit=2&cursor=${page.nextCursor}`);
      expect(rest.items.map(({ id }) => id)).toEqual([third, fourth]);
      expect((await queue("?priority=URGENT")).items.map(({ id }) => id)).toEqual([third]);
      const carried = await callUi(
        platform,
        staff.sessionId,
        "GET",
        `${uiApi.hubQueue("tickets")}?environment=sandbox&cursor=${page.nextCursor}`,
      );
      expect(carried).toMatchObject({ status: 422 });
    });

    it("are neither answered nor closed by who may only look", async () => {
      const id = await open();
      const { permissions, ...admin } = await actingStaff(
        platform,
        application.organizationId,
        "NUVERA_ADMIN",
      );
      const looker = {
        ...admin,
        permissions: new Set([...permissions].filter((permission) => permission !== "TICKETS_ANSWER")),
      };
      const refusal = { reason: "permission_missing" };
      const input = { id, message: "No." };
      await expect(
        runOperation(platform.runtime, looker, answerTicket, input, TEST_ORIGIN),
      ).rejects.toMatchObject(refusal);
      await expect(
        runOperation(platform.runtime, looker, closeTicketAsStaff, { id }, TEST_ORIGIN),
      ).rejects.toMatchObject(refusal);
      expect(await statusOf(id)).toBe("OPEN");
    });
  });
});
