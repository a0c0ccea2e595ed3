-- Webhooks of shared spaces: each follows the journal of its space by a place of its own, and a role of its own reads the
-- journals for all of them.
--
-- All locks are taken at once, or the migration gives way and tries again.
LOCK TABLE space_head, change, space IN SHARE UPDATE EXCLUSIVE MODE;
SET LOCAL lock_timeout = '50ms';
LOCK TABLE space_head, change, space IN ACCESS EXCLUSIVE MODE;

DO $$
BEGIN
  BEGIN
    CREATE ROLE toolbridge_webhooks NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster made it
  END;
  EXECUTE format('GRANT toolbridge_webhooks TO %I WITH SET TRUE, INHERIT FALSE', current_user);
END
$$;
GRANT USAGE ON SCHEMA public TO toolbridge_webhooks;

-- A subscription. What signs is sealed: no program of the database can sign with it. `cursor_seq` is the number up to which
-- the journal was seen, `last_seq` that of the last event. One server at a time, the holder of the lease, delivers.
CREATE TABLE webhook (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  id uuid NOT NULL,
  callback_url text NOT NULL,
  events text[] COLLATE "C" NOT NULL,
  is_active boolean NOT NULL,
  off_reason text COLLATE "C",
  secret bytea NOT NULL,
  rotation integer NOT NULL DEFAULT 1,
  former_secret bytea,
  rotated_at timestamptz NOT NULL DEFAULT now(),
  cursor_seq bigint NOT NULL,
  last_seq bigint NOT NULL DEFAULT 0,
  failing_since timestamptz,
  next_attempt_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  lease_holder uuid,
  lease_until timestamptz,
  PRIMARY KEY (tenant_id, space_id, id)
) WITH (fillfactor = 50);
CREATE INDEX webhook_by_attempt ON webhook (next_attempt_at) WHERE next_attempt_at IS NOT NULL AND is_active;
CREATE INDEX webhook_by_lease ON webhook (lease_until) WHERE lease_holder IS NOT NULL;

-- What became of each event, for 30 days. A test has the number 0 and is about no item.
CREATE TABLE webhook_delivery (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  prev_seq bigint NOT NULL,
  event text COLLATE "C" NOT NULL,
  type text COLLATE "C",
  uid uuid,
  version bigint,
  status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  response_status integer,
  failure text COLLATE "C",
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, space_id, webhook_id, id)
);
CREATE INDEX webhook_delivery_by_time ON webhook_delivery (tenant_id, space_id, webhook_id, created_at, id)
  WHERE seq >= 0;
CREATE INDEX webhook_delivery_pending ON webhook_delivery (tenant_id, space_id, webhook_id, next_attempt_at)
  WHERE status = 'pending';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (tenant_id, space_id, webhook_id, created_at, id)
  WHERE status = 'dead';

-- The index of the sweep, which goes across tenants.
CREATE INDEX webhook_delivery_by_age ON webhook_delivery (created_at);

SELECT protect('webhook'), protect('webhook_delivery');

CREATE POLICY for_webhooks ON webhook TO toolbridge_webhooks USING (true) WITH CHECK (true);
CREATE POLICY for_webhooks ON webhook_delivery TO toolbridge_webhooks USING (true) WITH CHECK (true);
CREATE POLICY for_webhooks ON space_head FOR SELECT TO toolbridge_webhooks USING (true);
CREATE POLICY for_webhooks ON change FOR SELECT TO toolbridge_webhooks USING (true);
CREATE POLICY for_webhooks ON space FOR SELECT TO toolbridge_webhooks USING (true);
GRANT SELECT, UPDATE ON webhook TO toolbridge_webhooks;
GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO toolbridge_webhooks;
GRANT SELECT ON space_head, change, space TO toolbridge_webhooks;

GRANT CREATE ON SCHEMA public TO toolbridge_webhooks, toolbridge_maintenance;
SET LOCAL ROLE toolbridge_webhooks;

