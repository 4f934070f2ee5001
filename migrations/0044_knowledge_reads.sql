-- Indexes for reads of a graph at ten thousand documents: which runs of a client stand, and what an entity rests on, without a look at the rows.
-- owner: evidence

create index extraction_client_standing on knowledge.extraction (organization_id, client_id, id) where state = 'completed';

drop index knowledge.mention_entity;
create index mention_entity on knowledge.mention (organization_id, client_id, entity_id) include (extraction_id, document_version_id, stated_at);

-- Nobody asks for the spans of a run: they are found by document, entity or relation.
drop index knowledge.mention_extraction;
drop index knowledge.relation_evidence_extraction;
