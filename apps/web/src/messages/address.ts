const day = "should be a day that is written like 2026-11-13."
const moment = "should be a day that is written like 2026-11-13, or an exact time like 2026-11-13T17:00:00Z."
const id = "should be an id, as a link of this app has it."

/** What belongs in a part of an address, by its name; the rest are choices of the page. */
const expected: Readonly<Record<string, string>> = {
  at: day,
  from: moment,
  to: moment,
  row: "should be a record that is written like Invoice:12.",
  weeks: "should be 2 or 3 weeks; the band looks 4 weeks ahead without it.",
  hops: "should be 1, 2 or 3 steps.",
  next: "should be a page of this app.",
  assignedTo: id,
  client: id,
  member: id,
  document: id,
  version: id,
  mention: id,
  entity: id,
  relation: id,
  seed: id,
  issue: id,
  key: id
}

/** An address whose part after the question mark cannot be read. */
export const address = {
  title: "This address cannot be read",
  text: "Nothing is shown in its place, so that no other figure is taken for the one you asked for.",
  expected: (name: string): string => expected[name] ?? "is not a choice of this page.",
  without: "Open the page without it",
  toClients: "All clients"
} as const
