/** Where a key or a command is of use; the overlay is grouped by it. */
export type CommandPlace = "everywhere" | "list" | "client" | "hygiene"

interface Command {
  readonly place: CommandPlace
  /** As `KeyboardEvent.key` has it; "mod+k" is Ctrl or Command with it. None: in the palette alone. */
  readonly keys: ReadonlyArray<string>
  /** Bound by the list itself, to the row in focus; not offered by the palette. */
  readonly row?: true
}

/** Every key of the app, once: what binds keys, the overlay and the palette read this table. The words stand in the catalogue. */
export const commands = {
  palette: { place: "everywhere", keys: ["mod+k"] },
  help: { place: "everywhere", keys: ["?"] },
  search: { place: "everywhere", keys: ["/"] },
  listMode: { place: "everywhere", keys: ["l"] },
  rowHeight: { place: "everywhere", keys: [] },
  theme: { place: "everywhere", keys: [] },
  signOut: { place: "everywhere", keys: [] },
  moveDown: { place: "list", keys: ["ArrowDown"], row: true },
  moveUp: { place: "list", keys: ["ArrowUp"], row: true },
  open: { place: "list", keys: ["Enter"], row: true },
  why: { place: "list", keys: ["w"], row: true },
  reviewRow: { place: "list", keys: ["r"], row: true },
  addClient: { place: "list", keys: [] },
  exportList: { place: "list", keys: [] },
  saveView: { place: "list", keys: [] },
  toDigest: { place: "client", keys: ["d"] },
  toHygiene: { place: "client", keys: ["h"] },
  whyRunway: { place: "client", keys: ["w"] },
  next: { place: "client", keys: ["]"] },
  previous: { place: "client", keys: ["["] },
  review: { place: "client", keys: ["r"] },
  summary: { place: "client", keys: ["s"] },
  toList: { place: "client", keys: ["u"] },
  issueDown: { place: "hygiene", keys: ["j", "ArrowDown"], row: true },
  issueUp: { place: "hygiene", keys: ["k", "ArrowUp"], row: true },
  issueSelect: { place: "hygiene", keys: ["x"], row: true },
  issueFix: { place: "hygiene", keys: ["e"], row: true },
  issueReview: { place: "hygiene", keys: ["r"], row: true },
  issueOpen: { place: "hygiene", keys: ["o"], row: true }
} as const satisfies Readonly<Record<string, Command>>

export type CommandId = keyof typeof commands

export const commandIds = Object.keys(commands).filter((id): id is CommandId => id in commands)

export const commandOf = (id: CommandId): Command => commands[id]

/** AltGr writes brackets on many keyboards; any other modifier means another key. */
const isPlain = (event: KeyboardEvent): boolean =>
  event.getModifierState("AltGraph") || !(event.metaKey || event.ctrlKey || event.altKey)

/** Whether an event is a key of a command, with the modifier it asks for and no other. */
export const isKeyOf = (event: KeyboardEvent, id: CommandId): boolean =>
  commandOf(id).keys.some((key) =>
    key.startsWith("mod+")
      ? (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key.slice(4)
      : event.key === key && isPlain(event)
  )

/** Keys without a modifier can be switched off, and never act while a person types. */
export const isSingle = (id: CommandId): boolean => commandOf(id).keys.every((key) => !key.startsWith("mod+"))
