-- The question for the members of a space is asked several times in each write, and most transactions name one user. For
-- one, the members are looked at by two keys, in a plan that each session makes once.
GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
-- The use of a space is counted for whoever has changed its items: the change itself was allowed.
ALTER FUNCTION count_added() SECURITY DEFINER;
ALTER FUNCTION count_added() OWNER TO toolbridge_maintenance;
ALTER FUNCTION count_changed() SECURITY DEFINER;
ALTER FUNCTION count_changed() OWNER TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- As `reached_space` was: of several users all must be members, and no user at all reaches personal spaces only.
CREATE FUNCTION reached_by_all(is_writing boolean) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  in_tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  asked CONSTANT uuid := NULLIF(current_setting('app.space', true), '')::uuid;
  users CONSTANT uuid[] := string_to_array(NULLIF(current_setting('app.users', true), ''), ',')::uuid[];
BEGIN
  IF users IS NULL THEN
    RETURN CASE WHEN NOT EXISTS (SELECT FROM space s WHERE s.tenant_id = in_tenant AND s.id = asked) THEN asked END;
  END IF;
  RETURN (
    SELECT s.id FROM space s WHERE s.tenant_id = in_tenant AND s.id = asked AND s.deleted_at IS NULL
      AND cardinality(users) = (
        SELECT count(*) FROM space_member m WHERE m.tenant_id = in_tenant AND m.space_id = asked
          AND m.user_id = ANY (users) AND (NOT is_writing OR m.role <> 'viewer')));
END
$$;
REVOKE EXECUTE ON FUNCTION reached_by_all(boolean) FROM PUBLIC;

-- A text of 36 characters is one id; a planner that looks at another one reads no id. Names in the body are bound now, whatever path a caller has set.
CREATE OR REPLACE FUNCTION reached_space(is_writing boolean) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET enable_seqscan = off
BEGIN ATOMIC
  SELECT CASE length(current_setting('app.users', true)) WHEN 36 THEN (
    SELECT m.space_id FROM space_member m JOIN space s ON s.tenant_id = m.tenant_id AND s.id = m.space_id
    WHERE m.tenant_id = NULLIF(current_setting('app.tenant', true), '')
      AND m.space_id = NULLIF(current_setting('app.space', true), '')::uuid
      AND m.user_id = CASE length(current_setting('app.users', true)) WHEN 36 THEN current_setting('app.users', true)::uuid END
      AND (NOT is_writing OR m.role <> 'viewer') AND s.deleted_at IS NULL
  ) ELSE reached_by_all(is_writing) END;
END;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- Programs of the schemas before ask the same question.
INSERT INTO schema_served (version, oldest) VALUES (27, 10);
