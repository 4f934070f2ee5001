import type { Role } from "@beep/kernel/Role"
import type { AssignmentRole, AssignmentState } from "@beep/tenancy/contract/Assignment"
import type { Invitation } from "@beep/tenancy/contract/Invitation"
import type { MailState } from "@beep/tenancy/contract/MailState"
import type { MemberStatus } from "@beep/tenancy/contract/Member"

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const roles: Readonly<Record<Role, string>> = { owner: "Owner", advisor: "Advisor", staff: "Staff", viewer: "Viewer" }

const about: Readonly<Record<Role, string>> = {
  owner: "Sees every client, changes who is in and how the organization works.",
  advisor: "Works with the clients assigned, decides and records payments.",
  staff: "Works with the clients assigned, proposes and does not decide.",
  viewer: "Sees the clients assigned and changes nothing."
}

const statuses: Readonly<Record<MemberStatus, string>> = { active: "Active", suspended: "Suspended", removed: "Removed" }

const invitationStates: Readonly<Record<Invitation["state"], string>> = {
  open: "Open",
  ended: "Not accepted in time",
  accepted: "Accepted",
  revoked: "Revoked"
}

const mail: Readonly<Record<typeof MailState.Type, string>> = {
  not_configured: "not mailed",
  waiting: "mail waiting",
  sent: "mail sent",
  refused: "mail refused",
  given_up: "mail given up"
}

const parts: Readonly<Record<AssignmentRole, string>> = { primary: "Primary", secondary: "Secondary", reviewer: "Reviewer" }

const assignmentStates: Readonly<Record<typeof AssignmentState.Type, string>> = {
  coming: "Not yet",
  active: "Now",
  ended: "Ended"
}

export const members = {
  roles,
  about,
  statuses,
  loading: "the members",
  heading: "Members",
  count: (count: number): string => counted(count, "member", "members"),
  columns: { name: "Name", role: "Role", status: "State", factor: "Second factor", seen: "Last seen" },
  on: "On",
  none: "None",
  clients: "Clients",
  clientsText: "A member other than an owner sees these, and no others.",
  factorOn: "Second factor on",
  factorOff: "No second factor",
  you: "You",
  never: "Never signed in",
  seen: (age: string): string => (age === "just now" ? "Just now" : `${age} ago`),
  roleAndSeen: (role: Role, seen: string | null): string =>
    `${roles[role]}, ${seen === null ? "never signed in" : seen === "just now" ? "seen just now" : `seen ${seen} ago`}`,
  showRemoved: "Show removed",
  invite: "Invite a member",
  missingTitle: "No such member",
  place: "Role",
  placeText: "What a member may do follows from the role.",
  saveRole: "Change the role",
  roleSaved: (name: string, role: Role): string => `${name} is ${roles[role].toLowerCase()} now.`,
  suspend: "Suspend",
  suspending: "Suspending",
  suspendTitle: (name: string): string => `Suspend ${name}`,
  suspendText: (name: string): ReadonlyArray<string> => [
    `Every session of ${name} in this organization ends now, pages that are open included.`,
    "Role and clients are kept. You can let the member in again at any time."
  ],
  suspended: (name: string): string => `${name} is suspended.`,
  resume: "Let in again",
  resuming: "Letting in",
  resumed: (name: string): string => `${name} can sign in again.`,
  remove: "Remove",
  removing: "Removing",
  removeTitle: (name: string): string => `Remove ${name}`,
  removeText: (name: string): ReadonlyArray<string> => [
    `Every session of ${name} in this organization ends now, and every assignment with it.`,
    "This cannot be taken back: only a new invitation brings the member in again. What was done before stays in the audit log."
  ],
  removed: (name: string): string => `${name} is removed.`,
  transfer: "Hand over ownership",
  transferring: "Handing over",
  transferTitle: (name: string): string => `Make ${name} the owner`,
  transferText: (name: string): ReadonlyArray<string> => [
    `${name} becomes an owner, and you become an advisor, both at once.`,
    "You then see the clients assigned to you and no longer change members or settings. Only an owner can make you one again."
  ],
  transferred: (name: string): string => `${name} is an owner now, and you are an advisor.`,
  access: "Access",
  accessText: "Suspending keeps the place, removing does not.",
  ownership: "Ownership",
  ownershipText: "An organization has at least one owner.",
  changedMeanwhile: (role: Role, status: MemberStatus): string =>
    `Somebody changed this member first. There now: ${roles[role]}, ${statuses[status].toLowerCase()}. Nothing of yours was saved. Look again, then confirm.`,
  lastOwner: "This is the last active owner. Make somebody else an owner first.",
  factText: "Signs in with",
  fact: { address: "Email", status: "State", factor: "Second factor", seen: "Last seen" }
} as const

