/** The people of the demo: one of each kind that the platform knows. */
import { findUserByEmail, insertUser, replacePasswordHash, type UserRow } from "@/db/queries/users";
import { newOneTimeSecret } from "@/lib/auth/one-time-code";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { ensureDemoSecondFactor } from "@/lib/boot/demo-second-factor";
import { newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { runOperation } from "@/lib/operations/run";
import { addMember } from "@/lib/operations/users/add-member";
import { createUser } from "@/lib/operations/users/create";
import { createOperator } from "@/lib/operations/users/create-operator";
import type { OperatorRole, PartnerRole } from "@/lib/permissions";
import type { Runtime } from "@/lib/runtime";
import { toBase62 } from "@/lib/security/base62";

export const DEMO_ROLES = [
  "OWNER",
  "DEVELOPER",
  "VIEWER",
  "NUVERA_ADMIN",
  "NUVERA_SUPPORT",
  "CUSTOMER",
] as const;
type DemoRole = (typeof DEMO_ROLES)[number];

/** How somebody signs in; the role is a partner's, an operator's, or CUSTOMER. Staff have a one-time secret, in base32. */
export type DemoUser = { email: string; password: string; role: DemoRole; totpSecret?: string | undefined };

type Standing =
  | { kind: "PARTNER"; partnerRole: PartnerRole }
  | { kind: "OPERATOR"; operatorRole: OperatorRole }
  | { kind: "CUSTOMER" };

type Person = { role: DemoRole; email: string; displayName: string; standing: Standing };

const PEOPLE: readonly Person[] = [
  {
    role: "OWNER",
    email: "owner@demo.nuvera.example",
    displayName: "Olivia Owner",
    standing: { kind: "PARTNER", partnerRole: "OWNER" },
  },
  {
    role: "DEVELOPER",
    email: "developer@demo.nuvera.example",
    displayName: "Dev Developer",
    standing: { kind: "PARTNER", partnerRole: "DEVELOPER" },
  },
  {
    role: "VIEWER",
    email: "viewer@demo.nuvera.example",
    displayName: "Vera Viewer",
    standing: { kind: "PARTNER", partnerRole: "VIEWER" },
  },
  {
    role: "NUVERA_ADMIN",
    email: "admin@demo.nuvera.example",
    displayName: "Nova Admin",
    standing: { kind: "OPERATOR", operatorRole: "NUVERA_ADMIN" },
  },
  {
    role: "NUVERA_SUPPORT",
    email: "support@demo.nuvera.example",
    displayName: "Sam Support",
    standing: { kind: "OPERATOR", operatorRole: "NUVERA_SUPPORT" },
  },
  {
    role: "CUSTOMER",
    email: "customer@demo.nuvera.example",
    displayName: "Casey Customer",
    standing: { kind: "CUSTOMER" },
  },
];

/**
 * Makes the people who are missing; everybody ends with the remembered password and one-time secret, or new ones where
 * there are none.
 */
export async function ensureDemoUsers(
  runtime: Runtime,
  organizationId: string,
  remembered: readonly DemoUser[],
): Promise<DemoUser[]> {
  const users: DemoUser[] = [];
  for (const person of PEOPLE) {
    const known = remembered.find((user) => user.email === person.email && user.role === person.role);
    const password = known?.password ?? newPassword(runtime);
    const user = await ensurePerson(runtime, organizationId, person, password);
    const signsIn = { email: person.email, password, role: person.role };
    if (person.standing.kind === "OPERATOR") {
      const totpSecret = known?.totpSecret ?? newOneTimeSecret(runtime.randomBytes);
      await ensureDemoSecondFactor(runtime, user.id, totpSecret);
      users.push({ ...signsIn, totpSecret });
    } else {
      users.push(signsIn);
    }
  }
  return users;
}

/** 128 random bits, in letters and digits that no shell or form minds. */
function newPassword(runtime: Runtime): string {
  return toBase62(BigInt(`0x${Buffer.from(runtime.randomBytes(16)).toString("hex")}`), 22);
}

async function ensurePerson(
  runtime: Runtime,
  organizationId: string,
  person: Person,
  password: string,
): Promise<UserRow> {
  const { db } = runtime.database;
  const existing = await findUserByEmail(db, person.email);
  if (existing === undefined) {
    await createPerson(runtime, organizationId, person, password);
    const created = await findUserByEmail(db, person.email);
    if (created === undefined) throw new Error(`${person.email} was made and is not there.`);
    return created;
  }
  if (!(await verifyPassword(existing.passwordHash, password))) {
    await replacePasswordHash(db, existing.id, await hashPassword(password));
  }
  if (person.standing.kind === "PARTNER") {
    const member = { userId: toPublicId("user", existing.id), role: person.standing.partnerRole };
    await runOperation(
      runtime,
      operatorCli(organizationId, "sandbox"),
      addMember,
      member,
      operatorCliOrigin(),
    );
  }
  return existing;
}

async function createPerson(
  runtime: Runtime,
  organizationId: string,
  { email, displayName, standing }: Person,
  password: string,
): Promise<void> {
  const account = { email, displayName, password };
  const origin = operatorCliOrigin();
  switch (standing.kind) {
    case "PARTNER": {
      const operator = operatorCli(organizationId, "sandbox");
      await runOperation(runtime, operator, createUser, { ...account, role: standing.partnerRole }, origin);
      return;
    }
    case "OPERATOR": {
      const operator = operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox");
      await runOperation(
        runtime,
        operator,
        createOperator,
        { ...account, role: standing.operatorRole },
        origin,
      );
      return;
    }
    case "CUSTOMER":
      // Customers of the platform belong to no organization, so no operation of one makes them.
      await insertUser(runtime.database.db, {
        id: newUuid(),
        email,
        displayName,
        kind: "CUSTOMER",
        operatorRole: null,
        passwordHash: await hashPassword(password),
        createdAt: runtime.clock(),
      });
  }
}
