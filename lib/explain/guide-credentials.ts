/** Refusals that concern the key and whoever it belongs to; see `reason-guide.ts`. Pure data. */
import type { ReasonGuide } from "@/lib/explain/guide-type";

export const CREDENTIAL_GUIDE = {
  invalid_api_key: {
    meaning:
      "The API key (in `x-api-key`, or a personal one after `Bearer`) is missing, mistyped or unknown here",
    causes: [
      "The environment variable that holds the key is empty, or has quotes or a line break in it",
      "The key was cut off when it was copied: it has 57 characters",
      "The key was made at another deployment",
      "A proxy removed the header `x-api-key`",
    ],
    whatToDo: [
      "Check the key's length (57) and checksum.",
      "Check that you call the deployment that made the key.",
      "If the key is lost, have a replacement made: nobody can show it again.",
    ],
  },
  api_key_revoked: {
    meaning:
      "The key was revoked or replaced without grace, or its application was deleted; a personal key was deleted, or its maker left the organization. Final",
    causes: [
      "One of several services still has the key from before a rotation",
      "Somebody revoked the key because it had leaked",
    ],
    whatToDo: [
      "Use the application's current key.",
      "If it is lost, have another one made on the application's page, under API keys.",
    ],
  },
  api_key_expired: {
    meaning: "The grace window after a replacement is over, or the key was made with an end",
    causes: ["The key was replaced, and this service did not get the new one before the window ended"],
    whatToDo: ["Use the key that replaced it.", "If there is none, have a new key made."],
  },
  application_disabled: {
    meaning: "Somebody disabled the application",
    causes: ["Somebody of your organization, or the operator, stopped everything on purpose"],
    whatToDo: [
      "Find out who and why: the application's history names them.",
      "Whoever may manage applications enables it again on its page.",
    ],
  },
  organization_suspended: {
    meaning: "The operator suspended the organization",
    causes: ["A decision of the operator, which support explains"],
    whatToDo: ["Talk to the operator."],
  },
  wrong_environment: {
    meaning:
      "The key belongs to the other environment, or the host to neither: `expected` is the base URL of the key's environment, `received` the host that was used",
    causes: [
      "A sandbox key (`nv_test_`) with the base URL of production, or the other way round",
      "A proxy that rewrites the header `Host`",
    ],
    whatToDo: ["Send it to the base URL in `expected`, or use a key of the environment that you meant."],
  },
  permission_missing: {
    meaning: "The application, or the maker of the personal key, lacks what `details.required` lists",
    causes: [
      "The application was made with the permissions that were needed then, and now does more",
      "The call goes out with the key of another application",
    ],
    whatToDo: ["Have the permission granted on the application's page, or the person's role changed."],
  },
  ip_not_allowed: {
    meaning:
      "The application has an address list, and `details.received`, where the request came from, is not on it (`unknown`: proxies did not say)",
    causes: [
      "A new server, or another way out of your network, such as a NAT gateway with a changing address",
      "A request from a desk instead of from the servers",
      "IPv6 where only IPv4 addresses are listed",
    ],
    whatToDo: ["Send from an address on the list, or add this one under Network & limits."],
  },
  personal_keys_disabled: {
    meaning:
      "The organization allows no personal keys in this environment; `details.allowed` says where it does",
    causes: ["The organization's policy keeps persons' keys out of production"],
    whatToDo: ["Have an owner or admin allow them, or use an API application."],
  },
} as const satisfies Record<string, ReasonGuide>;
