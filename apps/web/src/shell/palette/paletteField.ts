/** The look of the field, which stands in two places: while the search is being read, and in it. */
export const paletteFieldClass = "h-9 w-full rounded-control border border-line-control bg-surface px-3 text-14"
