/** The people of the demo: one of each kind that the platform knows. */
import { findUserByEmail, insertUser, replacePasswordHash } from "@/db/queries/users";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { newUuid, toPublicId } from "@/lib/ids";
import { runOperation } from "@/lib/operations/run";
import { addMember } from "@/lib/operations/users/add-member";
import { createUser } from "@/lib/operations/users/create";
import type { OperatorRole, PartnerRole } from "@/lib/permissions";
import type { Runtime } from "@/lib/runtime";
import { toBase62 } from "@/lib/security/base62";

export const DEMO_ROLES = ["OWNER", "DEVELOPER", "VIEWER", "NUVERA_ADMIN", "CUSTOMER"] as const;
type DemoRole = (typeof DEMO_ROLES)[number];

/** How somebody signs in; the role is a partner's, an operator's, or CUSTOMER. */
export type DemoUser = { email: string; password: string; role: DemoRole };

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
    role: "CUSTOMER",
    email: "customer@demo.nuvera.example",
    displayName: "Casey Customer",
    standing: { kind: "CUSTOMER" },
  },
];

/** Makes the people who are missing; everybody ends with the remembered password, or a new one where there is none. */
export async function ensureDemoUsers(
  runtime: Runtime,
  organizationId: string,
  remembered: readonly DemoUser[],
): Promise<DemoUser[]> {
  const users: DemoUser[] = [];
  for (const person of PEOPLE) {
    const known = remembered.find((user) => user.email === person.email && user.role === person.role);
    const password = known?.password ?? newPassword(runtime);
    await ensurePerson(runtime, organizationId, person, password);
    users.push({ email: person.email, password, role: person.role });
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
): Promise<void> {
  const { db } = runtime.database;
  const existing = await findUserByEmail(db, person.email);
  if (existing === undefined) return createPerson(runtime, organizationId, person, password);
  if (!(await verifyPassword(existing.passwordHash, password))) {
    await replacePasswordHash(db, existing.id, await hashPassword(password));
  }
  if (person.standing.kind !== "PARTNER") return;
  const member = { userId: toPublicId("user", existing.id), role: person.standing.partnerRole };
  const operator = operatorCli(organizationId, "sandbox");
  await runOperation(runtime, operator, addMember, member, operatorCliOrigin());
}

async function createPerson(
  runtime: Runtime,
  organizationId: string,
  { email, displayName, standing }: Person,
  password: string,
): Promise<void> {
  if (standing.kind === "PARTNER") {
    const input = { email, displayName, password, role: standing.partnerRole };
    const operator = operatorCli(organizationId, "sandbox");
    await runOperation(runtime, operator, createUser, input, operatorCliOrigin());
    return;
  }
  // Staff and customers of the platform belong to no organization, so no operation of one makes them.
  await insertUser(runtime.database.db, {
    id: newUuid(),
    email,
    displayName,
    kind: standing.kind,
    operatorRole: standing.kind === "OPERATOR" ? standing.operatorRole : null,
    passwordHash: await hashPassword(password),
    createdAt: runtime.clock(),
  });
}
