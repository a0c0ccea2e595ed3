-- Search: the words of all items, derived from them by an indexer that follows each space in the order of its numbers.
--
-- The extensions are trusted ones: the owner of a database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- A configuration `search_german` for each of PostgreSQL's `german`: the same, but for accents.
DO $$
DECLARE
  origin record;
  mapping record;
BEGIN
  FOR origin IN SELECT oid, cfgname FROM pg_ts_config WHERE cfgnamespace = 'pg_catalog'::regnamespace LOOP
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)',
      'search_' || origin.cfgname, origin.cfgname);
    FOR mapping IN
      SELECT token.alias, string_agg(map.mapdict::regdictionary::text, ', ' ORDER BY map.mapseqno) AS dictionaries
      FROM pg_ts_config_map map JOIN ts_token_type('default') token ON token.tokid = map.maptokentype
      WHERE map.mapcfg = origin.oid AND token.alias IN ('word', 'hword', 'hword_part', 'numword', 'numhword',
        'hword_numpart', 'file', 'url_path')
      GROUP BY token.alias
    LOOP
      EXECUTE format('ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR %I WITH unaccent, %s',
        'search_' || origin.cfgname, mapping.alias, mapping.dictionaries);
    END LOOP;
  END LOOP;
END
$$;

-- The words of an item as they were at change `seq`, and its title without accents and capitals. Each index has a
-- condition that is true for every row, so that only the query that states it can use that index.
CREATE TABLE item_text (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  uid uuid NOT NULL,
  seq bigint NOT NULL,
  words tsvector NOT NULL,
  title text NOT NULL,
  is_partial boolean NOT NULL,
  CONSTRAINT item_text_is_numbered CHECK (seq > 0)
);
CREATE UNIQUE INDEX item_text_key ON item_text (tenant_id, space_id, type, uid) WHERE seq < 9223372036854775807;
CREATE INDEX item_text_by_word ON item_text USING gin (tenant_id, space_id, words)
  WITH (gin_pending_list_limit = 256) WHERE seq > 0;
CREATE INDEX item_text_by_title ON item_text USING gin (tenant_id, space_id, title gin_trgm_ops)
  WITH (gin_pending_list_limit = 256) WHERE title <> '';

-- The indexer's place in each space. A place that was reached with other languages counts as the beginning.
CREATE TABLE text_cursor (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  seq bigint NOT NULL DEFAULT 0,
  languages text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, space_id)
) WITH (fillfactor = 50);

SELECT protect('item_text'), protect('text_cursor');

-- A text without accents and capitals.
CREATE FUNCTION folded(written text) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp
RETURN lower(unaccent('unaccent', written));