export const invitations = {
  heading: "Invitations",
  loading: "the invitations",
  empty: "Nobody is invited at the moment.",
  columns: { email: "Email", role: "Role", clients: "Clients", state: "State", action: "Action" },
  states: invitationStates,
  mail,
  until: (when: string): string => `until ${when}`,
  clients: (count: number): string => (count === 0 ? "None" : counted(count, "client", "clients")),
  resend: "Send again",
  resendNamed: (email: string): string => `Send again: the invitation of ${email}`,
  resent: (email: string): string => `A new link is on its way to ${email}. The one before stopped working.`,
  revoke: "Revoke",
  revokeNamed: (email: string): string => `Revoke the invitation of ${email}`,
  revoked: (email: string): string => `The invitation of ${email} is revoked.`,
  title: "Invite a member",
  emailHint: "The invitation is for this address alone.",
  role: "Role",
  clientsLabel: "Clients",
  clientsText: "What the new member sees from the first sign-in on. Others can be assigned later.",
  clientsAll: "An owner sees every client.",
  text: (days: number): string => `The link works once and for ${days} days.`,
  submit: "Send the invitation",
  busy: "Sending",
  sent: (email: string): string => `The invitation to ${email} is on its way.`,
  alreadyThere: "This address is a member already, or has an open invitation.",
  problems: (count: number): string => `${counted(count, "entry needs", "entries need")} a look`,
  byHand: "This installation sends no mail. Hand this link over yourself; it is shown now and never again.",
  link: "Link",
  copyLink: "Copy the link",
  done: "Done"
} as const

export const clientPicker = {
  search: "Search clients",
  loading: "the clients",
  chosen: (count: number): string => `${counted(count, "client", "clients")} chosen`,
  none: "No client by this name.",
  noClients: "There are no clients yet."
} as const

export const assignments = {
  loading: "the assignments",
  heading: "Who sees which client",
  parts,
  states: assignmentStates,
  columns: { client: "Client", member: "Member", part: "Part", from: "From", until: "Until", state: "State", action: "Action" },
  everyMember: "Every member",
  everyClient: "Every client",
  member: "Member",
  client: "Client",
  part: "Part",
  from: "From",
  fromHint: "Empty: from now on.",
  until: "Until",
  untilHint: "The last day. Empty: without an end.",
  noEnd: "No end",
  showEnded: "Show ended",
  empty: "No assignments here",
  emptyText: "A member other than an owner sees the clients assigned here, and no others.",
  allClients: "An owner sees every client without an assignment.",
  add: "Assign a client",
  submit: "Assign",
  busy: "Assigning",
  choose: "Choose",
  memberMissing: "Choose a member.",
  clientMissing: "Choose a client.",
  endFirst: "The last day comes before the first.",
  refused: "These days cannot be used. An end in the past ends nothing.",
  alreadyThere: "This member sees this client already in that time.",
  done: (client: string, member: string): string => `${member} sees ${client}.`,
  end: "End",
  ending: "Ending",
  endNamed: (client: string, member: string): string => `End ${client} for ${member}`,
  endTitle: "End the assignment",
  endText: (client: string, member: string): string =>
    `${member} stops seeing ${client} at once. It can be assigned again at any time.`,
  ended: (client: string, member: string): string => `${member} no longer sees ${client}.`,
  unknownClient: "Client not in the list",
  unknownMember: "Former member"
} as const

export const accept = {
  title: "Invitation",
  heading: (organization: string): string => `Join ${organization}`,
  loading: "the invitation",
  text: (by: string | null, role: Role): string =>
    `${by ?? "An owner"} invites you as ${roles[role].toLowerCase()}. ${about[role]}`,
  email: "Email",
  name: "Your name",
  nameHint: "As your colleagues see it.",
  nameMissing: "Enter a name of up to 120 characters.",
  knownText: "This address signs in already. Confirm with its password; it stays as it is.",
  submit: "Accept and sign in",
  busy: "Accepting",
  closedHeading: "This invitation no longer works",
  closed: "It was used, revoked, sent again since, or is past its time. Ask an owner of the organization to send it again.",
  alreadyThere: "You are a member of this organization already. Sign in."
} as const
