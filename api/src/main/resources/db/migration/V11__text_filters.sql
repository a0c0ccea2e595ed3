-- Conditions on the words of items, and searches among the items that meet conditions.
--
-- A query from the steps of a machine with a stack: `=word` puts a word or a phrase on it, as each language knows it,
-- `*word` the beginning of a word; `&` and `|` join the two on top, `!` turns the one on top around. A term of only stop
-- words is as if it were not asked. NULL if nothing is left.
CREATE FUNCTION text_query(languages text[], steps text[]) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp SET client_min_messages = error AS $$
DECLARE
  configurations CONSTANT regconfig[] := search_configurations(languages);
  stack tsquery[] := '{}';
  top integer := 0;
  step text;
  word text;
  term tsquery;
  query tsquery;
  is_stopped boolean;
BEGIN
  FOREACH step IN ARRAY steps LOOP
    IF step = '!' THEN
      stack[top] := !!stack[top];
    ELSIF step IN ('&', '|') THEN
      top := top - 1;
      stack[top] := CASE WHEN stack[top] IS NULL THEN stack[top + 1] WHEN stack[top + 1] IS NULL THEN stack[top]
        WHEN step = '&' THEN stack[top] && stack[top + 1] ELSE stack[top] || stack[top + 1] END;
    ELSE
      word := substr(step, 2);
      term := phraseto_tsquery(configurations[1], word);
      is_stopped := cardinality(languages) > 0;
      FOR number IN 2 .. cardinality(configurations) LOOP
        query := phraseto_tsquery(configurations[number], word);
        IF numnode(query) > 0 THEN
          is_stopped := false;
          term := CASE WHEN numnode(term) = 0 OR term = query THEN query ELSE term || query END;
        END IF;
      END LOOP;
      IF numnode(term) = 0 OR is_stopped THEN
        term := NULL;
      ELSIF left(step, 1) = '*' THEN
        query := to_tsquery(configurations[1], '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*');
        term := query || term;
      END IF;
      top := top + 1;
      stack[top] := term;
    END IF;
  END LOOP;
  RETURN stack[1];
END
$$;

-- The items of some types with words, in no order, `rows_max` of them at most. The tenant and the space are those that the
-- transaction names; `beyond` is the number up to which the space was wiped. Like a search it asks the index for the space,
-- and compares the tenant of each row.
CREATE FUNCTION text_items(query tsquery, types text[], beyond bigint, rows_max integer)
RETURNS TABLE (type text, uid uuid, seq bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  space CONSTANT uuid := NULLIF(current_setting('app.space', true), '')::uuid;
BEGIN
  IF tenant IS NULL OR space IS NULL THEN
    RAISE EXCEPTION 'words outside of every space' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT t.type, t.uid, t.seq FROM item_text t
  WHERE t.tenant_id || '' = tenant AND t.space_id = space AND t.seq > 0 AND t.words @@ query AND t.seq + 0 > beyond
    AND t.type || '' = ANY (types) LIMIT rows_max;
END
$$;

-- Tests if an item has words, in the tenant and the space that the transaction names.
CREATE FUNCTION has_words(asked_type text, asked_uid uuid, query tsquery) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM item_text t
    WHERE t.tenant_id = NULLIF(current_setting('app.tenant', true), '')
      AND t.space_id = NULLIF(current_setting('app.space', true), '')::uuid
      AND t.type = asked_type AND t.uid = asked_uid AND t.seq < 9223372036854775807 AND t.words @@ query);
END
$$;

GRANT CREATE ON SCHEMA public TO toolbridge_search;
ALTER FUNCTION text_items(tsquery, text[], bigint, integer) OWNER TO toolbridge_search;
ALTER FUNCTION has_words(text, uuid, tsquery) OWNER TO toolbridge_search;
REVOKE CREATE ON SCHEMA public FROM toolbridge_search;

