import type { ConnectError } from "@beep/connections/contract/ConnectError"

export interface ConnectErrorWords {
  readonly what: string
  readonly next: string
}

/** What a way back from Intuit without a connection is called, and what a person can do about it. */
export const connectErrors: Readonly<Record<ConnectError, ConnectErrorWords>> = {
  denied: {
    what: "QuickBooks was not connected: access was declined at Intuit.",
    next: "Connect again and choose Connect on Intuit's page when the company is the right one."
  },
  not_completed: {
    what: "Sign-in to Intuit was not completed.",
    next: "Connect again and finish within ten minutes, with any extra check Intuit asks for."
  },
  not_recognized: {
    what: "This way back from Intuit belongs to no request of yours.",
    next: "Open the client and connect again, in the browser you are signed in with."
  },
  already_used: {
    what: "This way back from Intuit was already used.",
    next: "If QuickBooks is shown as connected, nothing is left to do. Otherwise connect again."
  },
  code_used: {
    what: "Intuit did not accept its own answer: it was used before, or is too old.",
    next: "Connect again. The answer is made anew each time."
  },
  already_connected: {
    what: "This QuickBooks company is already connected to another client of your organization.",
    next: "Open that client, or connect again and choose a different company."
  },
  refused: {
    what: "This QuickBooks company cannot be connected to this client.",
    next: "Check with the company who works with its books, or connect again and choose a different company."
  },
  different_company: {
    what: "A different company was chosen than the one connected before.",
    next: "Connect again and choose the same company. Another company is another client."
  },
  not_admin: {
    what: "Intuit did not let this sign-in reach the company's books.",
    next: "Ask a company administrator of the QuickBooks company to sign in at this step."
  },
  subscription_inactive: {
    what: "The QuickBooks subscription of this company is not active.",
    next: "The company renews it in QuickBooks; then connect again."
  },
  unavailable: {
    what: "Intuit did not answer.",
    next: "Nothing was changed. Connect again in a few minutes."
  }
}
