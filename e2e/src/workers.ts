/** So many journeys walk side by side, each over a demo of its own: what one of them orders or breaks, no other meets. One more than the cores: a journey also waits. */
export const workers = 3
