-- The oldest program that each version of the schema serves. A program starts on a schema that is newer than its own only
-- if the row of that schema names it: each migration adds its row, in the statement that CONTRIBUTING.md shows.
--
-- All of this script can be done again: a filled database is migrated in steps, of which it is the first.
CREATE TABLE IF NOT EXISTS schema_served (
  version integer PRIMARY KEY,
  oldest integer NOT NULL CHECK (oldest BETWEEN 1 AND version)
);
GRANT SELECT ON schema_served TO toolbridge_server, toolbridge_maintenance;

INSERT INTO schema_served (version, oldest) VALUES (10, 10) ON CONFLICT DO NOTHING;

-- The live items of each space, and the bytes of their payloads as JSON text: exact after every commit, since the
-- statement that changes items changes the row too, whoever executes it. A writer holds the head of its space anyway, so
-- writers of other spaces do not wait. Items up to `counted_seq` are counted: while the migration counts a filled space,
-- up to the place it has reached, and from then on all.
CREATE TABLE IF NOT EXISTS space_use (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  items bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  counted_seq bigint NOT NULL DEFAULT 9223372036854775807,
  PRIMARY KEY (tenant_id, space_id)
) WITH (fillfactor = 50);
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'space_use'::regclass) THEN
    PERFORM protect('space_use');
  END IF;
END
$$;

-- A space begins with its head, and is counted from then on. Its items may be there before, when a backup is restored.
CREATE OR REPLACE FUNCTION begin_use() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO space_use (tenant_id, space_id) VALUES (NEW.tenant_id, NEW.space_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER use_begins AFTER INSERT ON space_head FOR EACH ROW EXECUTE FUNCTION begin_use();

-- What a wipe marks counts as absent at once. What is written afterwards has higher numbers, and is counted.
CREATE OR REPLACE FUNCTION empty_use() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  UPDATE space_use u SET items = 0, bytes = 0, counted_seq = 9223372036854775807
  WHERE u.tenant_id = NEW.tenant_id AND u.space_id = NEW.space_id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER use_is_emptied AFTER UPDATE OF wiped_seq ON space_head FOR EACH ROW
  WHEN (NEW.wiped_seq > OLD.wiped_seq) EXECUTE FUNCTION empty_use();

-- Only a restore adds items to a space without a head.
CREATE OR REPLACE FUNCTION count_added() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT a.tenant_id, a.space_id, count(*) AS items, sum(octet_length(a.payload::text)) AS bytes
    FROM added a WHERE a.deleted_at_ms IS NULL GROUP BY a.tenant_id, a.space_id
  LOOP
    UPDATE space_use u SET items = u.items + part.items, bytes = u.bytes + part.bytes
    WHERE u.tenant_id = part.tenant_id AND u.space_id = part.space_id AND u.counted_seq = 9223372036854775807;
    IF NOT FOUND THEN
      INSERT INTO space_use (tenant_id, space_id, items, bytes)
      SELECT part.tenant_id, part.space_id, part.items, part.bytes WHERE NOT EXISTS (
        SELECT FROM space_head h WHERE h.tenant_id = part.tenant_id AND h.space_id = part.space_id)
      ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER use_grows AFTER INSERT ON item REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION count_added();

-- An item that is changed gets a number that the migration has not reached, and is counted then.
CREATE OR REPLACE FUNCTION count_changed() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  part record;
BEGIN
  IF NOT EXISTS (SELECT FROM after) THEN
    RETURN NULL;
  END IF;
  FOR part IN
    WITH used AS MATERIALIZED (
      SELECT s.tenant_id, s.space_id, u.counted_seq FROM (SELECT DISTINCT a.tenant_id, a.space_id FROM after a) s
      CROSS JOIN LATERAL (
        SELECT u.counted_seq FROM space_use u WHERE u.tenant_id = s.tenant_id AND u.space_id = s.space_id LIMIT 1) u
    )
    SELECT c.tenant_id, c.space_id, sum(c.items) AS items, sum(c.bytes) AS bytes FROM used u JOIN (
      SELECT a.tenant_id, a.space_id, a.seq, 1 AS items, octet_length(a.payload::text) AS bytes
      FROM after a WHERE a.deleted_at_ms IS NULL
      UNION ALL
      SELECT b.tenant_id, b.space_id, b.seq, -1, -octet_length(b.payload::text)
      FROM before b WHERE b.deleted_at_ms IS NULL
    ) c USING (tenant_id, space_id) WHERE c.seq <= u.counted_seq GROUP BY c.tenant_id, c.space_id
  LOOP
    UPDATE space_use u SET items = u.items + part.items, bytes = u.bytes + part.bytes
    WHERE u.tenant_id = part.tenant_id AND u.space_id = part.space_id;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER use_changes AFTER UPDATE ON item REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION count_changed();

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- The sum over the spaces of the tenant that the transaction names.
CREATE OR REPLACE FUNCTION tenant_use(OUT items bigint, OUT bytes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT coalesce(sum(u.items), 0)::bigint, coalesce(sum(u.bytes), 0)::bigint FROM space_use u
  WHERE u.tenant_id = NULLIF(current_setting('app.tenant', true), '')
$$;

REVOKE EXECUTE ON FUNCTION tenant_use() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_use() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;
