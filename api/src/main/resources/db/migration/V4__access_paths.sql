-- Which index a query uses does not depend on statistics any more.
--
-- Statistics are missing in a table that was never analysed, and mislead in one that holds many small spaces and a large
-- one: that a space has one item is then as likely as that a uid has, and the planner may read a whole space to find one
-- item in it. So the primary keys serve the search for an item or a version, and each index that serves an order says so
-- by a condition that holds for every row: only queries that state it, or something that implies it, can use that index.
ALTER TABLE item ADD CONSTRAINT item_is_numbered CHECK (seq > 0 AND version > 0);
ALTER TABLE change ADD CONSTRAINT change_is_numbered CHECK (seq > 0 AND version > 0);

DROP INDEX item_by_type;
CREATE INDEX item_by_type ON item (tenant_id, space_id, type, seq) WHERE seq < 9223372036854775807;

ALTER TABLE item DROP CONSTRAINT item_tenant_id_space_id_seq_key;
CREATE UNIQUE INDEX item_by_seq ON item (tenant_id, space_id, seq) WHERE version > 0;

DROP INDEX change_by_item;
ALTER TABLE change DROP CONSTRAINT change_pkey;
ALTER TABLE change ADD PRIMARY KEY (tenant_id, space_id, type, uid, version);
CREATE UNIQUE INDEX change_by_seq ON change (tenant_id, space_id, seq) WHERE seq > 0;

-- As before, but for what it reads: only what has aged since the floor rose last.
GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;
CREATE OR REPLACE FUNCTION sweep_history(kept interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  changes_max CONSTANT integer := 5000;
  head space_head;
  floor bigint;
BEGIN
  SELECT h.* INTO head FROM space_head h CROSS JOIN LATERAL (
    SELECT c.at FROM change c
    WHERE c.tenant_id = h.tenant_id AND c.space_id = h.space_id AND c.seq > 0 AND c.seq > h.journal_floor
    ORDER BY c.seq LIMIT 1
  ) oldest WHERE oldest.at < now() - kept LIMIT 1 FOR UPDATE OF h SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT max(aged.seq) INTO floor FROM (
    SELECT c.seq, bool_and(c.at < now() - kept) OVER (ORDER BY c.seq) AS is_old FROM (
      SELECT seq, at FROM change WHERE tenant_id = head.tenant_id AND space_id = head.space_id
        AND seq > 0 AND seq > head.journal_floor ORDER BY seq LIMIT changes_max) c
  ) aged WHERE aged.is_old;
  UPDATE space_head SET journal_floor = floor, tombstone_floor = greatest(tombstone_floor, floor)
  WHERE tenant_id = head.tenant_id AND space_id = head.space_id;
  DELETE FROM item WHERE tenant_id = head.tenant_id AND space_id = head.space_id
    AND version > 0 AND seq > head.journal_floor AND seq <= floor AND deleted_at_ms IS NOT NULL;
  DELETE FROM change WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM (
      SELECT DISTINCT type, uid FROM change WHERE tenant_id = head.tenant_id AND space_id = head.space_id
        AND seq > 0 AND seq > head.journal_floor AND seq <= floor
    ) aged CROSS JOIN LATERAL (
      SELECT c.ctid FROM change c WHERE c.tenant_id = head.tenant_id AND c.space_id = head.space_id
        AND c.type = aged.type AND c.uid = aged.uid AND c.seq <= floor AND NOT EXISTS (
          SELECT FROM item i WHERE i.tenant_id = c.tenant_id AND i.space_id = c.space_id
            AND i.type = c.type AND i.uid = c.uid AND i.version = c.version AND i.deleted_at_ms IS NULL)
      OFFSET 0
    ) old));
  RETURN true;
END
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;
