import { classes } from "./classes.ts"

export type Band = "red" | "yellow" | "green" | "neutral"

const looks: Readonly<Record<Band, { readonly text: string; readonly shape: string }>> = {
  red: { text: "text-band-red-text", shape: "rounded-[2px] bg-band-red-bar" },
  yellow: { text: "text-band-yellow-text", shape: "shape-triangle bg-band-yellow-bar" },
  green: { text: "text-band-green-text", shape: "rounded-full bg-band-green-bar" },
  neutral: { text: "text-band-neutral-text", shape: "rounded-full border-[1.5px] border-band-neutral-bar" }
}

/** A band is a word and a shape (square, triangle, disc, ring); its colour comes third. */
export const BandLabel = ({
  band,
  word,
  className
}: {
  readonly band: Band
  readonly word: string
  readonly className?: string
}) => (
  <span className={classes("inline-flex items-center gap-1.5 font-medium whitespace-nowrap", looks[band].text, className)}>
    <span aria-hidden="true" data-shape={band} className={classes("size-2 shrink-0", looks[band].shape)} />
    {word}
  </span>
)