-- The configurations of languages, before them the one that knows no language.
CREATE FUNCTION search_configurations(languages text[]) RETURNS regconfig[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp
RETURN (SELECT array_agg(('search_' || language)::regconfig ORDER BY place)
  FROM unnest(ARRAY['simple'] || languages) WITH ORDINALITY named (language, place));

-- The words of an item's four kinds of text, from the most important to the least, as each configuration knows them: in
-- the same places, so that a word which all know alike is stored once. The kinds are apart, so that no phrase begins in
-- one and ends in the next. Texts whose words are too many for a vector are halved until they fit.
CREATE FUNCTION item_words(configurations regconfig[], kinds text[], OUT words tsvector, OUT is_partial boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  weights CONSTANT "char"[] := '{A,B,C,D}';
  apart CONSTANT tsvector := '''~'':16';
  merged text;
BEGIN
  is_partial := false;
  LOOP
    BEGIN
      words := '';
      FOR kind IN 1 .. cardinality(kinds) LOOP
        CONTINUE WHEN kinds[kind] = '';
        merged := '';
        FOR place IN 1 .. cardinality(configurations) LOOP
          merged := merged || ' ' || to_tsvector(configurations[place], kinds[kind])::text;
        END LOOP;
        words := words || apart || setweight(merged::tsvector, weights[kind]);
      END LOOP;
      words := ts_delete(words, '~');
      RETURN;
    EXCEPTION
      WHEN program_limit_exceeded THEN
        is_partial := true;
        kinds := ARRAY(SELECT left(part.kind, length(part.kind) / 2)
          FROM unnest(kinds) WITH ORDINALITY AS part (kind, place) ORDER BY part.place);
    END;
  END LOOP;
END
$$;

-- The queries that a search consists of. Term i is a word or a phrase of alternative `alternatives[i]`, an excluded one
-- if `excluded[i]`; `beginning` is the last word, which may be the first part of a longer one. Without a query, the
-- reason.
CREATE FUNCTION search_queries(languages text[], terms text[], alternatives integer[], excluded boolean[],
  beginning text, OUT all_words tsquery, OUT any_word tsquery, OUT no_word tsquery, OUT reason text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp SET client_min_messages = error AS $$
DECLARE
  configurations CONSTANT regconfig[] := search_configurations(languages);
  any_excluded boolean := false;
  any_stopped boolean := false;
  required tsquery;
  forbidden tsquery;
  some_word tsquery;
  query tsquery;
  term tsquery;
  longer tsquery;
  is_stopped boolean;
BEGIN
  FOR alternative IN 1 .. coalesce(alternatives[cardinality(alternatives)], 0) LOOP
    required := NULL;
    forbidden := NULL;
    some_word := NULL;
    FOR place IN 1 .. cardinality(terms) LOOP
      CONTINUE WHEN alternatives[place] <> alternative;
      term := phraseto_tsquery(configurations[1], terms[place]);
      is_stopped := cardinality(languages) > 0;
      FOR number IN 2 .. cardinality(configurations) LOOP
        query := phraseto_tsquery(configurations[number], terms[place]);
        IF numnode(query) > 0 THEN
          is_stopped := false;
          term := CASE WHEN numnode(term) = 0 OR term = query THEN query ELSE term || query END;
        END IF;
      END LOOP;
      any_excluded := any_excluded OR excluded[place];
      CONTINUE WHEN numnode(term) = 0;
      any_stopped := any_stopped OR (is_stopped AND NOT excluded[place]);
      CONTINUE WHEN is_stopped;
      IF excluded[place] THEN
        forbidden := coalesce(forbidden || term, term);
      ELSE
        IF place = cardinality(terms) AND beginning <> '' THEN
          longer := to_tsquery(configurations[1],
            '''' || replace(replace(beginning, '\', '\\'), '''', '''''') || ''':*');
          query := phraseto_tsquery(configurations[1], terms[place]);
          term := CASE WHEN term = query THEN longer ELSE longer || term END;
        END IF;
        required := coalesce(required && term, term);
        some_word := coalesce(some_word || term, term);
      END IF;
    END LOOP;
    no_word := coalesce(no_word || forbidden, forbidden, no_word);
    CONTINUE WHEN required IS NULL;
    IF forbidden IS NOT NULL THEN
      required := required && !!forbidden;
      some_word := some_word && !!forbidden;
    END IF;
    all_words := coalesce(all_words || required, required);
    any_word := coalesce(any_word || some_word, some_word);
  END LOOP;
  IF all_words IS NULL THEN
    reason := CASE WHEN any_stopped THEN 'only_stop_words' WHEN any_excluded THEN 'only_excluded_words'
      ELSE 'no_words' END;
  END IF;
END
$$;

-- A part of the items that match a search, the best first: by all of its words, by any of them, and by a title that is
-- similar. The places in the three lists are fused; an exact title comes first. The tenant and the space are those that
-- the transaction names. The index is asked for the space, and the tenant of each row is compared: intersecting the rows
-- of both in the index costs more than all else. Since each index has a condition of its own, plans need no values.
-- `beyond` is the number up to which the space was wiped. From very many items that match, each list takes `rows_max`,
-- so that the time of a search has a bound.
CREATE FUNCTION search_items(languages text[], terms text[], alternatives integer[], excluded boolean[],
  beginning text, asked text, types text[], beyond bigint)
RETURNS TABLE (place integer, type text, uid uuid, is_partial boolean, is_exact boolean, words_rank integer,
  title_rank integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET pg_trgm.word_similarity_threshold = 0.45
SET client_min_messages = error AS $$
#variable_conflict use_column
DECLARE
  rows_max CONSTANT integer := 500;
  titles_max CONSTANT integer := 300;
  places_max CONSTANT integer := 500;
  similar_from CONSTANT integer := 3;
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  space CONSTANT uuid := NULLIF(current_setting('app.space', true), '')::uuid;
  plain CONSTANT text := folded(coalesce((SELECT string_agg(term.word, ' ' ORDER BY term.number)
    FROM unnest(terms, excluded) WITH ORDINALITY term (word, is_out, number) WHERE NOT term.is_out), ''));
  exact CONSTANT text := folded(asked);
  query record;
BEGIN
  IF tenant IS NULL OR space IS NULL THEN
    RAISE EXCEPTION 'a search outside of every space' USING ERRCODE = 'insufficient_privilege';
  END IF;
  query := search_queries(languages, terms, alternatives, excluded, beginning);
  IF query.all_words IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH all_of AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial, ts_rank(t.words, query.all_words) AS rank
    FROM item_text t WHERE t.tenant_id || '' = tenant AND t.space_id = space AND t.seq > 0
      AND t.words @@ query.all_words AND t.seq + 0 > beyond AND t.type || '' = ANY (types) LIMIT rows_max
  ), any_of AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial, ts_rank(t.words, query.any_word) AS rank
    FROM item_text t WHERE query.any_word <> query.all_words AND t.tenant_id || '' = tenant AND t.space_id = space
      AND t.seq > 0 AND t.words @@ query.any_word AND t.seq + 0 > beyond AND t.type || '' = ANY (types) LIMIT rows_max
  ), similar_title AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial, word_similarity(plain, t.title) AS rank,
      - length(t.title) AS closeness
    FROM item_text t WHERE length(plain) >= similar_from AND show_trgm(plain) <> '{}'
      AND t.tenant_id || '' = tenant AND t.space_id = space AND t.title <> '' AND t.title %> plain
      AND t.seq + 0 > beyond AND t.type || '' = ANY (types)
      AND (query.no_word IS NULL OR NOT t.words @@ query.no_word) LIMIT titles_max
  ), same_title AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial
    FROM item_text t WHERE show_trgm(exact) <> '{}' AND t.tenant_id || '' = tenant AND t.space_id = space
      AND t.title <> '' AND t.title = exact AND t.seq + 0 > beyond AND t.type || '' = ANY (types) LIMIT titles_max
  ), all_place AS (
    SELECT *, row_number() OVER (ORDER BY rank DESC, seq DESC) AS n FROM all_of
  ), any_place AS (
    SELECT *, row_number() OVER (ORDER BY rank DESC, seq DESC) AS n FROM any_of
    UNION ALL SELECT * FROM all_place WHERE query.any_word = query.all_words
  ), title_place AS (
    SELECT *, row_number() OVER (ORDER BY rank DESC, closeness DESC, seq DESC) AS n FROM similar_title
  ), listed AS (
    SELECT type, uid, seq, is_partial, (2000000000 / (60 + n))::integer AS score, false AS is_exact, n AS word_n,
      NULL::bigint AS title_n FROM all_place
    UNION ALL SELECT type, uid, seq, is_partial, (1000000000 / (60 + n))::integer, false,
      n + (SELECT count(*) FROM all_of), NULL FROM any_place
    UNION ALL SELECT type, uid, seq, is_partial, (1000000000 / (60 + n))::integer, false, NULL, n FROM title_place
    UNION ALL SELECT type, uid, seq, is_partial, 0, true, NULL, NULL FROM same_title
  ), fused AS (
    SELECT type, uid, max(seq) AS seq, bool_or(is_partial) AS is_partial, bool_or(is_exact) AS is_exact,
      sum(score) AS score, min(word_n) AS word_n, min(title_n) AS title_n
    FROM listed GROUP BY type, uid
  )
  SELECT row_number() OVER in_order::integer, fused.type, fused.uid, fused.is_partial, fused.is_exact,
    word_n::integer, title_n::integer
  FROM fused WINDOW in_order AS (ORDER BY fused.is_exact DESC, score DESC, fused.seq DESC)
  ORDER BY 1 LIMIT places_max;
