import { lockCryptoNetworkRow, updateCryptoNetworkRow } from "@/db/queries/reference";
import { notFound, validationFailed } from "@/lib/errors";
import { Exact } from "@/lib/money/decimal";
import { toCryptoNetworks } from "@/lib/operations/crypto/view";
import { writeOperation } from "@/lib/operations/operation";
import { changeCryptoNetworkSchema, staffCryptoNetworkSchema } from "@/lib/schemas/crypto";

const CHANGEABLE = ["status", "minimumAmount", "confirmations"] as const;

/** In the operator's own organization: networks belong to no partner, and to both environments. */
export const changeCryptoNetwork = writeOperation({
  name: "changeCryptoNetwork",
  summary: "Suspend or resume a crypto currency's network, or change its minimum or confirmations",
  permission: "REFERENCE_WRITE",
  reach: "organization",
  audit: "crypto_network.changed",
  input: changeCryptoNetworkSchema,
  output: staffCryptoNetworkSchema,
  run: async (context, { currencyCode, network, ...wanted }) => {
    const { tx, now } = context;
    const key = { currencyCode, network };
    const before = await lockCryptoNetworkRow(tx, key);
    if (before === undefined) throw notFound("network of this currency");
    if (wanted.minimumAmount !== undefined) refuseTooFine(wanted.minimumAmount, before.decimals);
    const changed = CHANGEABLE.filter((name) => {
      const value = wanted[name];
      if (value === undefined) return false;
      // The minimum by its worth: 1 and 1.00 are one.
      return name === "minimumAmount" ? !new Exact(before.minimumAmount).eq(value) : value !== before[name];
    });
    if (changed.length > 0) {
      const change = Object.fromEntries(changed.map((name) => [name, wanted[name]]));
      await updateCryptoNetworkRow(tx, key, { ...change, updatedAt: now });
    }
    context.audit(
      changed.length === 0
        ? "unchanged"
        : {
            target: { kind: "crypto_network", id: `${currencyCode} ${network}` },
            before: Object.fromEntries(changed.map((name) => [name, before[name]])),
            after: Object.fromEntries(changed.map((name) => [name, wanted[name] ?? null])),
          },
    );
    const after = (await lockCryptoNetworkRow(tx, key)) ?? before;
    const [view] = toCryptoNetworks([after]);
    if (view === undefined) throw notFound("network of this currency");
    return { ...view, updatedAt: after.updatedAt.toISOString() };
  },
});

/** Throws 422 for a minimum with more decimals than the currency has on the network. */
function refuseTooFine(amount: string, decimals: number): void {
  if ((amount.split(".")[1]?.length ?? 0) <= decimals) return;
  throw validationFailed([
    { path: "minimumAmount", message: `The currency has ${decimals} decimals on this network.` },
  ]);
}