-- The functions without settings are bound to what they name, and run under the settings of those that call them.
--
-- The names of a change's event, the most telling first. `former` is the status of the version before.
CREATE FUNCTION webhook_names(kind text, version bigint, payload jsonb, former text) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN payload #>> '{sync,isDeleted}' IS NOT DISTINCT FROM 'true'
    THEN ARRAY[CASE kind WHEN 'environment_variable' THEN 'env' ELSE kind END || '.deleted']
  ELSE CASE WHEN kind = 'milestone' AND payload ->> 'status' = 'completed' AND former IS DISTINCT FROM 'completed'
      THEN ARRAY['milestone.completed'] ELSE ARRAY[]::text[] END
    || ARRAY[CASE kind WHEN 'environment_variable' THEN 'env' ELSE kind END
      || CASE WHEN version = 1 THEN '.created' ELSE '.updated' END]
  END;

-- The first of the names that a subscription asks for; null if it asks for none.
CREATE FUNCTION webhook_match(events text[], names text[]) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN (SELECT given.name FROM unnest(names) WITH ORDINALITY given (name, place)
  WHERE given.name = ANY (events) OR '*' = ANY (events) OR split_part(given.name, '.', 1) || '.*' = ANY (events)
  ORDER BY given.place LIMIT 1);

-- The events of a subscription in a part of its journal, in order: of `changes_max` changes after a number, up to another.
CREATE FUNCTION webhook_events(one webhook, after_seq bigint, upto_seq bigint, changes_max integer)
RETURNS TABLE (seq bigint, event text, type text, uid uuid, version bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT named.seq, named.event, named.type, named.uid, named.version
  FROM (
    SELECT c.seq, c.type, c.uid, c.version, webhook_match(one.events, webhook_names(c.type, c.version, c.payload,
      CASE WHEN c.type = 'milestone' AND c.payload ->> 'status' = 'completed' THEN (
        SELECT former.payload ->> 'status' FROM change former WHERE former.tenant_id = one.tenant_id
          AND former.space_id = one.space_id AND former.type = c.type AND former.uid = c.uid
          AND former.version = c.version - 1 LIMIT 1) END)) AS event
    FROM (
      SELECT * FROM change part WHERE part.tenant_id = one.tenant_id AND part.space_id = one.space_id
        AND part.seq > 0 AND part.seq > after_seq AND part.seq <= upto_seq ORDER BY part.seq LIMIT changes_max
    ) c WHERE c.type <> 'space'
  ) named WHERE named.event IS NOT NULL ORDER BY named.seq;
END;

-- Tells if a subscription that fails waits with so many deliveries that its new events stay in the journal.
CREATE FUNCTION webhook_is_full(one webhook) RETURNS boolean
LANGUAGE sql STABLE
RETURN one.failing_since IS NOT NULL AND (
  SELECT count(*) FROM (
    SELECT FROM webhook_delivery d WHERE d.tenant_id = one.tenant_id AND d.space_id = one.space_id
      AND d.webhook_id = one.id AND d.status = 'pending' AND d.attempts > 0 LIMIT 1000) waiting) >= 1000;

CREATE FUNCTION webhook_has_work(one webhook) RETURNS boolean
LANGUAGE sql STABLE
RETURN one.is_active AND (
  coalesce(one.next_attempt_at <= now(), false)
  OR (EXISTS (SELECT FROM space_head h WHERE h.tenant_id = one.tenant_id AND h.space_id = one.space_id
      AND h.seq > one.cursor_seq) AND NOT webhook_is_full(one)))
  AND EXISTS (SELECT FROM space s WHERE s.tenant_id = one.tenant_id AND s.id = one.space_id AND s.deleted_at IS NULL);

-- Leases the subscriptions of some spaces that have work and no holder. The rows are locked first: what another server has
-- just released is seen, and what it releases later is seen by it.
CREATE FUNCTION webhook_lease(holder uuid, tenants text[], spaces uuid[])
RETURNS TABLE (tenant text, space uuid, id uuid)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM webhook w JOIN unnest(tenants, spaces) AS wanted (tenant, space)
    ON w.tenant_id = wanted.tenant AND w.space_id = wanted.space
  WHERE w.is_active ORDER BY w.tenant_id, w.space_id, w.id FOR NO KEY UPDATE OF w;
  RETURN QUERY UPDATE webhook w SET lease_holder = holder, lease_until = now() + interval '10 seconds'
  FROM unnest(tenants, spaces) AS wanted (tenant, space)
  WHERE w.tenant_id = wanted.tenant AND w.space_id = wanted.space
    AND (w.lease_holder IS NULL OR w.lease_until < now()) AND webhook_has_work(w)
  RETURNING w.tenant_id, w.space_id, w.id;
END
$$;

-- The spaces of subscriptions whose next attempt is due, or whose holder has died.
CREATE FUNCTION webhook_due() RETURNS TABLE (tenant text, space uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off
BEGIN ATOMIC
  SELECT DISTINCT found.tenant_id, found.space_id FROM (
    (SELECT w.tenant_id, w.space_id FROM webhook w
     WHERE w.next_attempt_at <= now() AND w.next_attempt_at IS NOT NULL AND w.is_active
       AND (w.lease_holder IS NULL OR w.lease_until < now())
       AND EXISTS (SELECT FROM space s WHERE s.tenant_id = w.tenant_id AND s.id = w.space_id AND s.deleted_at IS NULL)
     ORDER BY w.next_attempt_at LIMIT 500)
    UNION ALL
    (SELECT w.tenant_id, w.space_id FROM webhook w
     WHERE w.lease_until < now() AND w.lease_holder IS NOT NULL AND w.is_active
     ORDER BY w.lease_until LIMIT 500)
  ) found;
END;

-- A part of the walk through all subscriptions, after a place, with those that have work.
CREATE FUNCTION webhook_walk(after_tenant text, after_space uuid, after_id uuid)
RETURNS TABLE (tenant text, space uuid, id uuid, has_work boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT w.tenant_id, w.space_id, w.id, webhook_has_work(w) FROM webhook w
  WHERE (w.tenant_id, w.space_id, w.id) > (after_tenant, after_space, after_id)
  ORDER BY w.tenant_id, w.space_id, w.id LIMIT 500;
END
$$;

-- Keeps the leases of the subscriptions that their holder is at.
CREATE FUNCTION webhook_renew(holder uuid, ids uuid[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  renewed bigint;
BEGIN
  UPDATE webhook w SET lease_until = now() + interval '10 seconds'
  WHERE w.lease_holder IS NOT NULL AND w.lease_holder = holder AND w.id = ANY (ids);
  GET DIAGNOSTICS renewed = ROW_COUNT;
  RETURN renewed;
END
$$;

-- What its holder needs of a subscription; no row when the lease is lost or the subscription is switched off.
CREATE FUNCTION webhook_held(holder uuid, in_tenant text, in_space uuid, hook uuid)
RETURNS TABLE (callback_url text, rotation integer, secret bytea, former_secret bytea, is_failing boolean, project bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off
BEGIN ATOMIC
  SELECT w.callback_url, w.rotation, w.secret,
    CASE WHEN w.rotated_at > now() - interval '24 hours' THEN w.former_secret END, w.failing_since IS NOT NULL, s.number
  FROM webhook w JOIN space s ON s.tenant_id = w.tenant_id AND s.id = w.space_id AND s.deleted_at IS NULL
  WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook AND w.lease_holder = holder AND w.is_active;
END;

-- The deliveries that are due, and the next events of the journal, with what they tell as far as it is kept and not too
-- large. Changes that the subscription does not ask for are passed over here.
CREATE FUNCTION webhook_work(holder uuid, in_tenant text, in_space uuid, hook uuid, retries_max integer, events_max integer)
RETURNS TABLE (delivery uuid, seq bigint, prev_seq bigint, event text, type text, uid uuid, version bigint,
  attempts integer, operation text, at timestamptz, actor text, payload text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  changes_max CONSTANT integer := 500;
  parts_max CONSTANT integer := 20;
  payload_bytes_max CONSTANT integer := 20480;
  one webhook;
  head space_head;
  part record;
  place bigint;
BEGIN
  SELECT w.* INTO one FROM webhook w WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook
    AND w.lease_holder = holder AND w.is_active FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT h.* INTO head FROM space_head h WHERE h.tenant_id = in_tenant AND h.space_id = in_space;
  RETURN QUERY SELECT d.id, d.seq, d.prev_seq, d.event, d.type, d.uid, d.version, d.attempts, c.operation,
      coalesce(c.at, d.created_at), c.actor::text,
      CASE WHEN octet_length(c.payload::text) <= payload_bytes_max THEN c.payload::text END
    FROM (
      SELECT * FROM webhook_delivery due WHERE due.tenant_id = in_tenant AND due.space_id = in_space
        AND due.webhook_id = hook AND due.status = 'pending' AND due.next_attempt_at <= now()
      ORDER BY due.next_attempt_at LIMIT retries_max
    ) d LEFT JOIN LATERAL (
      SELECT * FROM change told WHERE told.tenant_id = in_tenant AND told.space_id = in_space AND told.seq > 0
        AND told.seq = d.seq AND told.seq > head.wiped_seq LIMIT 1
    ) c ON true ORDER BY d.seq;
  IF NOT FOUND THEN
    UPDATE webhook w SET next_attempt_at = (
      SELECT min(d.next_attempt_at) FROM webhook_delivery d WHERE d.tenant_id = in_tenant AND d.space_id = in_space
        AND d.webhook_id = hook AND d.status = 'pending')
    WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook AND w.next_attempt_at <= now();
  END IF;
  IF webhook_is_full(one) THEN
    RETURN;
  END IF;
  IF head.wiped_seq > one.cursor_seq THEN
    one.cursor_seq := head.wiped_seq;
    UPDATE webhook w SET cursor_seq = one.cursor_seq
    WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook;
  END IF;
  FOR passed IN 1 .. parts_max LOOP
    place := one.cursor_seq;
    EXIT WHEN place >= head.seq;
    RETURN QUERY SELECT NULL::uuid, e.seq, coalesce(lag(e.seq) OVER (ORDER BY e.seq), one.last_seq), e.event, e.type, e.uid,
        e.version, 0, c.operation, c.at, c.actor::text,
        CASE WHEN octet_length(c.payload::text) <= payload_bytes_max THEN c.payload::text END
      FROM (
        SELECT * FROM webhook_events(one, place, head.seq, changes_max) found ORDER BY found.seq LIMIT events_max
      ) e CROSS JOIN LATERAL (
        SELECT * FROM change told WHERE told.tenant_id = in_tenant AND told.space_id = in_space AND told.seq > 0
          AND told.seq = e.seq LIMIT 1
      ) c ORDER BY e.seq;
    EXIT WHEN FOUND;
    SELECT count(*) AS changes, max(c.seq) AS seq INTO part FROM (
      SELECT seen.seq FROM change seen WHERE seen.tenant_id = in_tenant AND seen.space_id = in_space AND seen.seq > 0
        AND seen.seq > place AND seen.seq <= head.seq ORDER BY seen.seq LIMIT changes_max) c;
    one.cursor_seq := CASE WHEN part.changes = changes_max THEN part.seq ELSE head.seq END;
    UPDATE webhook w SET cursor_seq = one.cursor_seq
    WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook;
  END LOOP;
END
$$;

-- Keeps what became of some attempts, and the place after the new events among them. Says `lost` when the lease is, and a
-- reason when the subscription is switched off by it: `gone` after a 410, `failing` after five days without a success.
-- What waits is due at once when a receiver is back that was away for some minutes.
CREATE FUNCTION webhook_record(holder uuid, in_tenant text, in_space uuid, hook uuid, outcomes jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  one webhook;
  said record;
  reason text;
BEGIN
  SELECT w.* INTO one FROM webhook w WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook
    AND w.lease_holder = holder FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 'lost';
  END IF;
  INSERT INTO webhook_delivery AS d (tenant_id, space_id, webhook_id, id, seq, prev_seq, event, type, uid, version, status,
    attempts, next_attempt_at, last_attempt_at, response_status, failure)
  SELECT in_tenant, in_space, hook, o.id, o.seq, o.prev_seq, o.event, o.type, o.uid, o.version, o.status, o.attempts,
    now() + o.delay_ms * interval '1 millisecond', now(), o.response_status, o.failure
  FROM jsonb_to_recordset(outcomes) AS o (id uuid, seq bigint, prev_seq bigint, event text, type text, uid uuid,
    version bigint, status text, attempts integer, delay_ms bigint, response_status integer, failure text)
  ON CONFLICT (tenant_id, space_id, webhook_id, id) DO UPDATE SET status = excluded.status, attempts = excluded.attempts,
    next_attempt_at = excluded.next_attempt_at, last_attempt_at = excluded.last_attempt_at,
    response_status = excluded.response_status, failure = excluded.failure;
  SELECT coalesce(bool_or(o.status = 'delivered'), false) AS has_success,
    coalesce(bool_or(o.response_status = 410), false) AS is_gone,
    coalesce(max(o.seq) FILTER (WHERE o.is_new), 0) AS seq
  INTO said FROM jsonb_to_recordset(outcomes) AS o (status text, response_status integer, seq bigint, is_new boolean);
  IF said.has_success AND one.failing_since < now() - interval '5 minutes' THEN
    UPDATE webhook_delivery d SET next_attempt_at = now() WHERE d.tenant_id = in_tenant AND d.space_id = in_space
      AND d.webhook_id = hook AND d.status = 'pending' AND d.next_attempt_at > now();
  END IF;
  reason := CASE WHEN said.is_gone THEN 'gone'
    WHEN NOT said.has_success AND one.failing_since < now() - interval '5 days' THEN 'failing' END;
  UPDATE webhook w SET
    cursor_seq = greatest(w.cursor_seq, said.seq),
    last_seq = greatest(w.last_seq, said.seq),
    failing_since = CASE WHEN said.has_success THEN NULL ELSE coalesce(w.failing_since, now()) END,
    next_attempt_at = (
      SELECT min(d.next_attempt_at) FROM webhook_delivery d WHERE d.tenant_id = in_tenant AND d.space_id = in_space
        AND d.webhook_id = hook AND d.status = 'pending'),
    is_active = w.is_active AND reason IS NULL,
    off_reason = CASE WHEN w.is_active THEN reason ELSE w.off_reason END,
    lease_holder = CASE WHEN reason IS NULL THEN w.lease_holder END
  WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook;
  RETURN CASE WHEN one.is_active THEN coalesce(reason, 'kept') ELSE 'kept' END;
END
$$;

-- Switches a subscription off that cannot be signed for.
CREATE FUNCTION webhook_off(holder uuid, in_tenant text, in_space uuid, hook uuid, reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  UPDATE webhook w SET is_active = false, off_reason = reason, lease_holder = NULL
  WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook AND w.lease_holder = holder AND w.is_active;
  RETURN FOUND;
END
$$;

-- Ends a lease unless there is more to do.
CREATE FUNCTION webhook_release(holder uuid, in_tenant text, in_space uuid, hook uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  one webhook;
BEGIN
  SELECT w.* INTO one FROM webhook w WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook
    AND w.lease_holder = holder FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN true;
  END IF;
  UPDATE webhook w SET lease_holder = NULL, lease_until = NULL
  WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook AND NOT webhook_has_work(w);
  RETURN FOUND;
END
$$;

-- Ends all leases of a server that stops.
CREATE FUNCTION webhook_give_back(holder uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  UPDATE webhook w SET lease_holder = NULL, lease_until = NULL WHERE w.lease_holder IS NOT NULL AND w.lease_holder = holder;
  RETURN FOUND;
END
$$;

-- The events of a subscription from a number on that it has had already, for a replay; among 50,000 changes. The last row
-- has the number after which more may follow, or null.
CREATE FUNCTION webhook_replayed(in_tenant text, in_space uuid, hook uuid, from_seq bigint, events_max integer)
RETURNS TABLE (seq bigint, prev_seq bigint, event text, type text, uid uuid, version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  changes_max CONSTANT integer := 50000;
  one webhook;
  head space_head;
  scanned record;
  place bigint;
  last_event bigint;
  events bigint := 0;
BEGIN
  SELECT w.* INTO one FROM webhook w WHERE w.tenant_id = in_tenant AND w.space_id = in_space AND w.id = hook;
  SELECT h.* INTO head FROM space_head h WHERE h.tenant_id = in_tenant AND h.space_id = in_space;
  place := greatest(from_seq - 1, head.wiped_seq);
  SELECT max(d.seq) INTO last_event FROM webhook_delivery d WHERE d.tenant_id = in_tenant AND d.space_id = in_space
    AND d.webhook_id = hook AND d.seq >= 0 AND d.seq <= place;
  last_event := coalesce(last_event, 0);
  FOR seq, event, type, uid, version IN
    SELECT e.seq, e.event, e.type, e.uid, e.version FROM webhook_events(one, place, one.cursor_seq, changes_max) e
    ORDER BY e.seq LIMIT events_max
  LOOP
    prev_seq := last_event;
    last_event := seq;
    events := events + 1;
    RETURN NEXT;
  END LOOP;
  IF events < events_max THEN
    SELECT count(*) AS changes, max(c.seq) AS seq INTO scanned FROM (
      SELECT seen.seq FROM change seen WHERE seen.tenant_id = in_tenant AND seen.space_id = in_space
        AND seen.seq > 0 AND seen.seq > place AND seen.seq <= one.cursor_seq
      ORDER BY seen.seq LIMIT changes_max) c;
    last_event := CASE WHEN scanned.changes = changes_max THEN scanned.seq END;
  END IF;
  seq := CASE WHEN last_event < one.cursor_seq THEN last_event + 1 END;
  prev_seq := NULL;
  event := NULL;
  type := NULL;
  uid := NULL;
  version := NULL;
  RETURN NEXT;
END
$$;

REVOKE EXECUTE ON FUNCTION webhook_names(text, bigint, jsonb, text), webhook_match(text[], text[]),
  webhook_events(webhook, bigint, bigint, integer), webhook_is_full(webhook), webhook_has_work(webhook),
  webhook_lease(uuid, text[], uuid[]), webhook_due(), webhook_walk(text, uuid, uuid), webhook_renew(uuid, uuid[]),
  webhook_held(uuid, text, uuid, uuid), webhook_work(uuid, text, uuid, uuid, integer, integer),
  webhook_record(uuid, text, uuid, uuid, jsonb), webhook_off(uuid, text, uuid, uuid, text),
  webhook_release(uuid, text, uuid, uuid), webhook_give_back(uuid),
  webhook_replayed(text, uuid, uuid, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_lease(uuid, text[], uuid[]), webhook_due(), webhook_walk(text, uuid, uuid),
  webhook_renew(uuid, uuid[]), webhook_held(uuid, text, uuid, uuid),
  webhook_work(uuid, text, uuid, uuid, integer, integer), webhook_record(uuid, text, uuid, uuid, jsonb),
  webhook_off(uuid, text, uuid, uuid, text), webhook_release(uuid, text, uuid, uuid), webhook_give_back(uuid),
  webhook_replayed(text, uuid, uuid, bigint, integer) TO toolbridge_server;
RESET ROLE;

SET LOCAL ROLE toolbridge_maintenance;

-- Deletes what is older than 30 days, a part at a time, and says how much.
CREATE FUNCTION sweep_webhooks() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  swept bigint;
BEGIN
  DELETE FROM webhook_delivery WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM webhook_delivery old WHERE old.created_at < now() - interval '30 days'
    ORDER BY old.created_at LIMIT 1000 FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END
$$;

REVOKE EXECUTE ON FUNCTION sweep_webhooks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_webhooks() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_webhooks, toolbridge_maintenance;

-- The subscriptions of a space end with it.
CREATE FUNCTION forget_webhooks() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM webhook w WHERE w.tenant_id = NEW.tenant_id AND w.space_id = NEW.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER webhooks_are_forgotten AFTER UPDATE OF destroyed_at ON space FOR EACH ROW
  WHEN (NEW.destroyed_at IS NOT NULL AND OLD.destroyed_at IS NULL) EXECUTE FUNCTION forget_webhooks();

-- A program of the schema before does not know these tables, and needs none of them.
INSERT INTO schema_served (version, oldest) VALUES (21, 10);
