import type { Participant } from "@beep/evidence/contract/Document"

type ParticipantValue = typeof Participant.Type

/** The name as written, the address where there is none. */
export const participantName = (participant: ParticipantValue): string => (participant.name === "" ? participant.address : participant.name)

export const participantNames = (participants: ReadonlyArray<ParticipantValue>): string => participants.map(participantName).join(", ")
