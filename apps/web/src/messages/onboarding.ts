import type { DecidedRole } from "@beep/runway/contract/onboarding/CashChoice"
import type { DigestDay } from "@beep/runway/contract/onboarding/ClientSettings"

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

const steps = {
  client: "Client",
  connect: "Connect",
  sync: "First sync",
  cash: "Cash accounts",
  digest: "Digest"
} as const

const roles: Readonly<Record<DecidedRole, string>> = {
  included: "Counted as cash",
  excluded: "Not counted",
  restricted: "Held for others, not counted"
}

const days: Readonly<Record<DigestDay, string>> = {
  monday: "Monday",
  tuesday: "Tuesday",
  wednesday: "Wednesday",
  thursday: "Thursday",
  friday: "Friday",
  saturday: "Saturday",
  sunday: "Sunday"
}

export const onboarding = {
  title: "Add a client",
  pageTitle: (client: string, step: string): string => `${client}, ${step}`,
  stepsLabel: "Steps of adding a client",
  steps,
  done: "Done",
  stepDone: "done",
  place: (step: number): string => `Step ${step} of 5`,
  loading: "the onboarding",
  leave: "You can leave and come back. What was confirmed is kept.",
  problems: (count: number): string => `${counted(count, "entry needs", "entries need")} a look`,
  openClient: (name: string): string => `Open ${name}`,
  unfinished: "This client is not set up yet.",
  go: "Continue setup",
  next: "Continue",
  back: "Back to cash accounts",
  busy: "Working",
  client: {
    text: "Name the client as your firm calls it.",
    name: "Client name",
    nameHint: "Shown in your list. It can differ from the name in QuickBooks.",
    nameMissing: "Enter a client name of up to 200 characters.",
    zone: "Time zone",
    zoneHint: "Decides what today is for this client. Set to the zone of your organization.",
    submit: "Continue"
  },
  connect: {
    title: "Connect QuickBooks",
    againTitle: "Reconnect QuickBooks",
    again: "The connection ended. What was confirmed is kept; the same company has to be chosen.",
    reads: "What is read",
    readsText: "Accounts, customers, vendors, invoices, bills, payments and the reports the figures rest on.",
    writes: "What is written",
    writesText: "Nothing by itself. Only what a member of your firm orders, one action at a time.",
    who: "Who signs in",
    whoText: "A company administrator of the QuickBooks company. Others are turned away by Intuit.",
    action: "Connect QuickBooks",
    reconnect: "Reconnect QuickBooks",
    busy: "Opening Intuit",
    leads: "Opens Intuit's page and leads back here. Intuit may ask for an extra check; finish within ten minutes."
  },
  sync: {
    title: "First sync",
    never: "QuickBooks is connected. Nothing has been read yet.",
    start: "Start the first sync",
    again: "Try again",
    waiting: "waiting",
    notRead: "not read",
    finished: "The first sync has ended.",
    partial: (inputs: string): string =>
      `Not read from QuickBooks: ${inputs}. A figure that needs them is left out, never read as zero. You can continue; the next sync reads them again.`
  },
  cash: {
    title: "Which accounts are cash",
    text: "The runway counts these balances. Each account left out is listed with its reason.",
    accounts: "Bank accounts",
    account: "Account",
    balance: "Balance",
    role: "Counts as",
    roleOf: (account: string): string => `${account} counts as`,
    roles,
    restrictedHint: "By its name, its type or an earlier choice.",
    total: "Counted as cash",
    none: "No bank account was found in QuickBooks. The runway stays unavailable until one is there; you can continue.",
    multiCurrency: (currency: string): string =>
      `This company uses several currencies. Figures are in ${currency}; what has no exchange rate is left out with that reason.`,
    otherCurrency: (company: string, client: string): string =>
      `QuickBooks keeps these books in ${company}, this client is set up in ${client}. Balances in ${company} are left out for want of an exchange rate.`,
    payroll: "Next payroll, optional",
    payrollText: "With both, the digest shows whether cash covers this payroll after the bills due before it.",
    date: "Payroll date",
    dateHint: "Today or later.",
    dateMissing: "Enter the date of the next payroll, today or later, or leave both empty.",
    amount: (currency: string): string => `Payroll amount, ${currency}`,
    amountHint: "The whole amount that leaves the bank, such as 22,000.00.",
    amountMissing: "Enter the payroll amount as a number above zero, or leave both empty.",
    submit: "Confirm accounts",
    changed: "The bank accounts in QuickBooks changed, or the date has passed. Look at the list again."
  },
  digest: {
    title: "Digest and bands",
    text: "When the weekly digest of this client is due, and where its bands begin.",
    day: "Digest day",
    dayHint: "In the client's time zone.",
    days,
    hour: "Digest hour",
    hourHint: "The hour it is due.",
    hourText: (hour: number): string => `${String(hour).padStart(2, "0")}:00`,
    red: "Red below, days",
    redHint: "Runway shorter than this is red.",
    yellow: "Yellow below, days",
    yellowHint: "Runway shorter than this is yellow, longer is green.",
    critical: "Critical below, days",
    criticalHint: "Red and marked critical.",
    bandsMissing: "Enter whole days from 0 to 350: critical at most red, red below yellow.",
    submit: "Save and finish"
  },
  finish: {
    title: (client: string): string => `${client} is set up`,
    took: (minutes: number, seconds: number): string =>
      minutes === 0 ? `Took ${counted(seconds, "second", "seconds")}.` : `Took ${minutes} min ${seconds} s.`,
    open: "Open the digest",
    another: "Add another client"
  }
} as const
