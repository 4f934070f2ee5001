/** So many journeys walk side by side, each over a demo of its own: what one of them orders or breaks, no other meets. */
export const workers = 2
