-- Accounts that their users have ended. The row says what is to be done still, so that any server goes on with it, and which
-- tokens are of before: they open nothing any more. What is finished names nobody.
CREATE TABLE ended_account (
  tenant_id text COLLATE "C" NOT NULL,
  user_id uuid NOT NULL,
  subject text,
  request text NOT NULL,
  ended_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  space_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  seq bigint NOT NULL DEFAULT 0,
  renamed bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ended_account_by_change ON ended_account (changed_at);
ALTER TABLE ended_account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY inside_tenant ON ended_account TO toolbridge_server
  USING (tenant_id = NULLIF(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant', true), ''));
CREATE POLICY across_tenants ON ended_account TO toolbridge_maintenance USING (true) WITH CHECK (true);
GRANT SELECT ON ended_account TO toolbridge_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ended_account TO toolbridge_maintenance;
GRANT SELECT, DELETE ON console_session TO toolbridge_maintenance;

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- Ends what opens an account: keys, sessions of the console, and what is remembered of the user. Says how many keys and
-- sessions there were.
CREATE FUNCTION close_account(who uuid, OUT keys bigint, OUT sessions bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
BEGIN
  SELECT count(*) INTO keys FROM api_key k
  WHERE k.tenant_id = tenant AND k.user_id = who AND k.revoked_at IS NULL AND k.expires_at > now();
  DELETE FROM api_key k WHERE k.tenant_id = tenant AND k.user_id = who;
  DELETE FROM console_session s WHERE s.user_id = who;
  GET DIAGNOSTICS sessions = ROW_COUNT;
  DELETE FROM user_profile p WHERE p.tenant_id = tenant AND p.user_id = who;
  DELETE FROM known_client c WHERE c.tenant_id = tenant AND c.user_id = who;
END
$$;

-- Begins the end of an account, in the transaction's tenant.
CREATE FUNCTION end_account(who uuid, named text, asked text, OUT ended timestamptz, OUT keys bigint, OUT sessions bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO ended_account AS a (tenant_id, user_id, subject, request, ended_at)
  VALUES (NULLIF(current_setting('app.tenant', true), ''), who, named, asked, clock_timestamp())
  ON CONFLICT (tenant_id, user_id) DO UPDATE SET subject = excluded.subject, request = excluded.request,
    ended_at = excluded.ended_at, changed_at = clock_timestamp(), finished_at = NULL, space_id = DEFAULT, seq = 0,
    renamed = 0
  RETURNING a.ended_at INTO ended;
  SELECT closed.keys, closed.sessions INTO keys, sessions FROM close_account(who) closed;
END
$$;

-- The accounts that ended or were finished after a moment, those of the last 30 days at most: in order, a part at a time.
CREATE FUNCTION ended_accounts(since timestamptz)
RETURNS TABLE (tenant text, who uuid, named text, request text, ended timestamptz, changed timestamptz, is_finished boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_seqscan = off
BEGIN ATOMIC
  SELECT a.tenant_id, a.user_id, a.subject, a.request, a.ended_at, a.changed_at, a.finished_at IS NOT NULL
  FROM ended_account a WHERE a.changed_at > greatest(since, now() - interval '30 days')
  ORDER BY a.changed_at LIMIT 1000;
END;

-- Another name in the facts about an author.
CREATE FUNCTION renamed_author(facts jsonb, former text, latter text) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp
RETURN facts || CASE WHEN facts->>'user' = former THEN jsonb_build_object('user', latter) ELSE '{}' END
  || CASE WHEN facts->>'approved_by' = former THEN jsonb_build_object('approved_by', latter) ELSE '{}' END;

-- Takes the name of an ended account out of a part of the journals of the tenant's shared spaces: each is walked once, in the
-- order of its numbers, the spaces in the order of their ids. What the member item of the user told goes too. Says 'renamed'
-- while there may be more, 'busy' when another server is at it, 'done', or 'nothing' when there is no such account.
CREATE FUNCTION rename_author(who uuid, latter text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
SET enable_sort = off AS $$
DECLARE
  changes_max CONSTANT integer := 1000;
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  account ended_account;
  project uuid;
  through bigint;
  hits bigint;
BEGIN
  SELECT a.* INTO account FROM ended_account a
  WHERE a.tenant_id = tenant AND a.user_id = who AND a.finished_at IS NULL FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM ended_account a
      WHERE a.tenant_id = tenant AND a.user_id = who AND a.finished_at IS NULL) THEN 'busy' ELSE 'nothing' END;
  END IF;
  SELECT s.id INTO project FROM space s
  WHERE s.tenant_id = tenant AND s.id >= account.space_id AND s.destroyed_at IS NULL ORDER BY s.id LIMIT 1;
  IF NOT FOUND THEN
    RETURN 'done';
  END IF;
  IF project <> account.space_id THEN
    account.seq := 0;
  END IF;
  IF account.seq = 0 THEN
    UPDATE space_invitation i SET invited_by = CASE WHEN i.invited_by = account.subject THEN latter ELSE i.invited_by END,
      used_by = CASE WHEN i.used_by = account.subject THEN latter ELSE i.used_by END,
      email = CASE WHEN i.used_by = account.subject THEN NULL ELSE i.email END
    WHERE i.tenant_id = tenant AND i.space_id = project AND (i.invited_by = account.subject OR i.used_by = account.subject);
    UPDATE proposal p SET proposer = renamed_author(p.proposer::jsonb, account.subject, latter)::text,
      closed_by = renamed_author(p.closed_by::jsonb, account.subject, latter)::text
    WHERE p.tenant_id = tenant AND p.space_id = project
      AND (p.proposer::jsonb->>'user' = account.subject OR p.closed_by::jsonb->>'user' = account.subject);
    UPDATE pending_release r SET actor = renamed_author(r.actor, account.subject, latter)
    WHERE r.tenant_id = tenant AND r.space_id = project AND r.actor->>'user' = account.subject;
    UPDATE item_conflict k SET kept_by = renamed_author(k.kept_by::jsonb, account.subject, latter)::text,
      lost_by = renamed_author(k.lost_by::jsonb, account.subject, latter)::text,
      resolved_by = CASE WHEN k.resolved_by = account.subject THEN latter ELSE k.resolved_by END
    WHERE k.tenant_id = tenant AND k.space_id = project AND (k.kept_by::jsonb->>'user' = account.subject
      OR k.lost_by::jsonb->>'user' = account.subject OR k.resolved_by = account.subject);
    UPDATE environment_value v SET set_by = latter
    WHERE v.tenant_id = tenant AND v.space_id = project AND v.set_by = account.subject;
    UPDATE item i SET payload = i.payload - 'name' - 'email' || jsonb_build_object('subject', latter)
    WHERE i.tenant_id = tenant AND i.space_id = project AND i.type = 'member' AND i.uid = who;
    DELETE FROM item_text t WHERE t.tenant_id = tenant AND t.space_id = project AND t.type = 'member' AND t.uid = who
      AND t.seq < 9223372036854775807;
    UPDATE space_head h SET last_wipe_by = latter
    WHERE h.tenant_id = tenant AND h.space_id = project AND h.last_wipe_by = who::text;
  END IF;
  SELECT max(part.seq) INTO through FROM (
    SELECT c.seq FROM change c WHERE c.tenant_id = tenant AND c.space_id = project AND c.seq > 0 AND c.seq > account.seq
    ORDER BY c.seq LIMIT changes_max) part;
  UPDATE change c SET actor = renamed_author(c.actor, account.subject, latter),
    payload = CASE WHEN c.type = 'member' AND c.uid = who
      THEN c.payload - 'name' - 'email' || jsonb_build_object('subject', latter) ELSE c.payload END
  WHERE c.tenant_id = tenant AND c.space_id = project AND c.seq > account.seq AND c.seq <= through
    AND (c.actor->>'user' = account.subject OR c.actor->>'approved_by' = account.subject
      OR c.type = 'member' AND c.uid = who);
  GET DIAGNOSTICS hits = ROW_COUNT;
  IF through IS NULL THEN
    SELECT s.id INTO project FROM space s
    WHERE s.tenant_id = tenant AND s.id > project AND s.destroyed_at IS NULL ORDER BY s.id LIMIT 1;
    IF NOT FOUND THEN
      RETURN 'done';
    END IF;
  END IF;
  UPDATE ended_account a SET space_id = project, seq = COALESCE(through, 0), renamed = a.renamed + hits
  WHERE a.tenant_id = tenant AND a.user_id = who;
  RETURN 'renamed';
END
$$;

-- The last step: the row keeps the time only. Rows of before the last 30 days go. Says how many entries name the other
-- author now; no row when another server was first.
CREATE FUNCTION finish_account(who uuid) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM ended_account WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM ended_account old
    WHERE old.changed_at < now() - interval '30 days' AND old.finished_at IS NOT NULL LIMIT 1000 FOR UPDATE SKIP LOCKED));
  PERFORM FROM close_account(who);
  RETURN QUERY UPDATE ended_account a SET subject = NULL, finished_at = now(), changed_at = clock_timestamp()
    WHERE a.tenant_id = NULLIF(current_setting('app.tenant', true), '') AND a.user_id = who AND a.finished_at IS NULL
    RETURNING a.renamed;
END
$$;

REVOKE EXECUTE ON FUNCTION close_account(uuid), end_account(uuid, text, text), ended_accounts(timestamptz),
  renamed_author(jsonb, text, text), rename_author(uuid, text), finish_account(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_account(uuid, text, text), ended_accounts(timestamptz), rename_author(uuid, text),
  finish_account(uuid) TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- A program of the schema before does not know this table, and would let tokens of before in: it must be replaced first.
INSERT INTO schema_served (version, oldest) VALUES (22, 10);