END
$$;

-- The next space after a place whose items are not all indexed; or else, not due, the last of those that were looked
-- at. No row when there is no space after the place.
CREATE FUNCTION unindexed_space(after_tenant text, after_space uuid)
RETURNS TABLE (tenant text, space uuid, is_due boolean) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  heads_max CONSTANT integer := 2000;
  head record;
BEGIN
  FOR head IN
    SELECT h.tenant_id, h.space_id, h.seq > coalesce((
      SELECT c.seq FROM text_cursor c
      WHERE c.tenant_id = h.tenant_id AND c.space_id = h.space_id LIMIT 1), 0) AS is_behind
    FROM space_head h WHERE (h.tenant_id, h.space_id) > (after_tenant, after_space)
    ORDER BY h.tenant_id, h.space_id LIMIT heads_max
  LOOP
    EXIT WHEN head.is_behind;
  END LOOP;
  IF head.tenant_id IS NOT NULL THEN
    RETURN QUERY SELECT head.tenant_id, head.space_id, head.is_behind;
  END IF;
END
$$;

-- Deletes the words of items whose rows are deleted, in the same step. It waits for one part of the indexer's work at
-- most, so that no words are written after it.
CREATE FUNCTION forget_text() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
BEGIN
  PERFORM FROM text_cursor c WHERE (c.tenant_id, c.space_id) IN (SELECT g.tenant_id, g.space_id FROM gone g) FOR UPDATE;
  DELETE FROM item_text WHERE ctid = ANY (ARRAY(
    SELECT found.ctid FROM gone g CROSS JOIN LATERAL (
      SELECT t.ctid FROM item_text t WHERE t.tenant_id = g.tenant_id AND t.space_id = g.space_id AND t.type = g.type
        AND t.uid = g.uid AND t.seq < 9223372036854775807 LIMIT 1) found));
  RETURN NULL;
