import { command } from "@/cli/command";
import { operate, withDeployment } from "@/cli/deployment";
import { choice, optional, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { createOperator } from "@/lib/operations/users/create-operator";
import { resetOperatorCodes } from "@/lib/operations/users/reset-operator-codes";
import { OPERATOR_ROLES } from "@/lib/permissions";

const OWN_PLACE = { organizationId: OPERATOR_ORGANIZATION_ID, environment: "sandbox" } as const;

export const operatorCreate = command({
  name: "operator create",
  summary: createOperator.summary,
  options: {
    email: required("E"),
    password: required("P"),
    role: choice(OPERATOR_ROLES),
    name: optional("N"),
  },
  run: ({ email, password, role, name }) =>
    withDeployment(async (runtime) => {
      const input = { email, password, role, ...(name === undefined ? {} : { displayName: name }) };
      const created = await operate(runtime, OWN_PLACE, createOperator, input);
      return { json: created, lines: fields([["User", created.userId]]) };
    }),
});

export const operatorResetCodes = command({
  name: "operator reset-codes",
  summary: resetOperatorCodes.summary,
  options: { email: required("E") },
  run: ({ email }) =>
    withDeployment(async (runtime) => {
      const reset = await operate(runtime, OWN_PLACE, resetOperatorCodes, { email });
      return { json: reset, lines: fields([["User", reset.userId]]) };
    }),
});
