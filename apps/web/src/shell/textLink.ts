/** How a link looks that stands by itself, beside or under what it leads on from. */
export const textLink = "rounded-chip font-medium text-brand-text hover:underline hover:underline-offset-3"