END
$$;

GRANT SELECT ON item_text TO toolbridge_search;
CREATE POLICY for_search ON item_text FOR SELECT TO toolbridge_search USING (true);

DO $$
BEGIN
  EXECUTE format('GRANT toolbridge_search TO %I WITH SET TRUE, INHERIT FALSE', current_user);
END
$$;
GRANT CREATE ON SCHEMA public TO toolbridge_search, toolbridge_maintenance;
ALTER FUNCTION search_items(text[], text[], integer[], boolean[], text, text, text[], bigint)
  OWNER TO toolbridge_search;
ALTER FUNCTION unindexed_space(text, uuid) OWNER TO toolbridge_maintenance;
REVOKE CREATE ON SCHEMA public FROM toolbridge_search, toolbridge_maintenance;

SET LOCAL ROLE toolbridge_search;
REVOKE EXECUTE ON FUNCTION search_items(text[], text[], integer[], boolean[], text, text, text[], bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_items(text[], text[], integer[], boolean[], text, text, text[], bigint)
  TO toolbridge_server;
SET LOCAL ROLE toolbridge_maintenance;
REVOKE EXECUTE ON FUNCTION unindexed_space(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unindexed_space(text, uuid) TO toolbridge_server;
RESET ROLE;

-- The lock stands in every writer's way: the migration gives way and tries again if it does not get it at once.
LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE;
SET LOCAL lock_timeout = '50ms';
CREATE TRIGGER text_is_forgotten AFTER DELETE ON item REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION forget_text();
