-- The indexes of what is filed. A query can use one only if it states its condition, so which one serves does not depend
-- on statistics.
CREATE INDEX item_by_status ON item (tenant_id, space_id, type, status, seq) WHERE status IS NOT NULL;
CREATE INDEX item_by_priority ON item (tenant_id, space_id, type, priority, seq) WHERE priority IS NOT NULL;
CREATE INDEX item_by_done ON item (tenant_id, space_id, type, is_done, seq) WHERE is_done IS NOT NULL;
CREATE INDEX item_by_parent_order ON item (tenant_id, space_id, type, parent_uid, seq) WHERE parent_uid IS NOT NULL;
CREATE INDEX item_by_due ON item (tenant_id, space_id, type, due_at, seq) WHERE due_at IS NOT NULL;
CREATE INDEX item_by_title ON item (tenant_id, space_id, type, title_key, seq) WHERE title_key IS NOT NULL;
CREATE INDEX item_by_creation ON item (tenant_id, space_id, type, created_at_ms, seq) WHERE created_at_ms IS NOT NULL;
CREATE INDEX item_by_update ON item (tenant_id, space_id, type, updated_at_ms, seq) WHERE updated_at_ms < 9223372036854775807;
DROP INDEX item_by_parent;
