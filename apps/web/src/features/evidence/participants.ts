import type { Participant } from "@beep/evidence/contract/Document"

/** The name as written, the address where there is none. */
export const participantName = (participant: Participant): string =>
  participant.name === "" ? participant.address : participant.name

export const participantNames = (participants: ReadonlyArray<Participant>): string => participants.map(participantName).join(", ")
