import { Api } from "@beep/api/RootApi"
import { HttpApi } from "effect/http-api"
import { scopeOf } from "@beep/tenancy/contract/policy"

export interface EndpointCase {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly scope: string
}

/** Every endpoint of the contract, as `group.endpoint`. */
export const endpoints: ReadonlyArray<EndpointCase> = (() => {
  const found: Array<EndpointCase> = []
  HttpApi.reflect(Api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, group }) => {
      found.push({
        name: `${group.identifier}.${endpoint.identifier}`,
        method: endpoint.method,
        path: endpoint.path,
        scope: scopeOf(group, endpoint) ?? "none"
      })
    }
  })
  return found
})()

interface Asked {
  readonly query?: string
  readonly body?: BodyInit
  readonly contentType?: string
  /** The session does not outlive a good request: one is opened for each. */
  readonly endsSession?: true
}

const json = (body: unknown): Asked => ({ body: JSON.stringify(body), contentType: "application/json" })

const linkRequest = {
  callbackURL: "/settings?settingsTab=connections",
  errorCallbackURL: "/settings?settingsTab=connections&relink=failed",
  scopes: ["openid"]
}

/** What an endpoint needs besides ids to be asked well: one row for each endpoint of the contract. A new one without a row fails the suites. */
export const asked: Readonly<Record<string, Asked>> = {
  "system.live": {},
  "system.ready": {},
  "system.config": {},
  "auth.login": json({ email: "nobody@nowhere.example", password: "a password of nobody" }),
  "auth.secondFactor": json({ code: "000000" }),
  "auth.stepUp": json({ password: "a password of nobody" }),
  "auth.requestReset": json({ email: "nobody@nowhere.example" }),
  "auth.reset": json({ token: "A".repeat(43), password: "a password of nobody" }),
  "auth.confirmAddress": json({ token: "A".repeat(43) }),
  "auth.undoAddress": json({ token: "A".repeat(43) }),
  "auth.logout": { endsSession: true },
  "auth.logoutEverywhere": json({ which: "others" }),
  "auth.token": {},
  "auth.refresh": json({ refreshToken: "A".repeat(43) }),
  "auth.methods": {},
  "auth.oidcStart": json({}),
  "auth.oidcCallback": { query: "state=x&code=y" },
  "auth.me": {},
  "auth.jwks": {},
  "account.get": {},
  "account.change": json({ name: "Somebody Else", expectedVersion: 0 }),
  "account.changePreferences": json({ listMode: "on", rows: "compact" }),
  "account.changePassword": json({ current: "a password of nobody", next: "another one of nobody" }),
  "account.changeAddress": json({ email: "nobody@nowhere.example" }),
  "account.enrolSecondFactor": {},
  "account.confirmSecondFactor": json({ code: "000000" }),
  "account.renewBackupCodes": {},
  "account.removeSecondFactor": {},
  "account.identities": {},
  "account.linkIdentity": {},
  "account.unlinkIdentity": {},
  "account.sessions": {},
  "account.revokeSession": {},
  "pulse.pulse": {},
  "organization.roles": {},
  "organization.settings": {},
  "organization.change": json({ expectedVersion: 0 }),
  "organization.accessReview": {},
  "organization.flags": {},
  "organization.decideFlag": json({ enabled: true, reason: "a trial", expiresAt: null }),
  "organization.clearFlag": {},
  "organization.apiKeys": {},
  "organization.makeApiKey": json({ name: "Ledger robot", scopes: ["clients.read"], clients: [], days: 30 }),
  "organization.revokeApiKey": {},
  "organization.notifications": {},
  "organization.changeNotifications": json({ weeklyDigest: false }),
  "members.list": {},
  "members.changeRole": json({ role: "viewer", expectedVersion: 0 }),
  "members.suspend": json({ expectedVersion: 0 }),
  "members.resume": json({ expectedVersion: 0 }),
  "members.remove": json({ expectedVersion: 0 }),
  "members.transferOwnership": json({ expectedVersion: 0 }),
  "members.invitations": {},
  "members.invite": json({ email: "nina.new@nowhere.example", role: "viewer", clients: [] }),
  "members.resend": json({ expectedVersion: 0 }),
  "members.revoke": {},
  "members.assignments": {},
  "members.assign": json({
    clientId: "0190a000-0000-7000-8000-00000000dead",
    memberId: "0190a000-0000-7000-8000-00000000dead",
    role: "primary"
  }),
  "members.endAssignment": {},
  "invitation.look": json({ token: "A".repeat(43) }),
  "invitation.accept": json({ token: "A".repeat(43), name: "Nina New", newPassword: "a password of nina new" }),
  "audit.checkpoint": {},
  "connections.quickbooksUsage": {},
  "connections.callback": { query: "state=x&code=y&realmId=z" },
  "google.accounts": {},
  "google.link": json(linkRequest),
  "google.relink": json(linkRequest),
  "google.unlink": {},
  "google.activate": {},
  "google.callback": { query: "state=x&code=y" },
  "webhooks.intuit": json({}),
  "onboarding.start": json({
    key: "0190a000-0000-7000-8000-000000000001",
    name: "Harbor Lights Cafe",
    timezone: "America/New_York"
  }),
  "clients.list": {},
  "clients.export": {},
  "clients.get": {},
  "views.list": {},
  "views.save": json({ name: "My reds", search: { band: "red" } }),
  "views.rename": json({ name: "My reds", expectedVersion: 0 }),
  "views.remove": {},
  "views.restore": {},
  "ritual.week": {},
  "ritual.client": {},
  "ritual.mark": json({ kind: "view" }),
  "ritual.review": {},
  "ritual.undoReview": {},
  "digest.digest": {},
  "digest.derivation": { query: "figure=cash" },
  "digest.ledgerRecord": {},
  /** A day that is over by any clock, also one that stands at the epoch. */
  "digest.bridge": { query: "from=1969-12-01" },
  "digest.startSync": {},
  "digest.syncState": {},
  "hygiene.tray": {},
  "hygiene.standing": {},
  "hygiene.act": json({ action: "mark_fixed", issues: [{ issueId: "0190a000-0000-7000-8000-00000000dead", version: 1 }] }),
  "tieOut.standing": {},
  "tieOut.certificate": {},
  "onboarding.get": {},
  "onboarding.ofClient": {},
  "onboarding.connect": {},
  "onboarding.confirmSync": {},
  "onboarding.confirmCash": { body: JSON.stringify({ accounts: [], payroll: null }), contentType: "application/json" },
  "onboarding.confirmDigest": {
    body: JSON.stringify({ digestDay: "monday", digestHour: 6, redBelowDays: 30, yellowBelowDays: 60, criticalBelowDays: 7 }),
    contentType: "application/json"
  },
  "books.quickBooks": {},
  "books.dataIssues": {},
  "books.cash": {},
  "books.decideCash": { body: JSON.stringify({ accounts: [], payroll: null }), contentType: "application/json" },
  "writes.writes": {},
  "writes.fixForm": { query: "issueId=:issueId" },
  "writes.orderFixes": json({
    fixes: [
      {
        issueId: "0190a000-0000-7000-8000-00000000dead",
        version: 1,
        fix: { kind: "set_due_date", dueDate: "2026-10-01" }
      }
    ]
  }),
  "writes.undoWrite": {},
  "connections.status": {},
  "connections.authorize": {},
  "connections.disconnect": {},
  "households.create": json({ name: "The Foxglove household", timezone: "America/New_York", addresses: ["fox@glove.example"] }),
  "households.contacts": {},
  "households.changeContacts": json({ addresses: ["fox@glove.example"] }),
  "mail.startSync": { query: "providerAccountId=:providerAccountId" },
  "mail.syncState": { query: "providerAccountId=:providerAccountId" },
  "mail.unfiled": {},
  "mail.fileThread": json({ clientId: ":clientId" }),
  "mail.threads": {},
  "mail.thread": {},
  "mail.moveThread": json({ toClientId: ":clientId" }),
  "evidence.listDocuments": {},
  "evidence.ingestDocument": { body: "Subject: hello\r\n\r\nI will pay $10.00 on Friday.\r\n", contentType: "message/rfc822" },
  "evidence.getDocument": {},
  "evidence.listEvidence": { query: "documentId=:documentId" },
  "knowledge.ontologies": {},
  "knowledge.extract": json({ ontologyId: "wm.v1" }),
  "knowledge.extractions": {},
  "knowledge.graph": { query: "ontologyId=wm.v1" },
  "knowledge.query": json({ ontologyId: "wm.v1", query: "what was promised", topK: 10, maxHops: 2 }),
  "knowledge.staleClaims": {},
  "audit.clientAudit": {}
}

export const idsIn = (path: string): ReadonlyArray<string> => Array.from(path.matchAll(/:(\w+)/g), (match) => match[1] ?? "")

export const fill = (template: string, ids: Readonly<Record<string, string>>): string =>
  template.replace(/:(\w+)/g, (whole, name: string) => ids[name] ?? whole)
