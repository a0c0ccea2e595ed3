-- The other item that an item names beside its parent: so a deletion finds the items that name the deleted one. All of this
-- script up to the index can be done again: a filled database is migrated in steps.
ALTER TABLE item ADD COLUMN IF NOT EXISTS link_uid uuid;

INSERT INTO schema_served (version, oldest) VALUES (17, 10) ON CONFLICT DO NOTHING;

CREATE INDEX item_by_link ON item (tenant_id, space_id, type, link_uid) WHERE link_uid IS NOT NULL;
