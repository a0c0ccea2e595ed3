-- The numbers that spaces have reached, for a server that looks once a second at all spaces that it has streams of.
-- Nothing else of a space is shown across tenants.
GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

CREATE FUNCTION reached(tenants text[], spaces uuid[]) RETURNS TABLE (tenant text, space uuid, epoch integer, seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off
BEGIN ATOMIC
  SELECT head.tenant_id, head.space_id, head.epoch, head.seq
  FROM unnest(tenants, spaces) AS wanted (tenant, space) CROSS JOIN LATERAL (
    SELECT h.tenant_id, h.space_id, h.epoch, h.seq FROM space_head h
    WHERE h.tenant_id = wanted.tenant AND h.space_id = wanted.space LIMIT 1
  ) head;
END;

REVOKE EXECUTE ON FUNCTION reached(text[], uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reached(text[], uuid[]) TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;
