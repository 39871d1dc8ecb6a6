/** Crypto currencies and the networks each runs on, as the partner API documents them. */
import { z } from "zod";
import { pageOf, text, timestampSchema } from "@/lib/schemas/common";
import { CRYPTO_CURRENCY_CODES } from "@/lib/schemas/currency";
import { amountSchema } from "@/lib/schemas/money";

export const CRYPTO_NETWORK_STATUSES = ["ACTIVE", "SUSPENDED"] as const;

const cryptoCurrencyCodeSchema = z.enum(CRYPTO_CURRENCY_CODES, {
  error: `Expected one of ${CRYPTO_CURRENCY_CODES.join(", ")}.`,
});

const networkShape = {
  network: z.string().describe("The network's code, for example `ETHEREUM`."),
  networkName: z.string(),
  decimals: z.int().describe("Decimals of the currency on this network."),
  addressFormat: z.string().describe("What an address looks like, in words."),
  addressPattern: z
    .string()
    .describe(
      "The same as a regular expression (ECMAScript). It tells typing errors, not whether an address exists.",
    ),
  contractAddress: z
    .string()
    .nullable()
    .describe("The token's contract or mint; `null` where the currency is the network's own."),
  confirmations: z.int().describe("Blocks, or slots, after which a transfer counts."),
  minimumAmount: z.string().describe("The smallest transfer that is taken."),
  status: z.enum(CRYPTO_NETWORK_STATUSES).describe("SUSPENDED: nothing is sent or taken for the moment."),
};

const networkExample = {
  network: "BASE",
  networkName: "Base",
  decimals: 6,
  addressFormat: "0x and 40 hexadecimal digits; mixed case is a checksum (EIP-55).",
  addressPattern: "^0x[0-9a-fA-F]{40}$",
  contractAddress: "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
  confirmations: 20,
  minimumAmount: "1",
  status: "ACTIVE",
};

export const cryptoNetworkSchema = z
  .strictObject({ currencyCode: cryptoCurrencyCodeSchema, ...networkShape })
  .meta({ id: "CryptoNetwork", examples: [{ currencyCode: "USDC", ...networkExample }] });
export type CryptoNetworkView = z.infer<typeof cryptoNetworkSchema>;

export const listCryptoNetworksSchema = z.strictObject({ currencyCode: cryptoCurrencyCodeSchema.optional() });
export const cryptoNetworkPageSchema = pageOf(cryptoNetworkSchema);

export const cryptoCurrencySchema = z
  .strictObject({
    code: cryptoCurrencyCodeSchema,
    name: z.string(),
    decimals: z.int().describe("Decimals that amounts of payments may have."),
    status: z.enum(CRYPTO_NETWORK_STATUSES).describe("ACTIVE while at least one of its networks is."),
    networks: z.array(z.strictObject(networkShape)),
  })
  .meta({
    id: "CryptoCurrency",
    examples: [{ code: "USDC", name: "USD Coin", decimals: 6, status: "ACTIVE", networks: [networkExample] }],
  });
export type CryptoCurrencyView = z.infer<typeof cryptoCurrencySchema>;

export const cryptoCurrencyPageSchema = pageOf(cryptoCurrencySchema);

/** The same with when it was last changed, for staff. */
export const staffCryptoNetworkSchema = cryptoNetworkSchema.extend({ updatedAt: timestampSchema });
export const staffCryptoNetworkPageSchema = pageOf(staffCryptoNetworkSchema);
export type StaffCryptoNetwork = z.infer<typeof staffCryptoNetworkSchema>;

/** Which network, and what of it changes; what is left out stays. */
export const changeCryptoNetworkSchema = z
  .strictObject({
    currencyCode: cryptoCurrencyCodeSchema,
    network: text(50),
    status: z.enum(CRYPTO_NETWORK_STATUSES).optional(),
    /** At most as many decimals as the currency has on this network. */
    minimumAmount: amountSchema.optional(),
    confirmations: z.int().min(1).max(10_000).optional(),
  })
  .refine(
    ({ status, minimumAmount, confirmations }) =>
      [status, minimumAmount, confirmations].some((value) => value !== undefined),
    "Name at least one of status, minimumAmount and confirmations.",
  );
