export * from "@/db/schema/applications";
export * from "@/db/schema/audit";
export * from "@/db/schema/customers";
export * from "@/db/schema/invitations";
export * from "@/db/schema/mails";
export * from "@/db/schema/organizations";
export * from "@/db/schema/sessions";
