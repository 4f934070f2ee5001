/** One line of the left pane that opens something. */
export const paneLine = "mx-2 grid gap-0.5 rounded-control p-2 text-13 hover:bg-hover aria-[current]:bg-brand-tint"
