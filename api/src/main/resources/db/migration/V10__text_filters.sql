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
