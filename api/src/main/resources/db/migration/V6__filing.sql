-- Filing: the fields that filters and orders ask for most, in columns that indexes can serve. Under row-level security no
-- index serves an expression on the payload, since its operators are not leakproof; those of these columns are.
--
-- All locks are taken at once, or the migration gives way and tries again. New columns are empty and take no time; the
-- next migration fills them.
LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE;
SET LOCAL lock_timeout = '50ms';
LOCK TABLE item IN ACCESS EXCLUSIVE MODE;

-- `filed_seq` is the number of the change that the columns were made from: another one than `seq` says that they are old.
ALTER TABLE item
  ADD COLUMN status text COLLATE "C",
  ADD COLUMN priority text COLLATE "C",
  ADD COLUMN is_done boolean,
  ADD COLUMN due_at timestamptz,
  ADD COLUMN due_day date,
  ADD COLUMN title_key text COLLATE "und-x-icu",
  ADD COLUMN created_at_ms bigint,
  ADD COLUMN filed_seq bigint;

-- The tags of items. A row of an older number than its item's counts as absent, and so does one without an item.
CREATE TABLE item_tag (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  uid uuid NOT NULL,
  PRIMARY KEY (tenant_id, space_id, type, tag, seq)
);
SELECT protect('item_tag');

-- The member of a payload at a path, as a value of one kind: null when it is missing, JSON null or of another kind.
CREATE FUNCTION payload_value(payload jsonb, path text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NULLIF(payload #> path, 'null'::jsonb);

CREATE FUNCTION payload_text(payload jsonb, path text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(payload #> path) = 'string' THEN payload #>> path END;

CREATE FUNCTION payload_number(payload jsonb, path text[]) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(payload #> path) = 'number' THEN (payload #> path)::numeric END;

CREATE FUNCTION payload_flag(payload jsonb, path text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(payload #> path) = 'boolean' THEN (payload #> path)::boolean END;

-- The texts and numbers of an array, as texts.
CREATE FUNCTION payload_texts(payload jsonb, path text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(payload #> path) = 'array' THEN ARRAY(
  SELECT entry #>> '{}' FROM jsonb_array_elements(payload #> path) entry WHERE jsonb_typeof(entry) IN ('string', 'number')
) END;

-- A part of a payload: the members at these paths, which are arrays of JSON, under these names. What is missing stays so.
CREATE FUNCTION payload_part(payload jsonb, names text[], paths text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}') FROM (
    SELECT wanted.name, payload #> ARRAY(SELECT jsonb_array_elements_text(wanted.path::jsonb)) AS value
    FROM unnest(names, paths) AS wanted (name, path)
  ) part WHERE part.value IS NOT NULL);

-- A date, or an instant of RFC 3339; any other text is none.
CREATE FUNCTION day_of(written text) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN written ~ '^\d{4}-\d\d-\d\d$' AND pg_input_is_valid(written, 'date') THEN written::date END;

CREATE FUNCTION instant_of(written text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN written ~ '^\d{4}-\d\d-\d\d[Tt]\d\d:[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d\d:[0-5]\d)$'
  AND pg_input_is_valid(written, 'timestamptz') THEN written::timestamptz END;

-- The columns of a payload. Texts are cut to what an index can hold. In an order of times, a day counts as its midnight in
-- UTC.
CREATE FUNCTION filed(payload jsonb)
RETURNS TABLE (status text, priority text, is_done boolean, due_at timestamptz, due_day date, title_key text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT left(payload_text(payload, '{status}'), 100), left(payload_text(payload, '{priority}'), 100),
    payload_flag(payload, '{done}'),
    CASE WHEN payload ? 'dueDate' THEN coalesce(instant_of(payload_text(payload, '{dueDate}')),
      day_of(payload_text(payload, '{dueDate}'))::timestamp AT TIME ZONE 'UTC') END,
    CASE WHEN payload ? 'dueDate' THEN day_of(payload_text(payload, '{dueDate}')) END,
    left(payload_text(payload, '{title}'), 200);
END;

-- The tags of a payload, cut likewise. An item of very many tags is filed under the empty one, where every search for a tag
-- looks as well.
CREATE FUNCTION filed_tags(payload jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN jsonb_typeof(payload -> 'tags') IS DISTINCT FROM 'array' THEN '{}'
  WHEN jsonb_array_length(payload -> 'tags') > 256 THEN ARRAY['']
  ELSE ARRAY(SELECT DISTINCT left(tag, 200) FROM jsonb_array_elements_text(payload -> 'tags') tag WHERE tag IS NOT NULL)
END;

-- Deletes the tags of an item of the space that the transaction names, as they were filed at a number.
CREATE FUNCTION untag(of_type text, old_seq bigint, old_tags text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM item_tag t WHERE t.tenant_id = NULLIF(current_setting('app.tenant', true), '')
    AND t.space_id = NULLIF(current_setting('app.space', true), '')::uuid
    AND t.type = of_type AND t.tag = ANY (old_tags) AND t.seq = old_seq;
END
$$;

-- Files what was written without: by servers of the release before, by restores, and by the next migration.
CREATE FUNCTION file_item() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  SELECT f.status, f.priority, f.is_done, f.due_at, f.due_day, f.title_key
  INTO NEW.status, NEW.priority, NEW.is_done, NEW.due_at, NEW.due_day, NEW.title_key FROM filed(NEW.payload) f;
  NEW.created_at_ms := coalesce(NEW.created_at_ms, (
    SELECT (extract(epoch FROM c.at) * 1000)::bigint FROM change c
    WHERE c.tenant_id = NEW.tenant_id AND c.space_id = NEW.space_id AND c.type = NEW.type AND c.uid = NEW.uid
      AND c.version > 0 ORDER BY c.version LIMIT 1), NEW.updated_at_ms);
  NEW.filed_seq := NEW.seq;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM item_tag t WHERE t.tenant_id = OLD.tenant_id AND t.space_id = OLD.space_id AND t.type = OLD.type
      AND t.tag = ANY (filed_tags(OLD.payload)) AND t.seq = OLD.seq;
  END IF;
  INSERT INTO item_tag (tenant_id, space_id, type, tag, seq, uid)
  SELECT NEW.tenant_id, NEW.space_id, NEW.type, tag, NEW.seq, NEW.uid FROM unnest(filed_tags(NEW.payload)) tag
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END
$$;
CREATE TRIGGER file_item BEFORE INSERT OR UPDATE ON item FOR EACH ROW
  WHEN (NEW.filed_seq IS DISTINCT FROM NEW.seq) EXECUTE FUNCTION file_item();

-- The tags of an item go with it, whoever deletes it.
CREATE FUNCTION unfile_items() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM item_tag WHERE ctid = ANY (ARRAY(
    SELECT found.ctid FROM deleted d CROSS JOIN unnest(filed_tags(d.payload)) old_tag CROSS JOIN LATERAL (
      SELECT t.ctid FROM item_tag t WHERE t.tenant_id = d.tenant_id AND t.space_id = d.space_id
        AND t.type = d.type AND t.tag = old_tag AND t.seq = d.seq LIMIT 1) found));
  RETURN NULL;
END
$$;
CREATE TRIGGER unfile_items AFTER DELETE ON item REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT
  EXECUTE FUNCTION unfile_items();
