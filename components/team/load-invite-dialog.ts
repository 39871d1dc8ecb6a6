/** Invites somebody, or shows the link of who was invited. */
export const loadInviteDialog = () =>
  import("@/components/team/invite-dialog").then((loaded) => loaded.InviteDialog);
