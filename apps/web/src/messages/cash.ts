/** Deciding anew what counts as cash; the form's own words stand in `onboarding.ts`. */
export const cash = {
  title: "Cash accounts and payroll",
  pageTitle: (client: string): string => `${client}, Cash accounts and payroll`,
  sub: "What is decided here counts at once: the runway is computed again, and the change stands in the audit log.",
  loading: "the cash accounts",
  submit: "Save",
  saved: "Saved. The runway was computed again.",
  back: "Back to the digest"
} as const