SET LOCAL ROLE toolbridge_search;
REVOKE EXECUTE ON FUNCTION text_items(tsquery, text[], bigint, integer), has_words(text, uuid, tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION text_items(tsquery, text[], bigint, integer), has_words(text, uuid, tsquery)
  TO toolbridge_server;
RESET ROLE;

-- Loads the library that the setting of the next function belongs to: nobody may set one that is not known yet.
SELECT show_trgm('');

-- A search among all items, or among those that meet conditions: `only_uids` names them if they are few, NULL is all.
-- `rows_max` bounds each list: a search whose hits are checked afterwards needs more of them than it shows. All else is as
-- before.
CREATE FUNCTION search_items(languages text[], terms text[], alternatives integer[], excluded boolean[],
  beginning text, asked text, types text[], beyond bigint, only_uids uuid[],
  rows_max integer)
RETURNS TABLE (place integer, type text, uid uuid, is_partial boolean, is_exact boolean, words_rank integer,
  title_rank integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET pg_trgm.word_similarity_threshold = 0.45
SET client_min_messages = error AS $$
#variable_conflict use_column
DECLARE
  titles_max CONSTANT integer := rows_max * 3 / 5;
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
      AND t.words @@ query.all_words AND t.seq + 0 > beyond AND t.type || '' = ANY (types)
      AND (only_uids IS NULL OR t.uid IN (SELECT unnest(only_uids))) LIMIT rows_max
  ), any_of AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial, ts_rank(t.words, query.any_word) AS rank
    FROM item_text t WHERE query.any_word <> query.all_words AND t.tenant_id || '' = tenant AND t.space_id = space
      AND t.seq > 0 AND t.words @@ query.any_word AND t.seq + 0 > beyond AND t.type || '' = ANY (types)
      AND (only_uids IS NULL OR t.uid IN (SELECT unnest(only_uids))) LIMIT rows_max
  ), similar_title AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial, word_similarity(plain, t.title) AS rank,
      - length(t.title) AS closeness
    FROM item_text t WHERE length(plain) >= similar_from AND show_trgm(plain) <> '{}'
      AND t.tenant_id || '' = tenant AND t.space_id = space AND t.title <> '' AND t.title %> plain
      AND t.seq + 0 > beyond AND t.type || '' = ANY (types)
      AND (only_uids IS NULL OR t.uid IN (SELECT unnest(only_uids)))
      AND (query.no_word IS NULL OR NOT t.words @@ query.no_word) LIMIT titles_max
  ), same_title AS MATERIALIZED (
    SELECT t.type, t.uid, t.seq, t.is_partial
    FROM item_text t WHERE show_trgm(exact) <> '{}' AND t.tenant_id || '' = tenant AND t.space_id = space
      AND t.title <> '' AND t.title = exact AND t.seq + 0 > beyond AND t.type || '' = ANY (types)
      AND (only_uids IS NULL OR t.uid IN (SELECT unnest(only_uids))) LIMIT titles_max
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
  ORDER BY 1 LIMIT rows_max;
END
$$;

GRANT CREATE ON SCHEMA public TO toolbridge_search;
ALTER FUNCTION search_items(text[], text[], integer[], boolean[], text, text, text[], bigint, uuid[], integer)
  OWNER TO toolbridge_search;
SET LOCAL ROLE toolbridge_search;
REVOKE EXECUTE ON FUNCTION
  search_items(text[], text[], integer[], boolean[], text, text, text[], bigint, uuid[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  search_items(text[], text[], integer[], boolean[], text, text, text[], bigint, uuid[], integer) TO toolbridge_server;

-- For servers of the release before.
CREATE OR REPLACE FUNCTION search_items(languages text[], terms text[], alternatives integer[], excluded boolean[],
  beginning text, asked text, types text[], beyond bigint)
RETURNS TABLE (place integer, type text, uid uuid, is_partial boolean, is_exact boolean, words_rank integer,
  title_rank integer)
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM search_items(languages, terms, alternatives, excluded, beginning, asked, types, beyond, NULL, 500)
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_search;

-- A program of the schema before does not know these functions, and needs none of them.
INSERT INTO schema_served (version, oldest) VALUES (11, 10);
