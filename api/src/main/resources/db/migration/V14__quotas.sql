-- The requests and the tool calls of a tenant on a day (UTC). Servers take them in blocks, and give back what they do not
-- use, so no request waits for this table but the first of a block.
CREATE TABLE quota_day (
  tenant_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  quota text COLLATE "C" NOT NULL CHECK (quota IN ('requests_a_day', 'tool_calls_a_day')),
  used bigint NOT NULL CHECK (used >= 0),
  PRIMARY KEY (tenant_id, day, quota)
) WITH (fillfactor = 50);
ALTER TABLE quota_day ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY inside_tenant ON quota_day TO toolbridge_server
  USING (tenant_id = NULLIF(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant', true), ''));
CREATE POLICY across_tenants ON quota_day TO toolbridge_maintenance USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON quota_day TO toolbridge_server, toolbridge_maintenance;

-- Settles what a server has counted beyond its block (or has left of it, as a negative number), then takes a block: as
-- many of the wanted ones as the limit leaves.
CREATE FUNCTION take_of_day(asked text, on_day date, settled bigint, wanted bigint, most bigint,
  OUT used bigint, OUT granted bigint)
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO quota_day AS d (tenant_id, day, quota, used)
  VALUES (NULLIF(current_setting('app.tenant', true), ''), on_day, asked,
    greatest(0, settled) + greatest(0, least(wanted, most - greatest(0, settled))))
  ON CONFLICT (tenant_id, day, quota) DO UPDATE SET used =
    greatest(0, d.used + settled) + greatest(0, least(wanted, most - greatest(0, d.used + settled)))
  RETURNING new.used, new.used - greatest(0, coalesce(old.used, 0) + settled)
$$;
REVOKE EXECUTE ON FUNCTION take_of_day(text, date, bigint, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_of_day(text, date, bigint, bigint, bigint) TO toolbridge_server;

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- Refuses the transaction if it adds to what its tenant stores, and its tenant then stores more than it may. It is the last
-- statement before the commit; the transaction has put the use of its space from before into `app.items_before` and
-- `app.bytes_before`.
--
-- Far from the limits, writers to different spaces commit side by side: all that may be uncommitted then fits into the last
-- fifth, since each adds its part of that at most, and no more of them run than the server has connections. Otherwise one
-- commits after the other, and each sees what those before it have left. The shared lock is given back when the inner block
-- fails, so nobody waits for the other lock while holding it.
CREATE FUNCTION claim_use(items_max bigint, bytes_max bigint, OUT items bigint, OUT bytes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  space CONSTANT uuid := NULLIF(current_setting('app.space', true), '')::uuid;
  writers CONSTANT bigint := current_setting('max_connections')::bigint;
  gate CONSTANT bigint := hashtextextended('quota ' || tenant, 0);
  grown_items bigint;
  grown_bytes bigint;
BEGIN
  SELECT u.items - current_setting('app.items_before')::bigint, u.bytes - current_setting('app.bytes_before')::bigint
  INTO grown_items, grown_bytes FROM space_use u WHERE u.tenant_id = tenant AND u.space_id = space;
  IF coalesce(grown_items, 0) <= 0 AND coalesce(grown_bytes, 0) <= 0 THEN
    SELECT t.items, t.bytes INTO items, bytes FROM tenant_use() t;
    RETURN;
  END IF;
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(gate);
    SELECT t.items, t.bytes INTO items, bytes FROM tenant_use() t;
    IF items > items_max / 5 * 4 OR bytes > bytes_max / 5 * 4
      OR grown_items > items_max / 5 / writers OR grown_bytes > bytes_max / 5 / writers
    THEN
      RAISE EXCEPTION 'near' USING ERRCODE = 'TBQ00';
    END IF;
    RETURN;
  EXCEPTION WHEN SQLSTATE 'TBQ00' THEN NULL;
  END;
  PERFORM pg_advisory_xact_lock(gate);
  SELECT t.items, t.bytes INTO items, bytes FROM tenant_use() t;
  IF grown_items > 0 AND items > items_max THEN
    RAISE EXCEPTION 'quota items % %', items_max, items - grown_items USING ERRCODE = 'TBQ01';
  ELSIF grown_bytes > 0 AND bytes > bytes_max THEN
    RAISE EXCEPTION 'quota bytes % %', bytes_max, bytes - grown_bytes USING ERRCODE = 'TBQ01';
  END IF;
END
$$;

REVOKE EXECUTE ON FUNCTION claim_use(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_use(bigint, bigint) TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- A program of the schemas before does not know these, and needs none of them.
INSERT INTO schema_served (version, oldest) VALUES (14, 10);
