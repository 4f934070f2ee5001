import { ClientId, DocumentId, DocumentVersionId, OrganizationId } from "@beep/kernel/ids"
import { Schema } from "effect"

/** Every statement of this room is bound to one client of one organization, beside the policy of the table. */
export const clientKey = { organizationId: OrganizationId, clientId: ClientId }

export const documentKey = { ...clientKey, documentId: DocumentId }

export const versionKey = { ...documentKey, documentVersionId: DocumentVersionId }

const Uuid = Schema.String.check(Schema.isUUID())

export const RawMessageId = Uuid.pipe(Schema.brand("RawMessageId"))
export const ExtractionId = Uuid.pipe(Schema.brand("ExtractionId"))
export const SenderFlagId = Uuid.pipe(Schema.brand("SenderFlagId"))
export const DocumentSourceId = Uuid.pipe(Schema.brand("DocumentSourceId"))
