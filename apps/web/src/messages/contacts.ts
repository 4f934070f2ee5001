const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`

/** Words of the addresses a client is known to write from. */
export const contacts = {
  page: (client: string): string => `${client}, Known addresses`,
  back: "Back to the client",
  title: "Known addresses",
  sub: "Mail in which one of these takes part is filed under this client. Mail that is filed already stays where it is.",
  loading: "the known addresses",
  label: "Addresses",
  hint: "One to a line.",
  none: "No address is known for this client",
  noneText: "Mail is filed here by a person until an address is known.",
  count: (count: number): string => plural(count, "address", "addresses"),
  save: "Save addresses",
  saving: "Saving",
  saved: "The known addresses are saved. Mail is filed by them when it is next read.",
  unchanged: "Nothing has changed yet.",
  wrong: (address: string): string => `${address} is not a mail address.`,
  tooMany: (most: number): string => `A client has at most ${most} addresses.`,
  problems: "One field needs a look",
  stale: "Somebody changed these addresses since you opened them. Nothing was saved.",
  reload: "Show what is there now",
  sharedTitle: "Known for another client too",
  shared: (address: string, clients: string): string => `${address} is known for ${clients}.`,
  sharedText: "Mail in which an address of several clients takes part is filed under none of them: it waits in Unfiled mail.",
  keepShared: "Save all the same",
  aClient: "another client",
  undo: "Undo",
  undone: "The known addresses are as they were.",
  notUndone: "The addresses were not put back: they were changed again, or the server did not answer.",
  readOnly: "Your role may see these addresses and not change them."
} as const
